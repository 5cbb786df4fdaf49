import { error, type Mark, type PairCheck } from './pair-check.ts';

const webAddress = String.raw`https?:\/\/[^\s<>"”)\]]+|www\.[^\s<>"”)\]]+`;
const emailAddress = String.raw`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`;
const hashtagOrHandle = String.raw`(?<![\p{L}\d/&])[#@][\p{L}\d_]{2,}`;
const domains = 'nl|be|com|org|net|eu|info|io|gov|edu|uk|de|fr|frl|amsterdam';
/** Without "www": "gemeente.nl/afval". */
const bareAddress = String.raw`(?<![\p{L}\d.@/-])(?:[\p{L}\d-]+\.)+(?:${domains})(?![\p{L}\d-])(?:\/[^\s<>"”)\]]*)?`;
const verbatim = new RegExp(
  `${webAddress}|${emailAddress}|${hashtagOrHandle}|${bareAddress}`,
  'gu',
);
const mayHaveSome = new RegExp(String.raw`[@#]|https?:|www\.|\.(?:${domains})(?![\p{L}\d])`, 'u');
const trailing = /[.,;:!?'’]+$/;
/** What is in a tag is markup. */
const tag = /<[^<>]*>/g;

/** Web addresses, e-mail addresses, hashtags and handles are the same in both languages. */
export const checkVerbatim: PairCheck = ({ nl, en }) => {
  if (!mayHaveSome.test(nl.raw)) return [];
  const dutch = nl.raw.replace(tag, (found) => ' '.repeat(found.length));
  const expected = new Map<string, Mark>();
  for (const { 0: found, index } of dutch.matchAll(verbatim)) {
    const text = found.replace(trailing, '');
    if (!expected.has(text)) expected.set(text, [index, index + text.length]);
  }
  return [...expected]
    .filter(([text]) => !en.raw.includes(text))
    .map(([text, mark]) =>
      error(`"${text}" in the Dutch is not in the English as it stands`, {
        marks: { nl: [mark], en: [] },
      }),
    );
};
