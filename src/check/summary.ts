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
const speechVerbs = 'said|says|told|stated|warned|argued|announced|claimed|claims';
const speech = new RegExp(String.raw`\b(${speechVerbs}|according to|added|denied|denies)\b`, 'i');
const speakerSays = new RegExp(String.raw`(?<speaker>\p{Lu}[\p{L}'-]+) (?:${speechVerbs})\b`, 'u');

/** A finding about a summary, with the bullet it is about, if it is about one. */
export interface SummaryFinding extends Finding {
  readonly bullet: number | null;
}

/**
 * Findings about a summary. Every number and name of a bullet must be in the segments it cites, of
 * the other parts anywhere in the article; numbers in their Dutch as well; who is said to have said
 * something must speak there.
 */
export function checkSummaryGround(summary: Summary, translation: Translation): SummaryFinding[] {
  return [...partsOf(summary, translation).flatMap(checkPart), ...checkForm(summary)];
}

function partsOf(summary: Summary, { title, segments }: Translation): Part[] {
  const byNumber = new Map(segments.map((segment) => [segment.n, segment]));
  const bullets = summary.bullets.map(({ text, segments: cited }, at) => {
    const ground = groundOf(cited.flatMap((n) => byNumber.get(n) ?? []));
    return { where: `bullet ${at + 1}`, bullet: at, text: readSide(text, 'en'), ...ground };
  });
  const wholeGround = groundOf(segments, title ?? '');
  const whole = (where: 'headline' | 'tldr' | 'abstract') => ({
    where,
    bullet: null,
    text: readSide(summary[where], 'en'),
    ...wholeGround,
  });
  return [...bullets, whole('headline'), whole('tldr'), whole('abstract')];
}

/** What a part must rest on. */
function groundOf(
  segments: Translation['segments'],
  heading = '',
): Pick<Part, 'english' | 'dutch'> {
  const english = [heading, ...segments.map(({ en }) => en)].join('\n');
  const dutch = segments.map(({ nl }) => nl).join('\n');
  return { english: readSide(english, 'en'), dutch: readDutchNumbers(readText(dutch)) };
}

function checkPart(part: Part): SummaryFinding[] {
  const findings = [...checkNumbersOf(part), ...checkNamesOf(part), ...checkSpeaker(part)];
  return findings.map(({ check, severity, message }) => ({
    check,
    severity,
    segment: null,
    message: `${part.where}: ${message}`,
    bullet: part.bullet,
  }));
}

type PartFinding = Pick<Finding, 'check' | 'severity' | 'message'>;

function checkNumbersOf({ text, english, dutch }: Part): PartFinding[] {
  const digitGroups: readonly string[] = english.raw.match(/\d+/g) ?? [];
  const findings: PartFinding[] = [];
  for (const { optional, value, written, digits, clock, decade } of text.numbers()) {
    if (optional) continue;
    const hasValue = (other: Quantity) => sameValue(other.value, value);
    const isInEnglish =
      english.numbers().some(hasValue) || (digits && digitGroups.includes(written));
    const isInDutch = dutch.length === 0 || clock || decade || dutch.some(hasValue);
    if (!isInEnglish) {
      const message = `"${written}" is not in the text it rests on`;
      findings.push({ check: 'summary-numbers', severity: 'error', message });
    } else if (!isInDutch) {
      const message = `"${written}" is in the English it rests on, but not in the Dutch`;
      findings.push({ check: 'summary-numbers', severity: 'warning', message });
    }
  }
  return findings;
}

function checkNamesOf({ text, english }: Part): PartFinding[] {
  return text
    .names()
    .filter((name) => isMissingFrom(english, name))
    .map((name) => ({
      check: 'summary-names',
      severity: 'error',
      message: `"${name.text}" is not in the text it rests on`,
    }));
}

function isMissingFrom(english: Side, name: Name): boolean {
  const word = name.text.toLowerCase();
  if (!name.certain || englishWords.has(word) || exonymWords.has(name.folded)) return false;
  return !english.words.has(word) && !hasName(english.folded(), name);
}

/** "X said": X and a word for speaking are in one sentence there. */
function checkSpeaker({ text, english }: Part): PartFinding[] {
  const speaker = speakerSays.exec(text.raw)?.groups?.['speaker'];
  if (speaker === undefined || englishWords.has(speaker.toLowerCase())) return [];
  if (!english.raw.includes(speaker)) return [];
  const sentences = english.raw.split(/(?<=[.!?])["'”]?\s+/);
  const isSpeech = (sentence: string) => speech.test(sentence) || /["“”]/.test(sentence);
  if (sentences.some((sentence) => sentence.includes(speaker) && isSpeech(sentence))) return [];
  const message = `"${speaker}" is not said to have said it in the text it rests on`;
  return [{ check: 'summary-attribution', severity: 'warning', message }];
}

function checkForm({ headline }: Summary): SummaryFinding[] {
  const words = headline.match(/[\p{L}\d]\S*/gu)?.length ?? 0;
  if (words <= maxHeadlineWords) return [];
  const message = `the headline has ${words} words, more than ${maxHeadlineWords}`;
  return [{ check: 'summary-form', severity: 'warning', segment: null, bullet: null, message }];
}
