import { checkTranslation } from '../../src/check/check.ts';
import type { Reference } from '../support/planted.ts';

const wordsPerArticle = 500;
const longWords = 50_000;

/** What the checks cost, in milliseconds for 500 Dutch words. */
export interface CpuFigures {
  readonly checking: number;
  /** Node's own word segmentation of the same texts: a machine's speed cancels out. */
  readonly segmenting: number;
  /** In one article of 50,000 words. */
  readonly long: number;
}

/** Measures the checks on all of the articles, and on one made of them. */
export function measureCpu(references: readonly Reference[], rounds: number): CpuFigures {
  const words = countWords(references);
  const checking = cpuMsOf(rounds, words, () => {
    for (const { title, translation } of references) checkTranslation(title, translation);
  });
  const segmenters = {
    nl: new Intl.Segmenter('nl', { granularity: 'word' }),
    en: new Intl.Segmenter('en', { granularity: 'word' }),
  };
  let seen = 0;
  const segmenting = cpuMsOf(rounds, words, () => {
    for (const { translation } of references) {
      for (const { nl, en } of translation.segments) {
        for (const _ of segmenters.nl.segment(nl)) seen += 1;
        for (const _ of segmenters.en.segment(en)) seen += 1;
      }
    }
  });
  const long = makeLong(references);
  return {
    checking,
    // Read, so that the loop above is not optimised away.
    segmenting: seen === 0 ? Number.NaN : segmenting,
    long: cpuMsOf(2, countWords([long]), () => checkTranslation(null, long.translation)),
  };
}

/** One article of 50,000 words. */
function makeLong(references: readonly Reference[]): Reference {
  const all = references.flatMap(({ translation }) => translation.segments);
  const segments: Array<{ n: number; nl: string; en: string }> = [];
  let words = 0;
  for (let at = 0; words < longWords && all.length > 0; at += 1) {
    const { nl, en } = all[at % all.length] ?? { nl: '', en: '' };
    segments.push({ n: at + 1, nl, en });
    words += nl.split(/\s+/).length;
  }
  return { id: 'long', title: null, translation: { title: null, segments } };
}

function countWords(references: readonly Reference[]): number {
  return references
    .flatMap(({ translation }) => translation.segments)
    .reduce((sum, { nl }) => sum + nl.split(/\s+/).length, 0);
}

/** The least CPU of several rounds: what else the machine does only adds to it. */
function cpuMsOf(rounds: number, words: number, work: () => void): number {
  work();
  const taken = Array.from({ length: rounds }, () => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  });
  return (Math.min(...taken) / words) * wordsPerArticle;
}
