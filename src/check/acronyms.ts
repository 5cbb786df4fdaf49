import { optionalAcronyms } from '../lexicon/name-parts.ts';
import { type PairCheck, warning } from './pair-check.ts';
import { exonymsOf, exonymWords } from './parse/dictionary.ts';
import type { Side } from './parse/pair.ts';

/** An acronym that is missing while another was added. Those with an English form are known. */
export const checkAcronyms: PairCheck = ({ nl, en }) => {
  const missing = acronymsOf(nl).filter(
    (acronym) => !hasAcronym(en, acronym) && exonymsOf(acronym.toLowerCase()).length === 0,
  );
  const added = acronymsOf(en).filter(
    (acronym) =>
      !hasAcronym(nl, acronym) &&
      !exonymWords.has(acronym.toLowerCase()) &&
      !optionalAcronyms.has(acronym),
  );
  return missing
    .slice(0, added.length)
    .map((acronym, at) =>
      warning(`"${acronym}" is not in the English, which has "${added[at]}" instead`),
    );
};

function acronymsOf({ tokens, words }: Side): string[] {
  const found = tokens
    .filter(({ kind, text }) => kind === 'word' && isAcronym(text))
    .map(({ text }) => text);
  // Where whole sentences are in capitals, nothing follows.
  return found.length > Math.max(4, words.size / 4) ? [] : [...new Set(found)];
}

function isAcronym(text: string): boolean {
  return text.length > 1 && text.length < 7 && /^\p{Lu}+$/u.test(text);
}

function hasAcronym({ raw }: Side, acronym: string): boolean {
  return raw.includes(acronym) || raw.includes([...acronym].join('.'));
}
