import { error, type PairCheck } from './pair-check.ts';

const webAddress = String.raw`https?:\/\/[^\s<>"”)\]]+|www\.[^\s<>"”)\]]+`;
const emailAddress = String.raw`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`;
const hashtagOrHandle = String.raw`(?<![\p{L}\d/&])[#@][\p{L}\d_]{2,}`;
const verbatim = new RegExp(`${webAddress}|${emailAddress}|${hashtagOrHandle}`, 'gu');
const trailing = /[.,;:!?'’]+$/;

/** Web addresses, e-mail addresses, hashtags and handles are the same in both languages. */
export const checkVerbatim: PairCheck = ({ nl, en }) => {
  if (!/[@#]|https?:|www\./.test(nl.raw)) return [];
  const expected = new Set(nl.raw.match(verbatim)?.map((text) => text.replace(trailing, '')));
  return [...expected]
    .filter((text) => !en.raw.includes(text))
    .map((text) => error(`"${text}" in the Dutch is not in the English as it stands`));
};
