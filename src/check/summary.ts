import type { Finding, Summary, Translation } from '../contract.ts';
import { englishWords, exonymWords } from './parse/dictionary.ts';
import { readDutchNumbers } from './parse/dutch-numbers.ts';
import { hasName, type Name } from './parse/names.ts';
import { readSide, type Side } from './parse/pair.ts';
import { type Quantity, sameValue } from './parse/quantity.ts';
import { readText } from './parse/text.ts';

/** A part of a summary, and the text it must rest on. */
interface Part {
  readonly where: string;
  /** Its place among the bullets; null for the other parts. */
  readonly bullet: number | null;
  readonly text: Side;
  readonly english: Side;
  readonly dutch: readonly Quantity[];
}

const maxHeadlineWords = 12;
const speech =
  /\b(said|says|told|stated|according to|warned|argued|added|announced|claimed|claims|denied|denies)\b/i;

/** A finding about a summary, with the bullet it is about, if it is about one. */
export interface SummaryFinding extends Finding {
  readonly bullet: number | null;
}

/**
 * What is doubtful about a summary. Every number and name of a bullet must stand in the segments it
 * cites, of the other parts anywhere in the article; numbers in their Dutch as well; who is said to
 * have said something must be said to speak there.
 */
export function checkSummaryGround(summary: Summary, translation: Translation): SummaryFinding[] {
  return [...partsOf(summary, translation).flatMap(checkPart), ...checkForm(summary)];
}

function partsOf(summary: Summary, { title, segments }: Translation): Part[] {
  const byNumber = new Map(segments.map((segment) => [segment.n, segment]));
  const part = (
    where: string,
    bullet: number | null,
    text: string,
    cited: Translation['segments'],
    heading: string,
  ): Part => ({
    where,
    bullet,
    text: readSide(text, 'en'),
    english: readSide([heading, ...cited.map(({ en }) => en)].join('\n'), 'en'),
    dutch: readDutchNumbers(readText(cited.map(({ nl }) => nl).join('\n'))),
  });
  const whole = (where: string, text: string) => part(where, null, text, segments, title ?? '');
  return [
    ...summary.bullets.map(({ text, segments: cited }, at) =>
      part(
        `bullet ${at + 1}`,
        at,
        text,
        cited.flatMap((n) => byNumber.get(n) ?? []),
        '',
      ),
    ),
    whole('headline', summary.headline),
    whole('tldr', summary.tldr),
    whole('abstract', summary.abstract),
  ];
}

function checkPart(part: Part): SummaryFinding[] {
  const { where, bullet } = part;
  const make = (check: string, severity: Finding['severity'], message: string): SummaryFinding => ({
    check,
    severity,
    segment: null,
    message: `${where}: ${message}`,
    bullet,
  });
  return [
    ...checkNumbersOf(part).map(([severity, message]) =>
      make('summary-numbers', severity, message),
    ),
    ...strangers(part).map(({ text }) =>
      make('summary-names', 'error', `"${text}" is not in the text it rests on`),
    ),
    ...checkSpeaker(part).map((message) => make('summary-attribution', 'warning', message)),
  ];
}

function checkNumbersOf({ text, english, dutch }: Part): Array<[Finding['severity'], string]> {
  const digits = english.raw.match(/\d+/g) ?? [];
  return text.numbers().flatMap((one): Array<[Finding['severity'], string]> => {
    if (one.optional) return [];
    const inEnglish =
      english.numbers().some((other) => sameValue(other.value, one.value)) ||
      (one.digits && digits.some((run) => run === one.written));
    if (!inEnglish) return [['error', `"${one.written}" is not in the text it rests on`]];
    const inDutch = dutch.some(
      (other) => sameValue(other.value, one.value) || one.clock || one.decade,
    );
    return inDutch || dutch.length === 0
      ? []
      : [['warning', `"${one.written}" is in the English it rests on, but not in the Dutch`]];
  });
}

function strangers({ text, english }: Part): Name[] {
  return text
    .names()
    .filter(
      (name) =>
        name.certain &&
        !englishWords.has(name.text.toLowerCase()) &&
        !exonymWords.has(name.folded) &&
        !english.words.has(name.text.toLowerCase()) &&
        !hasName(english.folded(), name),
    );
}

/** "X said": X and a word for speaking stand in one sentence there. */
function checkSpeaker({ text, english }: Part): string[] {
  const said =
    /(?<speaker>\p{Lu}[\p{L}'-]+) (?:said|says|told|stated|warned|argued|announced|claimed|claims)\b/u.exec(
      text.raw,
    )?.groups?.['speaker'];
  if (said === undefined || englishWords.has(said.toLowerCase())) return [];
  const sentences = english.raw.split(/(?<=[.!?])["'”]?\s+/);
  const speaks = sentences.some(
    (sentence) => sentence.includes(said) && (speech.test(sentence) || /["“”]/.test(sentence)),
  );
  return speaks || !english.raw.includes(said)
    ? []
    : [`"${said}" is not said to have said it in the text it rests on`];
}

function checkForm({ headline }: Summary): SummaryFinding[] {
  const words = headline.match(/[\p{L}\d]\S*/gu)?.length ?? 0;
  return words <= maxHeadlineWords
    ? []
    : [
        {
          check: 'summary-form',
          severity: 'warning',
          segment: null,
          bullet: null,
          message: `the headline has ${words} words, more than ${maxHeadlineWords}`,
        },
      ];
}
