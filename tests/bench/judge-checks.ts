import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  goalOfCpu,
  goalOfDutchAlarms,
  goalOfNegation,
  goalOfOpposites,
  goalOfPairs,
  goalOfUntouched,
  goalRows,
} from './goals.ts';
import { Measures } from './measures.ts';
import { countSegments, type Observed, segmentsWith, settle } from './observe.ts';
import { isOfCorpus } from './precision.ts';
import { articlesWithoutError, type Figures, percent, shareFound, shareOf } from './tables.ts';

/** The whole measurement, or the short one of CI. */
export type Form = 'whole' | 'short';

/** One figure against its goal. */
interface Figure {
  readonly what: string;
  readonly share: number;
  readonly goal: number;
  /** The goal is the most there may be, not the least. */
  readonly atMost?: true;
}

/** Where `--write` keeps what was reached, so that a later change can be seen to make it worse. */
export const reachedFile = 'tests/bench/reached.json';

const reachedSchema = z.record(z.enum(['whole', 'short']), z.record(z.string(), z.number()));

/** How far a figure may fall behind what it was. */
const slack = 0.03;

/** Every figure with its goal. Kinds of which next to nothing could be planted have none. */
export function figuresOf({ observed, pairs }: Figures): Figure[] {
  const first = observed.get(1);
  if (!first) return [];
  return [
    ...kindFigures(first),
    ...Object.entries(goalOfNegation).flatMap(([sentences, goal]) =>
      ['negation-lost', 'negation-added'].map((kind) => ({
        what: `${kind} at ${sentences} sentences: found`,
        share: shareOf(observed.get(Number(sentences)) ?? first, kind),
        goal,
      })),
    ),
    {
      what: 'opposites, mean of the kinds: found',
      share: meanOfOpposites(first),
      goal: goalOfOpposites,
    },
    ...untouchedFigures(first),
    ...(pairs
      ? [
          {
            what: 'pairs: wrong English found',
            share: pairs.found / pairs.wrong,
            goal: goalOfPairs.found,
          },
          {
            what: 'pairs: right English alarmed',
            share: pairs.alarmed / pairs.right,
            goal: goalOfPairs.alarmed,
            atMost: true as const,
          },
        ]
      : []),
  ];
}

const fewest = 10;

function kindFigures(observed: Observed): Figure[] {
  return observed.kinds.flatMap((kind) => {
    const row = goalRows.find(({ kinds }) => kinds.includes(kind.planter.kind));
    if (row === undefined || kind.planted.length < fewest) return [];
    return [
      { what: `${kind.planter.kind}: found`, share: shareFound(observed, kind), goal: row.goal },
    ];
  });
}

function meanOfOpposites(observed: Observed): number {
  const shares = observed.kinds
    .filter(({ planter, planted }) => planter.group === 'opposites' && planted.length >= fewest)
    .map((kind) => shareFound(observed, kind));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** What says that a word is Dutch. */
const dutchChecks: ReadonlySet<string> = new Set(['dutch-words', 'untranslated']);

function untouchedFigures(observed: Observed): Figure[] {
  const references = observed.references.filter(isOfCorpus);
  const segments = countSegments(references);
  const dutchAlarms = references
    .flatMap((reference) => settle(observed, reference, observed.before.get(reference) ?? []))
    .filter(({ check, severity }) => dutchChecks.has(check) && severity !== 'hint').length;
  return [
    {
      what: 'untouched segments with an error',
      share: segmentsWith(observed, 'error', isOfCorpus) / segments,
      goal: goalOfUntouched.errors,
      atMost: true,
    },
    {
      what: 'untouched segments with a warning',
      share: segmentsWith(observed, 'warning', isOfCorpus) / segments,
      goal: goalOfUntouched.warnings,
      atMost: true,
    },
    {
      what: 'untouched segments with a word said to be Dutch',
      share: dutchAlarms / segments,
      goal: goalOfDutchAlarms,
      atMost: true,
    },
    {
      what: 'articles of 8 segments without any error',
      share: articlesWithoutError(observed),
      goal: goalOfUntouched.articles,
    },
  ];
}

/**
 * Every figure against its goal, and the time. Where the goal was not reached when figures were last
 * written, what was reached then must still be, but for a little.
 */
export function judge(figures: Figures, form: Form): Measures {
  const measures = new Measures();
  const reached = readReached()[form] ?? {};
  for (const { what, share, goal, atMost } of figuresOf(figures)) {
    const limit = limitOf(goal, reached[what], atMost === true);
    const isGoal = limit === goal;
    measures.add({
      what,
      value: percent(share),
      limit: `${atMost ? 'at most' : 'at least'} ${percent(limit)}${isGoal ? '' : ` (goal ${percent(goal)})`}`,
      holds: atMost ? share <= limit : share >= limit,
    });
  }
  addCpu(measures, figures);
  return measures;
}

/** The goal, or what was reached of it, less a little. */
function limitOf(goal: number, reached: number | undefined, atMost: boolean): number {
  if (reached === undefined) return goal;
  return atMost ? Math.max(goal, reached + slack / 10) : Math.min(goal, reached - slack);
}

function addCpu(measures: Measures, { cpu }: Figures): void {
  const ratio = cpu.checking / cpu.segmenting;
  const growth = cpu.long / cpu.checking;
  measures.add(
    {
      what: `CPU for 500 words: ${cpu.checking.toFixed(2)} ms (goal ${goalOfCpu.ms}); over word segmentation by Node`,
      value: `${ratio.toFixed(2)} times`,
      limit: `at most ${goalOfCpu.ratio} times`,
      holds: ratio <= goalOfCpu.ratio,
    },
    {
      what: `CPU for 500 words of 50,000: ${cpu.long.toFixed(2)} ms; over those of a short article`,
      value: `${growth.toFixed(2)} times`,
      limit: `at most ${goalOfCpu.growth} times`,
      holds: growth <= goalOfCpu.growth,
    },
  );
}

/** What was reached when figures were last written. */
function readReached(): z.infer<typeof reachedSchema> {
  if (!existsSync(reachedFile)) return { whole: {}, short: {} };
  return reachedSchema.parse(JSON.parse(readFileSync(reachedFile, 'utf8')));
}
