import { expect, test } from 'vitest';
import { settleFindings } from '../../../src/check/check.ts';
import { allowedSeverity } from '../../../src/check/precision.ts';
import type { Finding } from '../../../src/contract.ts';
import { planters } from '../../../src/evaluate/planted/planters.ts';
import { onSamples, readAllReferences } from '../../support/articles.ts';
import { findBefore, gravest, measureKind } from '../../support/planted.ts';
import { rightArticles } from '../../support/right-articles.ts';

// A part of the corpora, where they are; all of them, with the goals: npm run bench:checks.
const everySixth = readAllReferences().filter((_, at) => at % 6 === 0);
const references = [...rightArticles, ...everySixth];
const before = findBefore(references);

function gravestToday(findings: readonly Finding[]) {
  return gravest(settleFindings(findings, allowedSeverity));
}

test.each<[string, number]>([
  ['number-digit', 0.9],
  ['year', 0.9],
  ['scale', 0.9],
  ['percent-points', 0.9],
  ['time-unit', 0.8],
  ['month', 0.9],
  ['country', 0.85],
  ['city', 0.85],
  ['dutch-word', 0.8],
  ['negation-lost', 0.6],
  ['sentence-dropped', 0.85],
  ['added-plain', 0.85],
  ['cut-off-70', 0.85],
  ['segment-dropped', 0.95],
  ['segments-swapped', 0.95],
  ['segment-in-dutch', 0.95],
  ['loop', 0.95],
])(`a planted error of the kind "%s" is found${onSamples}`, (kind, least) => {
  const planter = planters.find((some) => some.kind === kind);
  if (!planter) throw new Error(`no planter of ${kind}`);
  const { planted } = measureKind(planter, references, { copies: 20, seed: 3, before });
  const found = planted.filter((error) =>
    ['error', 'warning'].includes(gravestToday(error.found) ?? ''),
  );
  expect(planted.length).toBeGreaterThan(2);
  expect(found.length / planted.length).toBeGreaterThanOrEqual(least);
});

test(`good English raises next to no errors${onSamples}`, () => {
  let [segments, alarmed] = [0, 0];
  for (const reference of references) {
    const found = settleFindings(before.get(reference) ?? [], allowedSeverity);
    segments += reference.translation.segments.length;
    alarmed += reference.translation.segments.filter(({ n }) =>
      found.some(({ segment, severity }) => segment === n && severity === 'error'),
    ).length;
  }
  expect(alarmed / segments).toBeLessThanOrEqual(0.06);
});
