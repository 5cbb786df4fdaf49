import { expect, test } from 'vitest';
import { allowedSeverity, type PrecisionByRule } from '../../../src/check/precision.ts';
import type { Finding } from '../../../src/contract.ts';
import { inSegment, type Planter } from '../../../src/evaluate/planted/planter.ts';
import { crossPrecision, foldOf, measurePrecision } from '../../bench/precision.ts';
import type { Reference } from '../../support/planted.ts';

const seen = (precision: number, falseAlarms = 0) => ({
  precision,
  falseAlarms,
  found: 100,
  alarms: 0,
});

const withRules = (rules: PrecisionByRule) => ({ rules, least: { error: 0.9, warning: 0.5 } });

test('a rule may do what its measured precision allows, and no more than it asks for', () => {
  const measured = withRules({
    'a/sure': { error: seen(0.95) },
    'a/fair': { error: seen(0.7), warning: seen(0.7) },
    'a/poor': { error: seen(0.2), warning: seen(0.2) },
    'a/noisy': { error: seen(0.95, 2) },
  });
  expect(allowedSeverity('a/sure', 'error', measured)).toBe('error');
  expect(allowedSeverity('a/fair', 'error', measured)).toBe('warning');
  expect(allowedSeverity('a/fair', 'warning', measured)).toBe('warning');
  expect(allowedSeverity('a/poor', 'error', measured)).toBe('hint');
  expect(allowedSeverity('a/poor', 'warning', measured)).toBe('hint');
  expect(allowedSeverity('a/noisy', 'error', measured)).toBe('warning');
  expect(allowedSeverity('a/sure', 'hint', measured)).toBe('hint');
});

test('a rule of which nothing was seen is judged as its check; a check that was not measured is free', () => {
  const measured = withRules({ a: { error: seen(0.7) }, b: { error: seen(0.95) } });
  expect(allowedSeverity('a/unseen', 'error', measured)).toBe('warning');
  expect(allowedSeverity('b/unseen', 'error', measured)).toBe('error');
  expect(allowedSeverity('unmeasured', 'error', measured)).toBe('error');
  expect(allowedSeverity('a', 'warning', measured)).toBe('warning');
});

const references: Reference[] = Array.from({ length: 100 }, (_, at) => ({
  id: `article-${at}`,
  title: null,
  translation: { title: null, segments: [{ n: 1, nl: 'Nee.', en: 'No.' }] },
}));
const planter: Planter = inSegment('numbers', 'made', 'made up', () => null);

function finding(rule: string): Finding {
  return {
    check: rule.split('/')[0] as 'numbers',
    rule,
    severity: 'error',
    segment: 1,
    message: rule,
  };
}

/** Errors found in so many articles, and alarms in so many. */
function observe(rule: string, found: number, alarms: number) {
  return {
    references,
    before: new Map(references.slice(0, alarms).map((article) => [article, [finding(rule)]])),
    kinds: [
      {
        planter,
        occasions: references.length,
        planted: references.map((article, at) => ({
          error: { article, spoilt: article.translation, at: [1] },
          found: at < found ? [finding(rule)] : [],
        })),
      },
    ],
  };
}

test('precision weighs the errors found where one place in ten is wrong against alarms', () => {
  const { numbers } = measurePrecision(observe('numbers', 90, 2)).rules;
  // 0.1 × 90 / (0.1 × 90 + 0.9 × 2.5)
  expect(numbers?.error?.precision).toBeCloseTo(0.8, 2);
  expect(numbers?.error).toMatchObject({ found: 90, alarms: 2, falseAlarms: 4 });
});

test('a rule without an alarm in few findings is no surer than its kin', () => {
  const many = observe('numbers/usual', 90, 10);
  const few = observe('numbers/rare', 3, 0);
  const both = {
    ...many,
    kinds: [
      ...many.kinds,
      ...few.kinds.map((kind) => ({ ...kind, planter: { ...planter, kind: 'rare' } })),
    ],
  };
  const measured = measurePrecision(both);
  expect(measured.rules['numbers/rare']?.error?.alarms).toBe(0);
  expect(measured.rules['numbers/rare']?.error?.precision).toBeLessThan(0.6);
  expect(allowedSeverity('numbers/rare', 'error', measured)).toBe('warning');
});

test('an article has no say in the severities that are counted on it', () => {
  const [article] = references;
  if (!article) throw new Error('no article');
  const alone = {
    ...observe('numbers', 90, 0),
    before: new Map([[article, [finding('numbers')]]]),
  };
  const parts = crossPrecision(alone);
  expect(parts[foldOf(article)]?.rules.numbers?.error?.alarms).toBe(0);
  expect(parts.filter((part) => part.rules.numbers?.error?.alarms === 1)).toHaveLength(
    parts.length - 1,
  );
});
