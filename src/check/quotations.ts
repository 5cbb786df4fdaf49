import { type PairCheck, warning } from './pair-check.ts';

/** A quotation of two words or more, in any of the marks Dutch and English use. */
const doubleQuoted = `(?:["“”„«»]|,,|'')([^"“”„«»]{2,}?)(?:["“”«»]|'')`;
const singleQuoted = String.raw`(?:(?<![\p{L}\d])['‘])((?:[^'‘’]|['’](?=\p{L})){2,}?)['’](?!\p{L})`;
const quotation = new RegExp(`${doubleQuoted}|${singleQuoted}`, 'gu');

/**
 * Are there quotations on one side only? Single ones may be left out or added; all of them may not.
 */
export const checkQuotations: PairCheck = ({ nl, en }) => {
  const dutch = countQuotations(nl.raw);
  const english = countQuotations(en.raw);
  if (dutch > 0 && english === 0)
    return [warning(`the Dutch has ${dutch} in quotation marks, the English nothing`)];
  if (dutch === 0 && english > 0)
    return [warning(`the English has ${english} in quotation marks, the Dutch nothing`)];
  return [];
};

function countQuotations(text: string): number {
  return (text.match(quotation) ?? []).filter((quoted) => quoted.includes(' ')).length;
}
