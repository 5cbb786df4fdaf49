import { error, type PairCheck, warning } from './pair-check.ts';

/** Terms of the glossary that occur in the Dutch stand in the English in one of their renderings; the user's own must. */
export const checkGlossary: PairCheck = ({ nl, en }, { glossary }) => {
  const terms = glossary?.termsIn(nl.raw) ?? [];
  if (terms.length === 0) return [];
  const english = en.raw.toLowerCase();
  return terms
    .filter(
      ({ en: asked, also }) => ![asked, ...also].some((one) => english.includes(one.toLowerCase())),
    )
    .map(({ nl: dutch, en: asked, own }) =>
      (own ? error : warning)(`"${dutch}" should be "${asked}" (glossary)`),
    );
};
