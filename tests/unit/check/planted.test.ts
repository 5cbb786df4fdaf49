import { describe, expect, test } from 'vitest';
import { onSamples, readReferences } from '../../support/articles.ts';
import { falseAlarms, measurePlant, type Plant, type Reference } from '../../support/planted.ts';

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

describe.each<[Plant, number]>([
  ['number', 0.95],
  ['name', 0.85],
  ['negation', 0.75],
  ['dropped', 0.95],
  ['swapped', 0.95],
  ['untranslated', 0.95],
])(`a planted error of the kind "%s"${onSamples}`, (kind, least) => {
  test('is found', () => {
    const { planted, asError } = measurePlant(kind, references, 40, 3);
    expect(planted).toBe(40);
    expect(asError / planted).toBeGreaterThanOrEqual(least);
  });
});

test(`good English raises next to no errors${onSamples}`, () => {
  const { segments, alarmed } = falseAlarms([...references, own]);
  expect(alarmed / segments).toBeLessThanOrEqual(0.02);
});
