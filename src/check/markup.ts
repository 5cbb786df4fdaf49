import { type PairCheck, warning } from './pair-check.ts';

const tag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/gi;
const list = /^(?:[-*•–·]|\d{1,3}[.)])\s/gm;

/** Tags and list marks stand in the English as in the Dutch. */
export const checkMarkup: PairCheck = ({ nl, en }) => {
  const tagsNl = (nl.raw.match(tag) ?? []).map((one) => one.toLowerCase()).sort();
  const tagsEn = (en.raw.match(tag) ?? []).map((one) => one.toLowerCase()).sort();
  if (tagsNl.join() !== tagsEn.join())
    return [warning('the tags of the Dutch are not those of the English')];
  const itemsNl = nl.raw.match(list)?.length ?? 0;
  const itemsEn = en.raw.match(list)?.length ?? 0;
  return itemsNl === itemsEn
    ? []
    : [warning(`the Dutch has ${itemsNl} list items, the English ${itemsEn}`)];
};
