import type { Finding, Translation, Verification } from '../contract.ts';
import type { Claim } from './claims.ts';
import type { Verdict } from './verdict.ts';

/** An article in both languages; the translation does not hold the Dutch title. */
export interface Bilingual {
  readonly title: string | null;
  readonly translation: Translation;
}

/** Reads Dutch and English, and says what it doubts. It fails no article for want of an answer. */
export interface ArticleVerifier {
  /** What was asked so far, and what came of it. */
  readonly report: Verification;
  /** Findings about the sentences of an article. */
  verify(article: Bilingual): Promise<readonly Finding[]>;
  /** Findings about the sentences of a summary. */
  verifyClaims(claims: readonly Claim[]): Promise<readonly Finding[]>;
  /** Judges findings of the checks: a verdict for each, in their order. */
  confirm(article: Bilingual, findings: readonly Finding[]): Promise<readonly Verdict[]>;
}
