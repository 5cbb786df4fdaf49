import { findAll, settleFindings } from '../../src/check/check.ts';
import type { Finding, Translation } from '../../src/contract.ts';
import type { Glossary } from '../../src/glossary/glossary.ts';

/**
 * What the checks find, as grave as each rule asks for, whatever its precision allows: a test of a rule
 * does not depend on how often it was right last time.
 */
export function checkAsAsked(
  title: string | null,
  translation: Translation,
  glossary?: Glossary,
): Finding[] {
  return settleFindings(findAll(title, translation, glossary), (_, wanted) => wanted);
}
