import type { OutputRow } from '../corpus/write/row.ts';
import { minuteMs } from '../duration.ts';
import type { Batch, FailedItem } from '../store/batches.ts';
import { lengthClasses } from './counters.ts';
import { failureTypeOf } from './failure-types.ts';

/** What came of a batch, for people (`render/report.ts`) and programs. */
export interface BatchReport {
  readonly batch: string;
  readonly status: string;
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  /** From its making to its end, or to now. */
  readonly seconds: number;
  readonly articles: {
    readonly accepted: number;
    readonly done: number;
    readonly failed: number;
    readonly rejected: number;
    readonly leftOut: Readonly<Record<string, number>>;
    /** Resting on an article that was there already: a duplicate, or done by an earlier run. */
    readonly reused: number;
    readonly unfinished: number;
  };
  readonly cost: {
    readonly usd: number;
    readonly perArticleUsd: number | null;
    readonly maxUsd: number | null;
    readonly calls: number;
    readonly cachedCalls: number;
    readonly promptTokens: number;
    readonly cachedTokens: number;
    readonly completionTokens: number;
  };
  readonly memory: {
    readonly segments: number;
    readonly ofSegments: number;
    readonly tokens: number;
    /** What those segments would have cost, at what the others did. */
    readonly savedUsd: number;
  };
  /** Articles finished in each minute in which any was. */
  readonly throughput: ReadonlyArray<{ readonly minute: string; readonly articles: number }>;
  readonly failures: ReadonlyArray<{
    readonly type: string;
    readonly code: string;
    readonly count: number;
    readonly examples: readonly string[];
    readonly retry: string;
  }>;
  readonly rejections: Readonly<Record<string, number>>;
  readonly findings: ReadonlyArray<{
    readonly check: string;
    readonly error: number;
    readonly warning: number;
    readonly hint: number;
  }>;
  readonly worst: ReadonlyArray<{
    readonly id: string;
    readonly place: string;
    readonly title: string | null;
    readonly messages: readonly string[];
  }>;
  readonly lengths: ReadonlyArray<{ readonly words: string; readonly articles: number }>;
  readonly languages: Readonly<Record<string, number>>;
  readonly gold: {
    readonly articles: number;
    readonly chrf: number;
    readonly drift: string | null;
  } | null;
  /** True when any of it is the sandbox's gloss, which is no translation. */
  readonly gloss: boolean;
}

const examples = 3;
const worstMessages = 5;

/** Gathers the report from a batch's counters, its failures and its worst articles. */
export function makeReport(
  batch: Batch,
  failed: ReadonlyArray<FailedItem & { readonly place: string }>,
  worst: readonly OutputRow[],
  now: number,
): BatchReport {
  const { id, stats, definition } = batch;
  const count = (name: string) => stats[name] ?? 0;
  const under = (begin: string) =>
    Object.fromEntries(
      Object.entries(stats).flatMap(([name, value]) =>
        name.startsWith(begin) ? [[name.slice(begin.length), value]] : [],
      ),
    );
  const byCode = Map.groupBy(failed, ({ failure }) => failure.code);
  const tokens = count('promptTokens') + count('completionTokens');
  const sentTokens = Math.max(1, tokens - count('cachedTokens'));
  return {
    batch: id,
    status: batch.state,
    files: definition.files.map(({ path }) => path),
    options: definition.options,
    createdAt: new Date(batch.createdAt).toISOString(),
    seconds: Math.round(((batch.endedAt ?? now) - batch.createdAt) / 1_000),
    articles: {
      accepted: count('accepted'),
      done: count('done'),
      failed: count('failed'),
      rejected: count('rejected'),
      leftOut: under('left-out:'),
      reused: count('reused'),
      unfinished: batch.open,
    },
    cost: {
      usd: count('cost'),
      perArticleUsd: count('done') > 0 ? count('cost') / count('done') : null,
      maxUsd: batch.maxCostUsd,
      calls: count('calls'),
      cachedCalls: count('cachedCalls'),
      promptTokens: count('promptTokens'),
      cachedTokens: count('cachedTokens'),
      completionTokens: count('completionTokens'),
    },
    memory: {
      segments: count('memorySegments'),
      ofSegments: count('segments'),
      tokens: count('memoryTokens'),
      // A segment's Dutch goes in once and its English comes out, about as long.
      savedUsd: (count('cost') * 2 * count('memoryTokens')) / sentTokens,
    },
    throughput: Object.entries(under('minute:'))
      .map(([minute, articles]) => ({
        minute: new Date(Number(minute) * minuteMs).toISOString(),
        articles,
      }))
      .toSorted((a, b) => (a.minute < b.minute ? -1 : 1)),
    failures: [...byCode].map(([code, all]) => ({
      type: failureTypeOf(code),
      code,
      count: all.length,
      examples: all.slice(0, examples).map(({ place, failure }) => `${place}: ${failure.message}`),
      retry: `tolk batch retry-failed ${id} --type ${failureTypeOf(code)}`,
    })),
    rejections: under('rejected:'),
    findings: readFindings(under('finding:')),
    worst: worst.map(({ id: own, place, translation, findings }) => ({
      id: own,
      place,
      title: translation.title,
      messages: findings
        .filter(({ severity }) => severity !== 'hint')
        .slice(0, worstMessages)
        .map(
          ({ severity, segment, message, check }) =>
            `${severity}${segment === null ? '' : `, segment ${segment}`}: ${message} [${check}]`,
        ),
    })),
    lengths: [...lengthClasses, 'more' as const].map((end, at) => ({
      words:
        end === 'more'
          ? `over ${lengthClasses.at(-1)}`
          : `${at === 0 ? 0 : (lengthClasses[at - 1] ?? 0) + 1} to ${end}`,
      articles: count(`words:${end}`),
    })),
    languages: under('language:'),
    gold:
      count('gold:articles') > 0
        ? {
            articles: count('gold:articles'),
            chrf: count('gold:chrf') / count('gold:articles'),
            drift: null,
          }
        : null,
    gloss: count('gloss') > 0,
  };
}

function readFindings(counts: Readonly<Record<string, number>>): BatchReport['findings'] {
  const checks = new Map<string, { error: number; warning: number; hint: number }>();
  for (const [name, value] of Object.entries(counts)) {
    const [check = '', severity = ''] = name.split(':');
    const row = checks.get(check) ?? { error: 0, warning: 0, hint: 0 };
    if (severity === 'error' || severity === 'warning' || severity === 'hint')
      row[severity] += value;
    checks.set(check, row);
  }
  return [...checks]
    .map(([check, row]) => ({ check, ...row }))
    .toSorted((a, b) => b.error - a.error || b.warning - a.warning);
}
