import type { ArticleOptions } from '../contract.ts';

/**
 * True for an article that a verifier reads: where that was asked for, or the best is wanted. What a
 * model gives when it is asked bare stays as it is.
 */
export function isVerified({
  verify,
  quality,
  prompt,
}: Pick<ArticleOptions, 'verify' | 'quality' | 'prompt'>): boolean {
  return prompt !== 'bare' && (verify ?? quality === 'best') !== false;
}

/** The name that means the model in `TOLK_NLI_DIR`, on the worker's machine. */
export const localNli = 'nli';

/** True where a local model verifies, and no call is made for it. */
export function isVerifiedLocally({ verify }: Pick<ArticleOptions, 'verify'>): boolean {
  return verify === localNli;
}

/** The model that verifies; undefined where it is the article's own, or local. */
export function verifyingModel({ verify }: Pick<ArticleOptions, 'verify'>): string | undefined {
  return typeof verify === 'string' && verify !== localNli ? verify : undefined;
}

/** Dutch tokens that a small model verifies in one call; more than a few sentences are too much. */
export const smallChunkTokens = 150;
