/** Every check, by the name it has in findings. */
export type CheckName =
  | 'acronyms'
  | 'added-names'
  | 'alignment'
  | 'attribution'
  | 'boilerplate'
  | 'cause'
  | 'certainty'
  | 'coverage'
  | 'dates'
  | 'dutch-words'
  | 'false-friends'
  | 'glossary'
  | 'injection'
  | 'language'
  | 'length'
  | 'markup'
  | 'names'
  | 'negation'
  | 'numbers'
  | 'opposites'
  | 'places'
  | 'quotations'
  | 'repetition'
  | 'summary-attribution'
  | 'summary-form'
  | 'summary-ground'
  | 'summary-names'
  | 'summary-numbers'
  | 'summary-sense'
  | 'tense'
  | 'untranslated'
  | 'verbatim'
  | 'verifier';

/** Checks that had another name before. */
const renamedChecks: ReadonlyMap<string, CheckName> = new Map([['strangers', 'added-names']]);

/** The name that a check has today, from a result or a counter of any release. */
export function currentCheckName(name: string): string {
  return renamedChecks.get(name) ?? name;
}
