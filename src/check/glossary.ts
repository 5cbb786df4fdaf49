import { error, type PairCheck, warning } from './pair-check.ts';

/** Terms of the glossary are translated by one of their renderings; the user's own must be. */
export const checkGlossary: PairCheck = ({ nl, en }, { glossary }) => {
  const terms = glossary?.termsIn(nl.raw) ?? [];
  if (terms.length === 0) return [];
  const english = en.raw.toLowerCase();
  const isUsed = (rendering: string) => english.includes(rendering.toLowerCase());
  return terms
    .filter((term) => ![term.en, ...term.also].some(isUsed))
    .map((term) => {
      const raise = term.own ? error : warning;
      return raise(`"${term.nl}" should be "${term.en}" (glossary)`);
    });
};
