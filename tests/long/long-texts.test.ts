import { expect, test } from 'vitest';
import { partsOf } from '../../src/check/align/long-pairs.ts';
import { ArticleChecks, checkTranslation } from '../../src/check/check.ts';
import { readPair, readPairInSteps } from '../../src/check/parse/pair.ts';
import { longestBlocks } from '../support/article-path.ts';
import { pathologicalTexts } from '../support/pathological.ts';

/** Of what `npm run bench:blocks` measures at full length, those that were slow each in its own way. */
const slowest = [
  'one letter, no space',
  'a number word without an end',
  'one digit',
  'amounts that do not fit',
  'unknown names',
  'sentences of one word',
  'entities',
];
const length = 60_000;
/** A worker may be away for 250 ms; what is not compiled yet takes longer. Each took minutes. */
const maxBlockMs = 1_500;
/** The first turns are as long as the others. */
const enough = 300;

test.each(pathologicalTexts(length).filter(({ name }) => slowest.includes(name)))(
  'a worker hears something else while it checks $name',
  async (text) => {
    const steps = ['read', 'split', 'right', 'wrong'] as const;
    const blocks = await longestBlocks(text, { maxCpuMs: enough, steps });
    for (const { longest } of blocks.values()) expect(longest).toBeLessThan(maxBlockMs);
  },
);

const dutch = ['Een brug kost 12 miljoen euro.', 'De molen staat in Zwolle.', 'Wie betaalt dat?'];
const english = [
  'A bridge costs 12 million euros.',
  'The mill is in Zwolle.',
  'Who pays for that?',
];
const times = 400;
const long = {
  nl: Array.from({ length: times }, () => dutch.join(' ')).join(' '),
  en: Array.from({ length: times }, () => english.join(' ')).join(' '),
};

test('the parts of a long text are all of it, and of English what renders the Dutch', () => {
  const parts = [...partsOf(readPair(long.nl, long.en))];
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.map(({ nl }) => nl.raw).join(' ')).toBe(long.nl);
  expect(parts.map(({ en }) => en.raw).join(' ')).toBe(long.en);
  const ends = parts.map(({ nl, en }) => [
    dutch.findIndex((sentence) => nl.raw.endsWith(sentence)),
    english.findIndex((sentence) => en.raw.endsWith(sentence)),
  ]);
  for (const [ofDutch, ofEnglish] of ends) expect(ofEnglish).toBe(ofDutch);
});

test('a long text is read in steps, between which a worker hears something else', () => {
  let pauses = 0;
  for (const _ of readPairInSteps(long.nl, long.en)) pauses += 1;
  expect(pauses).toBeGreaterThan(10);
});

test('an error late in a long text is found, and marked where it is', () => {
  const at = long.en.lastIndexOf('12 million');
  const en = `${long.en.slice(0, at)}13 million${long.en.slice(at + '12 million'.length)}`;
  const segments = [{ n: 1, nl: long.nl, en }];
  const found = checkTranslation(null, { title: null, segments });
  const numbers = found.filter(({ check }) => check === 'numbers');
  expect(numbers).toMatchObject([{ severity: 'error', segment: 1 }]);
  const [start = 0, end = 0] = numbers[0]?.marks?.en[0] ?? [];
  expect(start).toBe(at);
  expect(en.slice(start, end)).toContain('13 million');
});

test('of thousands of errors of a kind some are listed, and the others counted', () => {
  const nl = Array.from({ length: 900 }, (_, at) => `Het kost ${at + 5} euro.`).join(' ');
  const en = nl.replaceAll('Het kost ', 'It costs 9').replaceAll('euro', 'euros');
  const findings = checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] });
  const numbers = findings.filter(({ check }) => check === 'numbers');
  expect(numbers).toHaveLength(51);
  expect(numbers.at(-1)).toMatchObject({
    severity: 'hint',
    message: expect.stringMatching(/^\d{3} more/),
  });
});

test('checking in turns finds what checking at once does, again for English that has changed', async () => {
  const segments = dutch.map((nl, at) => ({ n: at + 1, nl, en: english[at] ?? '' }));
  const wrong = segments.map((segment) => ({ ...segment, en: segment.en.replace('12', '21') }));
  const checks = new ArticleChecks('De brug');
  for (const version of [segments, wrong, segments]) {
    const translation = { title: 'The bridge', segments: version };
    expect(await checks.check(translation)).toEqual(checkTranslation('De brug', translation));
  }
  const found = await checks.check({ title: 'The bridge', segments: wrong });
  expect(found).toMatchObject([{ check: 'numbers', segment: 1 }]);
});

test('a check of a long text ends when it is told to', async () => {
  const controller = new AbortController();
  const checks = new ArticleChecks(null, { signal: controller.signal });
  const checking = checks.check({ title: null, segments: [{ n: 1, ...long }] });
  setImmediate(() => controller.abort(new Error('stopped')));
  await expect(checking).rejects.toThrow('stopped');
});

test('names of too many letters are not compared, and a hint says so', () => {
  const isWanted = ({ name }: { name: string }) => name === 'a long name that differs';
  const { nl, en } = pathologicalTexts(3_000).find(isWanted) ?? { nl: '', en: '' };
  const found = checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] });
  expect(found).toMatchObject([{ severity: 'hint', rule: 'names/too-many' }]);
});
