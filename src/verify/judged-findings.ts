import { isDecisive } from '../check/registry.ts';
import type { Finding, Translation } from '../contract.ts';
import type { ArticleVerifier, Bilingual } from './article-verifier.ts';
import { type Verdict, withVerdict } from './verdict.ts';

/**
 * What the verifier says of the errors that the checks raise on one article: of the same English,
 * each is asked about once. One that it clears is a hint from then on, and its English is left alone.
 */
export class JudgedFindings {
  readonly #verifier: Pick<ArticleVerifier, 'confirm'> | null;
  readonly #verdicts = new Map<string, Verdict>();
  readonly #confirmed = new Set<string>();

  /** @param verifier without one, everything stays as it is */
  constructor(verifier: Pick<ArticleVerifier, 'confirm'> | null) {
    this.#verifier = verifier;
  }

  /** The findings in a translation, with what is known of each. */
  apply(findings: readonly Finding[], translation: Translation): Finding[] {
    const keyOf = keysIn(translation);
    return findings.map((finding) =>
      withVerdict(finding, this.#verdicts.get(keyOf(finding)) ?? 'unknown'),
    );
  }

  /**
   * Asks about the errors that were not judged yet, and returns all findings with what is known.
   *
   * @throws TolkError what the client throws when it is not the model's fault
   */
  async judge(article: Bilingual, findings: readonly Finding[]): Promise<Finding[]> {
    const keyOf = keysIn(article.translation);
    // English that is missing, or still Dutch, needs no second opinion.
    const fresh = findings
      .filter((finding) => finding.severity === 'error' && !isDecisive(finding))
      .filter((finding) => !this.#verdicts.has(keyOf(finding)));
    const verdicts = fresh.length === 0 ? [] : await this.#verifier?.confirm(article, fresh);
    for (const [at, finding] of fresh.entries()) {
      const verdict = verdicts?.[at] ?? 'unknown';
      this.#verdicts.set(keyOf(finding), verdict);
      if (verdict === 'confirmed') this.#confirmed.add(describe(finding));
    }
    return this.apply(findings, article.translation);
  }

  /** True for an error that the verifier found as well. */
  isConfirmed(finding: Finding): boolean {
    return this.#confirmed.has(describe(finding));
  }
}

/** What a verdict is about: a finding in this English; other English may be right, or wrong. */
function keysIn({ title, segments }: Translation): (finding: Finding) => string {
  const english = new Map<Finding['segment'], string | null>([[null, title]]);
  for (const { n, en } of segments) english.set(n, en);
  return (finding) => JSON.stringify([english.get(finding.segment), describe(finding)]);
}

const describe = ({ segment, check, rule, message }: Finding): string =>
  JSON.stringify([segment, check, rule, message]);
