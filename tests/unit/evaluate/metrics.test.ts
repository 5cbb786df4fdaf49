import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bleu, countBleu, tokenize13a } from '../../../src/evaluate/bleu.ts';
import { compareSystems } from '../../../src/evaluate/bootstrap.ts';
import { chrf, countChrf } from '../../../src/evaluate/chrf.ts';
import { seededRandom } from '../../../src/random.ts';

// Made with sacrebleu 2.6.0; the signatures are in the file.
const { sets } = z
  .object({
    sets: z.array(
      z.object({
        name: z.string(),
        hypotheses: z.array(z.string()),
        references: z.array(z.string()),
        bleu: z.number(),
        chrf: z.number(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('tests/fixtures/metrics/sacrebleu.json', 'utf8')));

describe.each(sets)(
  'as sacrebleu has it: $name',
  ({ hypotheses, references, bleu: expectedBleu, chrf: expectedChrf }) => {
    test('BLEU, to two decimals', () => {
      expect(bleu(hypotheses.map((text, at) => countBleu(text, references[at] ?? '')))).toBeCloseTo(
        expectedBleu,
        2,
      );
    });

    test('chrF2, to two decimals', () => {
      expect(chrf(hypotheses.map((text, at) => countChrf(text, references[at] ?? '')))).toBeCloseTo(
        expectedChrf,
        2,
      );
    });
  },
);

test('tokens are those of mteval-v13a', () => {
  expect(tokenize13a('He paid $3.5m, i.e. 2-1 &quot;more&quot;.')).toEqual(
    'He paid $ 3.5m , i . e . 2 - 1 " more " .'.split(' '),
  );
});

describe('paired bootstrap', () => {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  test('a system that is better everywhere is significantly better', () => {
    const worse = Array.from({ length: 50 }, (_, at) => at % 7);
    const { difference, p, interval } = compareSystems(
      worse.map((score) => score + 1),
      worse,
      { score: mean, random: seededRandom(1) },
    );
    expect(difference).toBeCloseTo(1);
    expect(p).toBe(0);
    expect(interval[0]).toBeGreaterThan(0);
  });

  test('one that is better as often as worse is not', () => {
    const values = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    expect(
      compareSystems(
        values,
        values.map((value) => -value),
        { score: mean, random: seededRandom(1) },
      ).p,
    ).toBeGreaterThan(0.05);
  });
});
