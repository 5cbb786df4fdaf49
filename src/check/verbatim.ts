import { error, type PairCheck } from './pair-check.ts';

const patterns =
  /https?:\/\/[^\s<>"”)\]]+|www\.[^\s<>"”)\]]+|[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+|(?<![\p{L}\d/&])[#@][\p{L}\d_]{2,}/gu;
const trailing = /[.,;:!?'’]+$/;

/** Web addresses, e-mail addresses, hashtags and handles stand in the English as they stand in the Dutch. */
export const checkVerbatim: PairCheck = ({ nl, en }) => {
  if (!/[@#]|https?:|www\./.test(nl.raw)) return [];
  const asked = [
    ...new Set(Array.from(nl.raw.matchAll(patterns), ([found]) => found.replace(trailing, ''))),
  ];
  return asked
    .filter((found) => !en.raw.includes(found))
    .map((found) => error(`"${found}" in the Dutch is not in the English as it stands`));
};
