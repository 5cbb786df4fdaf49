import type { Summary, Translation } from '../contract.ts';
import type { Doubt } from './check.ts';

const dutchScales: Readonly<Record<string, number>> = { duizend: 1e3, miljoen: 1e6, mln: 1e6, miljard: 1e9, mld: 1e9, biljoen: 1e12 };
const englishScales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, m: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12 };
const dutchNumber =
  /(?<![\d\p{L}])(?:(?<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?<part>\d+))?)(?: ?(?<scale>duizend|miljoen|mln|miljard|mld|biljoen)(?!\p{L}))?/gu;
const englishNumber =
  /(?<![\d\p{L}])(?:(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<part>\d+))?)(?: ?(?<scale>thousand|million|m|billion|bn|trillion)(?!\p{L}))?/giu;
/** English newspapers spell small numbers out. */
const englishWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

interface WrittenNumber {
  readonly written: string;
  readonly value: number;
}

function readNumbers(text: string, pattern: RegExp, scales: Readonly<Record<string, number>>): WrittenNumber[] {
  return Array.from(text.matchAll(pattern), ({ 0: written, groups = {} }) => {
    const digits = `${groups['whole']?.replace(/[.,]/g, '')}.${groups['part'] ?? '0'}`;
    const scale = scales[groups['scale']?.toLowerCase() ?? ''] ?? 1;
    return { written, value: Number(digits) * scale };
  });
}

/** Clock times ("20.30 uur", "19:45") may turn into "8.30 pm": they are not compared. */
const clockTime = /\d{1,2}[.:]\d{2}(?: uur)?(?![\d.,])|\d{1,2} uur/g;

/** Every number written in digits in the Dutch must stand in the English: the same value, or the same digits. */
export function checkNumbers(nl: string, en: string): Doubt[] {
  const values = readNumbers(en, englishNumber, englishScales).map((number) => number.value);
  const runs = new Set(en.match(/\d+/g));
  const words = new Set(en.toLowerCase().match(/[a-z]+/g));
  return readNumbers(nl.replace(clockTime, ' '), dutchNumber, dutchScales)
    .filter(({ written, value }) => {
      const sameDigits = (written.match(/\d+/g) ?? []).every((run) => runs.has(run)) && !/\p{L}/u.test(written);
      return !sameDigits && !values.some((other) => closeTo(other, value)) && !words.has(englishWords[value] ?? '');
    })
    .map(({ written }) => ({ severity: 'error', message: `"${written}" in the Dutch is not in the English` }));
}

/** Every number in a bullet must stand in the segments it cites; elsewhere in the summary, anywhere in the article. */
export function checkSummaryNumbers(summary: Summary, translation: Translation): Doubt[] {
  const english = new Map(translation.segments.map(({ n, en }) => [n, en]));
  const whole = [translation.title ?? '', ...english.values()].join('\n');
  const parts = [
    ...summary.bullets.map((bullet, at) => ({
      where: `bullet ${at + 1}`,
      text: bullet.text,
      ground: bullet.segments.map((n) => english.get(n) ?? '').join('\n'),
    })),
    { where: 'headline', text: summary.headline, ground: whole },
    { where: 'tldr', text: summary.tldr, ground: whole },
    { where: 'abstract', text: summary.abstract, ground: whole },
  ];
  return parts.flatMap(({ where, text, ground }) => {
    const grounded = readNumbers(ground, englishNumber, englishScales).map((number) => number.value);
    return readNumbers(text, englishNumber, englishScales)
      .filter(({ value }) => !grounded.some((other) => closeTo(other, value)))
      .map(({ written }): Doubt => ({ severity: 'error', message: `${where}: "${written}" is not in the text it rests on` }));
  });
}

function closeTo(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * 1e-9;
}
