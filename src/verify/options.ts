import type { ArticleOptions } from '../contract.ts';

/** True for an article that a verifier reads: where that was asked for, or the best is wanted. */
export function isVerified({
  verify,
  quality,
}: Pick<ArticleOptions, 'verify' | 'quality'>): boolean {
  return (verify ?? quality === 'best') !== false;
}

/** The model that verifies; undefined where it is the article's own. */
export function verifyingModel({ verify }: Pick<ArticleOptions, 'verify'>): string | undefined {
  return typeof verify === 'string' ? verify : undefined;
}

/** Dutch tokens that a small model verifies in one call; more than a few sentences are too much. */
export const smallChunkTokens = 150;
