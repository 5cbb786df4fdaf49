import type { CompletionRequest } from './completion.ts';

/**
 * Counts how often an article has put the very same question on purpose. Whoever asks counts rounds of
 * its own, in which the question may be another one each time: a question that is new to the article is
 * answered as for any other article that asked it, in whichever round.
 */
export class AskedRounds {
  readonly #rounds = new Map<string, number[]>();

  /** The request, its round as the article's earlier ones count: 0 for a question that is new. */
  settle<T>(request: CompletionRequest<T>): CompletionRequest<T> {
    const { task, system, input, maxOutputTokens, round = 0 } = request;
    const question = JSON.stringify([task, system, input, maxOutputTokens]);
    const rounds = this.#rounds.get(question) ?? [];
    this.#rounds.set(question, rounds);
    if (!rounds.includes(round)) rounds.push(round);
    return { ...request, round: rounds.indexOf(round) };
  }
}
