import { describe, expect, test } from 'vitest';
import { ArticleChecks } from '../../../src/check/check.ts';
import { moveCitations } from '../../../src/check/summary/support.ts';
import { checkSummaryGround, checkSummaryInTurns } from '../../../src/check/summary.ts';
import type { Summary, Translation } from '../../../src/contract.ts';
import { type SummaryPart, summaryCases } from '../../support/summary-cases.ts';

/** A summary of which only this part says anything. */
function withPart({ text, cites }: SummaryPart): Summary {
  const bullets = cites === null ? [] : [{ text, segments: [...cites] }];
  return { headline: 'News', tldr: cites === null ? text : 'News.', bullets, abstract: 'News.' };
}

const doubts = (part: SummaryPart, translation: Translation) =>
  checkSummaryGround(withPart(part), translation).filter(({ severity }) => severity !== 'hint');

describe.each(summaryCases)(
  'summaries of "$translation.title"',
  ({ translation, good, faulty }) => {
    test.each(good)('"$text" is right', (part) => {
      expect(doubts(part, translation)).toEqual([]);
    });

    test.each(faulty.filter(({ isMissed }) => !isMissed))('$kind: "$text" is doubted', (part) => {
      expect(doubts(part, translation)).not.toEqual([]);
    });

    test.each(faulty.filter(({ isMissed }) => isMissed))('$kind: "$text" is not seen', (part) => {
      expect(doubts(part, translation)).toEqual([]);
    });
  },
);

test('a summary is doubted alike beside what was read before, and again where it changed', async () => {
  for (const { translation, good, faulty } of summaryCases) {
    const checks = new ArticleChecks(null);
    await checks.check(translation);
    const ground = await checks.readGround(translation);
    for (const part of [...good.slice(0, 2), ...faulty.slice(0, 3)]) {
      // The same words as a bullet, of segments that say something else, and as the tldr.
      for (const cites of [part.cites, [1], null]) {
        const summary = withPart({ ...part, cites });
        const found = await checkSummaryInTurns(summary, ground);
        expect(found).toEqual(checkSummaryGround(summary, translation));
        expect(await checkSummaryInTurns(summary, ground)).toEqual(found);
      }
    }
  }
});

const [first] = summaryCases;
const translation = first?.translation ?? { title: null, segments: [] };

test('a bullet cites the segment that holds what it says', () => {
  const cited = (segments: number[]) =>
    moveCitations(
      withPart({ text: 'The port of Dalian opened in 2024.', cites: segments }),
      translation,
    );
  expect(cited([1])).toMatchObject({
    summary: { bullets: [{ segments: [5] }] },
    moved: [{ from: [1], to: 5 }],
  });
  expect(cited([5]).moved).toEqual([]);
  expect(cited([4, 5]).moved).toEqual([]);
});

test('a bullet on a segment in which there is an error says so', () => {
  const summary = withPart({ text: 'Chinese exports rose by 14 per cent in July.', cites: [1] });
  const found = checkSummaryGround(summary, translation, { doubted: new Set([1, 2]) });
  expect(found).toMatchObject([{ bullet: 0, rule: 'summary-ground/doubted', severity: 'warning' }]);
});

test('every sentence of an abstract is a claim of its own', () => {
  const abstract = 'Chinese exports rose by 14 per cent in July. Imports fell by 5.3 per cent.';
  const found = checkSummaryGround(
    { ...withPart({ text: 'News.', cites: null }), abstract },
    translation,
  );
  expect(found.map(({ message }) => message)).toEqual([
    'abstract: "5.3" is not in the text it rests on',
  ]);
});

test('a number that the title alone has is no news in a headline; another one is', () => {
  const titled: Translation = {
    title: 'Utrecht builds 600 homes',
    segments: [{ n: 1, nl: 'De bouw begint in mei.', en: 'Building starts in May.' }],
  };
  const doubted = (headline: string) =>
    checkSummaryGround({ ...withPart({ text: 'News.', cites: null }), headline }, titled).length >
    0;
  expect(doubted('Utrecht builds 600 homes')).toBe(false);
  expect(doubted('Utrecht builds 700 homes')).toBe(true);
});
