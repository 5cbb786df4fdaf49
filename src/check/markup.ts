import { cellsOf } from '../article/layout.ts';
import { type PairCheck, warning } from './pair-check.ts';

const tag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/gi;
const list = /^(?:[-*•–·]|\d{1,3}[.)])\s/gm;

/** Tags, list marks and the cells of a row are the same in both languages. */
export const checkMarkup: PairCheck = ({ nl, en }) => {
  if (tagsOf(nl.raw) !== tagsOf(en.raw))
    return [warning('the tags of the Dutch are not those of the English')];
  const [cellsNl, cellsEn] = [countCells(nl.raw), countCells(en.raw)];
  if (cellsNl !== cellsEn)
    return [warning(`the Dutch has ${cellsNl} cells divided by |, the English ${cellsEn}`)];
  const itemsNl = nl.raw.match(list)?.length ?? 0;
  const itemsEn = en.raw.match(list)?.length ?? 0;
  return itemsNl === itemsEn
    ? []
    : [warning(`the Dutch has ${itemsNl} list items, the English ${itemsEn}`)];
};

const countCells = (text: string): number => (text.includes('|') ? cellsOf(text).length : 1);

function tagsOf(text: string): string {
  if (!text.includes('<')) return '';
  const tags = text.match(tag) ?? [];
  return tags
    .map((found) => found.toLowerCase())
    .toSorted()
    .join();
}
