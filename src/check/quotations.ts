import { type PairCheck, warning } from './pair-check.ts';

/** A quotation of two words or more, in any of the marks Dutch and English use. */
const quotation =
  /(?:["“”„«»]|,,|'')([^"“”„«»]{2,}?)(?:["“”«»]|'')|(?:(?<![\p{L}\d])['‘])((?:[^'‘’]|['’](?=\p{L})){2,}?)['’](?!\p{L})/gu;

/** Are there quotations on one side only? Loose ones come and go; all of them do not. */
export const checkQuotations: PairCheck = ({ nl, en }) => {
  const dutch = count(nl.raw);
  const english = count(en.raw);
  if (dutch > 0 && english === 0)
    return [warning(`the Dutch has ${dutch} in quotation marks, the English nothing`)];
  if (dutch === 0 && english > 0)
    return [warning(`the English has ${english} in quotation marks, the Dutch nothing`)];
  return [];
};

function count(text: string): number {
  return Array.from(text.matchAll(quotation)).filter(([found]) => found.includes(' ')).length;
}
