import type { ArticleOptions } from '../contract.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { ArticleVerifier } from './article-verifier.ts';
import { createNliSource, type NliSource } from './nli-model.ts';
import { NliVerifier } from './nli-verifier.ts';
import { isVerified, isVerifiedLocally, verifyingModel } from './options.ts';
import { Verifier } from './verifier.ts';

/** What a verifier works with. */
interface VerifierContext {
  readonly llm: ArticleLlm;
  /** The model that translates; undefined where that is not known. */
  readonly effectiveModel: string | undefined;
  readonly chunkTokens: number;
  readonly chunkConcurrency: number;
  /** Says whether a model is a small one, which judges less. */
  readonly isSmall: (model: string | undefined) => boolean;
  /** The model that verifies where an article wants a local one. @default none */
  readonly nli?: NliSource | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The verifier that an article's options want; null where they want none. */
export function createVerifier(
  options: ArticleOptions,
  context: VerifierContext,
): ArticleVerifier | null {
  if (!isVerified(options)) return null;
  if (isVerifiedLocally(options)) {
    const { nli = createNliSource(undefined), signal } = context;
    return new NliVerifier({ source: nli, signal });
  }
  const { llm, effectiveModel, isSmall, chunkTokens, chunkConcurrency: concurrency } = context;
  const model = verifyingModel(options);
  const asked = model ?? effectiveModel;
  const strength = isSmall(asked) ? 'small' : 'capable';
  return new Verifier({ llm, model, asked, strength, chunkTokens, concurrency });
}
