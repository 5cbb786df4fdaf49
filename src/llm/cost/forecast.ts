import type { LlmRequest } from '../http/request.ts';
import type { TokenUsage } from './price.ts';

/** Completion tokens for a prompt token, until a task has shown its own ratio. */
const firstRatio = 0.7;
/** The weight of the latest call in the moving average. */
const latestWeight = 0.1;

/** Forecasts what a call will use, from what earlier calls of its task used. */
export class UsageForecast {
  readonly #ratios = new Map<string, number>();

  /** The likely usage of a request with this many prompt tokens. */
  likelyUsage(
    { task, maxOutputTokens }: Pick<LlmRequest, 'task' | 'maxOutputTokens'>,
    promptTokens: number,
  ): TokenUsage {
    const ratio = this.#ratios.get(task) ?? firstRatio;
    const completionTokens = Math.min(maxOutputTokens, Math.ceil(promptTokens * ratio));
    return { promptTokens, cachedTokens: 0, completionTokens };
  }

  /** Learns from a finished call. */
  learn(task: string, { promptTokens, completionTokens }: TokenUsage): void {
    const known = this.#ratios.get(task) ?? firstRatio;
    const latest = completionTokens / Math.max(1, promptTokens);
    this.#ratios.set(task, known * (1 - latestWeight) + latest * latestWeight);
  }
}
