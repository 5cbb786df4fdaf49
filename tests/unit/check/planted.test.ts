import { expect, test } from 'vitest';
import { planters } from '../../../src/evaluate/planted/planters.ts';
import { onSamples, readReferences } from '../../support/articles.ts';
import {
  falseAlarms,
  findBefore,
  gravest,
  measureKind,
  type Reference,
} from '../../support/planted.ts';

// Without the corpus beside the checkout, on this article. All of it, with its limits: npm run
// bench:checks.
const own: Reference = {
  id: 'own',
  title: null,
  translation: {
    title: null,
    segments: [
      [
        'De gemeente Utrecht wil volgend jaar 4.300 woningen bouwen, zegt wethouder Bakker. ' +
          'Dat is niet genoeg, vindt de oppositie.',
        'The city of Utrecht wants to build 4,300 homes next year, says alderman Bakker. ' +
          'That is not enough, in the opinion of the opposition.',
      ],
      [
        'In de wijk Overvecht stemde 62 procent van de bewoners tegen het plan. Volgens ' +
          'Fatima Yilmaz luisterde niemand naar hen.',
        'In the Overvecht neighbourhood, 62 per cent of residents voted against the plan. ' +
          'According to Fatima Yilmaz, nobody listened to them.',
      ],
      [
        'Het besluit valt op 14 maart. De minister heeft nooit gezegd dat hij de kosten van ' +
          '18 miljoen euro zou vergoeden.',
        'The decision will be taken on 14 March. The minister never said that he would ' +
          'reimburse the costs of 18 million euros.',
      ],
    ].map(([nl = '', en = ''], at) => ({ n: at + 1, nl, en })),
  },
};
const found = readReferences();
const references = found.length > 0 ? found : [own];

const before = findBefore(references);

test.each<[string, number]>([
  ['number-digit', 0.9],
  ['name-foreign', 0.8],
  ['segment-dropped', 0.95],
  ['segments-swapped', 0.95],
  ['segment-in-dutch', 0.95],
])(`a planted error of the kind "%s" is found${onSamples}`, (kind, least) => {
  const planter = planters.find((one) => one.kind === kind);
  if (!planter) throw new Error(`no planter of ${kind}`);
  const { planted } = measureKind(planter, references, { copies: 40, seed: 3, before });
  const found = planted.filter((one) => gravest(one.found) === 'error');
  expect(planted.length).toBeGreaterThan(0);
  expect(found.length / planted.length).toBeGreaterThanOrEqual(least);
});

test(`good English raises next to no errors${onSamples}`, () => {
  const { segments, alarmed } = falseAlarms([...references, own]);
  expect(alarmed / segments).toBeLessThanOrEqual(0.02);
});
