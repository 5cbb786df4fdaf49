import { isGloss } from '../gloss.ts';
import type { RawAnswer } from '../llm/http/response.ts';
import type { CallClaim, ClaimedCall, LlmStore } from '../llm/store.ts';
import type { TranslationMemory } from '../translate/translation-memory.ts';

/*
 * What the practice LLM gave lies in the same Redis as what a real one gives, and under the same
 * names where it was asked under a real model's name. A worker that has a real LLM passes over it,
 * and what it asks instead takes its place.
 */

/** Says whether a worker's LLM is the practice LLM. */
export type IsPractice = () => Promise<boolean>;

/** Asks once, and again only where that failed; while nobody can tell, it is no practice. */
export function rememberPractice(ask: IsPractice): IsPractice {
  let answer: Promise<boolean> | undefined;
  return () => {
    answer ??= ask().catch(() => {
      answer = undefined;
      return false;
    });
    return answer;
  };
}

/** Finished calls, without those that the practice LLM answered in place of another. */
export function callsWithoutGlosses<S extends LlmStore>(store: S, isPractice: IsPractice): S {
  const isOdd = async ({ model }: RawAnswer) => isGloss(model) && !(await isPractice());
  const claim = async (key: string, wanted: CallClaim): Promise<ClaimedCall | null> => {
    const claimed = await store.claim(key, wanted);
    if (claimed === null || 'lease' in claimed || !(await isOdd(claimed.answer))) return claimed;
    await store.forgetAnswers([{ key, answer: claimed.answer }]);
    return claim(key, wanted);
  };
  return {
    ...store,
    async readAnswer(key: string) {
      const answer = await store.readAnswer(key);
      return answer === null || (await isOdd(answer)) ? null : answer;
    },
    claim,
  };
}

/** The translation memory without the practice LLM's glosses. */
export function memoryWithoutGlosses(
  memory: TranslationMemory,
  isPractice: IsPractice,
): TranslationMemory {
  return {
    async lookUp(keys) {
      const pairs = await memory.lookUp(keys);
      const hasGlosses = pairs.some((pair) => pair !== null && isGloss(pair.model));
      if (!hasGlosses || (await isPractice())) return pairs;
      return pairs.map((pair) => (pair !== null && isGloss(pair.model) ? null : pair));
    },
    remember: (pairs) => memory.remember(pairs),
  };
}
