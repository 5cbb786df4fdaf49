import { likelyThinking } from '../http/reasoning.ts';
import type { LlmRequest } from '../http/request.ts';
import type { RawAnswer } from '../http/response.ts';
import type { TokenUsage } from './price.ts';

/** Completion tokens for a prompt token, until a task has shown its own ratio. */
const firstRatio = 0.7;
/** The weight of the latest call in the moving average. */
const latestWeight = 0.1;

type Known = Pick<LlmRequest, 'model' | 'task' | 'extras'>;

/** Forecasts what a call will use, from what earlier calls of its task used. */
export class UsageForecast {
  /** Tokens of the answer itself for a prompt token, by task. */
  readonly #ratios = new Map<string, number>();
  /** Tokens thought before it, by model and task. */
  readonly #thinking = new Map<string, number>();

  /** The likely usage of a request with this many prompt tokens. */
  likelyUsage(
    request: Known & Pick<LlmRequest, 'maxOutputTokens'>,
    promptTokens: number,
  ): TokenUsage {
    const ratio = this.#ratios.get(request.task) ?? firstRatio;
    const answer = Math.min(request.maxOutputTokens, Math.ceil(promptTokens * ratio));
    const thinking = Math.ceil(this.#thinkingOf(request));
    return {
      promptTokens,
      cachedTokens: 0,
      cacheWriteTokens: 0,
      completionTokens: answer + thinking,
    };
  }

  /** Learns from a finished call. */
  learn(
    request: Known,
    {
      promptTokens,
      completionTokens,
      reasoningTokens,
    }: TokenUsage & Pick<RawAnswer, 'reasoningTokens'>,
  ): void {
    const { task } = request;
    const answerTokens = Math.max(0, completionTokens - reasoningTokens);
    const known = this.#ratios.get(task) ?? firstRatio;
    this.#ratios.set(task, average(known, answerTokens / Math.max(1, promptTokens)));
    this.#thinking.set(keyOf(request), average(this.#thinkingOf(request), reasoningTokens));
  }

  #thinkingOf(request: Known): number {
    const { model, extras } = request;
    return this.#thinking.get(keyOf(request)) ?? likelyThinking(model, extras?.effort);
  }
}

function keyOf({ model, task }: Known): string {
  return `${model} ${task}`;
}

function average(known: number, latest: number): number {
  return known * (1 - latestWeight) + latest * latestWeight;
}
