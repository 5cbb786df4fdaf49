import { expect, test } from 'vitest';
import { evaluatePlanted } from '../../../src/evaluate/planted/evaluate-planted.ts';
import { joinSegments } from '../../../src/evaluate/planted/join.ts';
import { plantErrors, type RightArticle } from '../../../src/evaluate/planted/plant-errors.ts';
import { sentencesOf } from '../../../src/evaluate/planted/planter.ts';
import { planters } from '../../../src/evaluate/planted/planters.ts';
import { seededRandom } from '../../../src/random.ts';
import { rightArticles } from '../../support/right-articles.ts';
import { sources } from '../../support/sources.ts';

function planterOf(kind: string) {
  const planter = planters.find((some) => some.kind === kind);
  if (!planter) throw new Error(`no planter of ${kind}`);
  return planter;
}

/** The English of the first segment, spoilt. */
function spoil(kind: string, nl: string, en: string, next = 'The end.'): string | undefined {
  const segments = [
    { n: 1, nl, en },
    { n: 2, nl: 'Het einde.', en: next },
  ];
  return planterOf(kind).plant({ nl, en, segments, at: 0 }, seededRandom(1))?.get(0);
}

test('every kind has a name of its own and a place in some article', () => {
  expect(new Set(planters.map(({ kind }) => kind)).size).toBe(planters.length);
  const without = planters.filter(
    (planter) => plantErrors(planter, rightArticles, { copies: 1, seed: 1 }).errors.length === 0,
  );
  expect(without.map(({ kind }) => kind)).toEqual([]);
});

test('the same seed plants the same errors, another seed others', () => {
  const english = (seed: number) =>
    plantErrors(planterOf('number-digit'), rightArticles, { copies: 10, seed }).errors.map(
      ({ spoilt }) => spoilt.segments.map(({ en }) => en).join('\n'),
    );
  expect(english(3)).toEqual(english(3));
  expect(english(3)).not.toEqual(english(4));
});

test.each([
  ['percent-points', 'Een stijging van 4%.', 'A rise of 4%.', 'A rise of 4 percentage points.'],
  ['percent-dropped', 'Een stijging van 4%.', 'A rise of 4 per cent.', 'A rise of 4.'],
  ['separators-confused', 'Er waren 1.500 mensen.', '1,500 people came.', '1.5 people came.'],
  ['dutch-separators', 'Het kost 3,5 euro.', 'It costs 3.5 euros.', 'It costs 3,5 euros.'],
  ['scale', 'Drie miljoen euro.', 'Three million euros.', 'Three billion euros.'],
  ['score-turned', 'Ajax won met 3-1.', 'Ajax won 3-1.', 'Ajax won 1-3.'],
  ['numbers-exchanged', 'Van de 30 kwamen er 12.', 'Of 30, 12 came.', 'Of 12, 30 came.'],
  ['am-pm', 'Om 9.00 uur.', 'At 9 a.m.', 'At 9 p.m.'],
  ['negation-lost', 'Hij komt niet.', 'He is not coming.', 'He is coming.'],
  ['negation-added', 'Hij is ziek.', 'He is ill.', 'He is not ill.'],
  ['rise-fall', 'De prijs steeg.', 'The price rose.', 'The price fell.'],
  ['gender-pronoun', 'Zij lacht.', 'She laughs.', 'He laughs.'],
  ['modality', 'Het kan regenen.', 'It might rain.', 'It will rain.'],
  ['hedge', 'Hij zou rijk zijn.', 'He is allegedly rich.', 'He is rich.'],
  ['attribution', 'Hij zei dat het mag.', 'Kok said that it is allowed.', 'It is allowed.'],
  ['dutch-exonym', 'Naar Duitsland.', 'To Germany.', 'To Duitsland.'],
  ['dutch-acronym', 'Het bbp daalt.', 'GDP is falling.', 'bbp is falling.'],
  ['dutch-word', 'De bewoners slapen.', 'The residents sleep.', 'The bewoners sleep.'],
  [
    'clause-dropped',
    'Hij, die ook in Rome woonde, zong.',
    'The old singer from Rome sang, while everybody listened to him.',
    'The old singer from Rome sang.',
  ],
  [
    'sentence-moved',
    'Een. Twee.',
    'The first is here. The second one is there.',
    'The first is here.',
  ],
])('%s', (kind, nl, en, spoilt) => {
  expect(spoil(kind, nl, en)).toBe(spoilt);
});

test.each([
  ['no figure of the Dutch', 'number-digit', 'Twaalf mensen.', '12 people.'],
  ['a modal verb, no month', 'month-may-march', 'Het mag.', 'It May be.'],
  ['no number after it', 'at-least-most', 'Onder die druk.', 'Under that pressure.'],
  ['no side', 'compass', 'Zij vertrok.', 'She left.'],
  ['another country in the Dutch', 'country', 'In Polen.', 'In Germany.'],
  ['one sentence', 'sentence-dropped', 'Eén zin maar.', 'There is only one sentence.'],
])('%s: nothing is planted', (_, kind, nl, en) => {
  expect(spoil(kind, nl, en)).toBeUndefined();
});

test('sentences end where English ends them', () => {
  expect(sentencesOf('Mr. Smith left. "Why?" asked J. R. Jones. Nobody knew.')).toEqual([
    'Mr. Smith left. ',
    '"Why?" asked J. R. Jones. ',
    'Nobody knew.',
  ]);
});

test('segments are joined until they have so many sentences', () => {
  const [article] = rightArticles;
  if (!article) throw new Error('no article');
  const joined = joinSegments(article.translation, 8);
  expect(joined.segments.map(({ en }) => sentencesOf(en).length)).toEqual([8, 8]);
  expect(joined.segments.map(({ nl }) => nl).join(' ')).toBe(
    article.translation.segments.map(({ nl }) => nl).join(' '),
  );
});

test('planters know nothing of the checks: they neither import them nor their lexicon', () => {
  const own = sources().filter(
    ({ file, text }) =>
      file.startsWith('src/evaluate/planted/') && /from '.*\/(?:check|lexicon)\//.test(text),
  );
  expect(own.map(({ file }) => file)).toEqual(['src/evaluate/planted/evaluate-planted.ts']);
});

test('what the checks and the verifier find is counted apart, and so is what they say of right English', async () => {
  const article: RightArticle = {
    id: 'brug',
    title: null,
    translation: {
      title: null,
      segments: [
        {
          n: 1,
          nl: 'Volgens Bakker heeft niet hijzelf maar Kuiper in 2019 de sleutel gestolen.',
          en: 'According to Bakker, not he himself but Kuiper stole the key in 2019.',
        },
      ],
    },
  };
  const evaluation = await evaluatePlanted([article], {
    copies: 1,
    seed: 1,
    // Sees every change, and something that was never wrong.
    verify: async ({ translation }) => {
      const said = (message: string) =>
        ({ check: 'verifier', severity: 'warning', segment: 1, message }) as const;
      const isChanged = translation.segments[0]?.en !== article.translation.segments[0]?.en;
      return [said('a mistake of the verifier'), ...(isChanged ? [said('changed')] : [])];
    },
  });
  expect(evaluation).toMatchObject({ articles: 1, segments: 1, untouched: { verified: 1 } });
  const planted = evaluation.kinds.filter((kind) => kind.planted > 0);
  expect(planted.filter(({ found, verified }) => found !== 1 || verified !== 1)).toEqual([]);

  const alone = await evaluatePlanted([article], { copies: 1, seed: 1 });
  expect(alone.untouched.verified).toBeNull();
  const resultOf = (name: string) => alone.kinds.find(({ kind }) => kind === name);
  expect(resultOf('number-digit')).toMatchObject({ planted: 1, found: 1, verified: null });
  expect(resultOf('sentence-dropped')).toMatchObject({ planted: 0, missed: [] });
  const missed = alone.kinds.filter((kind) => kind.found < kind.planted);
  expect(missed.length).toBeGreaterThan(0);
  expect(missed.every((kind) => kind.missed[0]?.article === 'brug')).toBe(true);
});
