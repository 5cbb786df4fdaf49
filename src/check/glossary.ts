import type { Glossary, Term } from '../glossary/glossary.ts';
import { type CheckContext, error, type PairCheck, warning } from './pair-check.ts';
import type { Side } from './parse/pair.ts';

const found = new WeakMap<Side, { readonly by: Glossary; readonly terms: readonly Term[] }>();

/** The terms of a text, which several checks ask for. */
export function termsIn(side: Side, { glossary }: CheckContext): readonly Term[] {
  if (!glossary) return [];
  const known = found.get(side);
  if (known?.by === glossary) return known.terms;
  const terms = glossary.termsIn(side.raw);
  found.set(side, { by: glossary, terms });
  return terms;
}

/** Terms of the glossary are translated by one of their renderings; the user's own must be. */
export const checkGlossary: PairCheck = ({ nl, en }, context) => {
  const terms = termsIn(nl, context);
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
