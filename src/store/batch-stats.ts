import { currentCheckName } from '../check-names.ts';
import { minuteMs } from '../duration.ts';

/*
 * The counters of a batch. In Redis they are one hash of numbers, in which a name may carry a key
 * after a colon (`failed:llm.refused`); everything else in Tolk sees them parsed.
 */

/** Findings by severity. */
export interface FindingCounts {
  /** Almost surely wrong. */
  readonly error: number;
  /** To be looked at. */
  readonly warning: number;
  /** Reminders. */
  readonly hint: number;
}

/** Counts by a key: an error code, a reason, a language, … */
export type Counts = Readonly<Record<string, number>>;

/** What retranslating articles of a batch has cost, since they were done. */
export interface RetranslationCounts {
  /** Retranslations that ended, well or not. */
  readonly articles: number;
  /** LLM calls made and paid for. */
  readonly calls: number;
  /** US dollars, as far as prices are known. */
  readonly costUsd: number;
  /** Articles that cost something nobody knows the price of. */
  readonly unpriced: number;
}

/** What readers had to say of a kind: that they guessed, repaired or left out something. */
export interface NoteStats {
  /** How often. */
  readonly count: number;
  /** Where it was first, and what it was there; null where that is not known. */
  readonly first: string | null;
  /** How often each detail was given, for as many of them as are kept. */
  readonly details: Counts;
}

/** What was counted of a batch. */
export interface BatchStats {
  /** Entries that were taken into the batch. */
  readonly accepted: number;
  /** Articles translated. */
  readonly done: number;
  /** Articles that failed for good. */
  readonly failed: number;
  /** Entries that could not be taken. */
  readonly rejected: number;
  /** Written to the output. */
  readonly delivered: number;
  /** Deleted from Redis since they were written. */
  readonly released: number;
  /** Based on an article that was there already: a duplicate, or done by an earlier run. */
  readonly reused: number;
  /** Done, with at least one finding of error severity. */
  readonly doubtful: number;
  /** Done by the sandbox, which does not translate. */
  readonly gloss: number;
  /** Words of Dutch in what is done. */
  readonly words: number;
  /** Segments in what is done. */
  readonly segments: number;
  /** Segments taken from the translation memory. */
  readonly memorySegments: number;
  /** Tokens of Dutch that were not sent because of it (estimated). */
  readonly memoryTokens: number;
  /** LLM calls made and paid for. */
  readonly calls: number;
  /** Calls answered from Tolk's own cache, at no cost. */
  readonly cachedCalls: number;
  /** Tokens sent. */
  readonly promptTokens: number;
  /** Those of `promptTokens` that the server had in its prompt cache. */
  readonly cachedTokens: number;
  /** Those of `promptTokens` that the server wrote to its prompt cache. */
  readonly cacheWriteTokens: number;
  /** Tokens received. */
  readonly completionTokens: number;
  /** Those of `completionTokens` that the model spent on reasoning. */
  readonly reasoningTokens: number;
  /** Those of `calls` whose tokens Tolk counted itself, since the server did not say. */
  readonly estimatedCalls: number;
  /** US dollars, as far as prices are known. */
  readonly costUsd: number;
  /** Articles that cost something nobody knows the price of. */
  readonly unpriced: number;
  /** What came after that: no part of the above, nor of what the batch may cost. */
  readonly retranslated: RetranslationCounts;
  /** Milliseconds that workers spent on articles. */
  readonly activeMs: number;
  /** Failed articles by error code. */
  readonly failedByCode: Counts;
  /** Rejected entries by error code. */
  readonly rejectedByCode: Counts;
  /**
   * Entries that the batch did not want, by reason: `unsampled`, `length`, `date`, `existing`,
   * `redirect` (it only points to another page); by a rule on fields, the name of the field, after
   * `no` where it is absent.
   */
  readonly leftOut: Counts;
  /** What readers guessed, repaired or left out, by kind. */
  readonly notes: Readonly<Record<string, NoteStats>>;
  /**
   * Articles of the Batch API that were asked directly, at full price, by reason: `deadline`,
   * `expired`, `rounds`, `quota`, `refused`, `failed`, `lost`, `no-batch-api`, `wrong-answers`.
   */
  readonly askedDirectly: Counts;
  /**
   * How often articles were sent through the Batch API again, by what happened to their requests:
   * `failed` or `vanished`.
   */
  readonly sentAgain: Counts;
  /** Findings by severity. */
  readonly findings: FindingCounts;
  /** Findings by check and severity. */
  readonly findingsByCheck: Readonly<Record<string, FindingCounts>>;
  /** Articles by their length in words. */
  readonly articlesByLength: Counts;
  /** Articles by the language they were found to be in (ISO 639-1). */
  readonly articlesByLanguage: Counts;
  /** Articles done or failed in each minute in which any was, by its ISO time. */
  readonly endedByMinute: Counts;
  /** chrF2 of gold articles, in their order. */
  readonly goldScores: readonly number[];
}

/** The names of counters that have a key, for those who count. */
export const statNames = {
  failed: (code: string) => `failed:${code}`,
  rejected: (code: string) => `rejected:${code}`,
  leftOut: (reason: string) => `left-out:${reason}`,
  note: (kind: string) => `note:${kind}`,
  noteFirst: (kind: string, what: string) => `note-first:${kind}:${what}`,
  noteDetail: (kind: string, detail: string) => `note-detail:${kind}:${detail}`,
  sentAgain: (what: string) => `again:${what}`,
  finding: (check: string, severity: keyof FindingCounts) => `finding:${check}:${severity}`,
  findings: (severity: keyof FindingCounts) => `findings:${severity}`,
  words: (lengthClass: string | number) => `words:${lengthClass}`,
  language: (language: string) => `language:${language}`,
  goldScore: (at: number) => `gold:score:${at}`,
} as const;

/** Parses the counters of a batch. */
export function parseBatchStats(hash: Readonly<Record<string, string>>): BatchStats {
  const count = (name: string) => Number(hash[name] ?? 0);
  const countsUnder = (prefix: string) => toCounts(entriesUnder(hash, prefix));
  const severities = (name: (severity: keyof FindingCounts) => string): FindingCounts => ({
    error: count(name('error')),
    warning: count(name('warning')),
    hint: count(name('hint')),
  });
  const storedChecks = new Set(
    entriesUnder(hash, 'finding:').map(([key]) => key.replace(/:\w+$/, '')),
  );
  const findingsOf = (check: string) =>
    severities((severity) => statNames.finding(check, severity));
  return {
    accepted: count('accepted'),
    done: count('done'),
    failed: count('failed'),
    rejected: count('rejected'),
    delivered: count('delivered'),
    released: count('released'),
    reused: count('reused'),
    doubtful: count('doubtful'),
    gloss: count('gloss'),
    words: count('words'),
    segments: count('segments'),
    memorySegments: count('memorySegments'),
    memoryTokens: count('memoryTokens'),
    calls: count('calls'),
    cachedCalls: count('cachedCalls'),
    promptTokens: count('promptTokens'),
    cachedTokens: count('cachedTokens'),
    cacheWriteTokens: count('cacheWriteTokens'),
    completionTokens: count('completionTokens'),
    reasoningTokens: count('reasoningTokens'),
    estimatedCalls: count('estimatedCalls'),
    costUsd: count('cost'),
    unpriced: count('unpriced'),
    retranslated: {
      articles: count('retranslated:articles'),
      calls: count('retranslated:calls'),
      costUsd: count('retranslated:cost'),
      unpriced: count('retranslated:unpriced'),
    },
    activeMs: count('activeMs'),
    failedByCode: countsUnder('failed:'),
    rejectedByCode: countsUnder('rejected:'),
    leftOut: countsUnder('left-out:'),
    notes: Object.fromEntries(
      Object.entries(countsUnder('note:')).map(([kind, many]) => [
        kind,
        {
          count: many,
          first: entriesUnder(hash, statNames.noteFirst(kind, ''))[0]?.[0] ?? null,
          details: countsUnder(statNames.noteDetail(kind, '')),
        },
      ]),
    ),
    askedDirectly: countsUnder('direct:'),
    sentAgain: countsUnder('again:'),
    findings: severities(statNames.findings),
    // A check that was renamed while the batch ran is counted under both its names.
    findingsByCheck: Object.fromEntries(
      [...Map.groupBy(storedChecks, currentCheckName)].map(([check, names]) => [
        check,
        names.map(findingsOf).reduce(addFindings),
      ]),
    ),
    articlesByLength: countsUnder('words:'),
    articlesByLanguage: countsUnder('language:'),
    endedByMinute: toCounts(
      entriesUnder(hash, 'minute:')
        .toSorted(byNumber)
        .map(([minute, articles]) => [toIsoMinute(minute), articles]),
    ),
    goldScores: entriesUnder(hash, 'gold:score:')
      .toSorted(byNumber)
      .map(([, score]) => Number(score)),
  };
}

function addFindings(a: FindingCounts, b: FindingCounts): FindingCounts {
  return { error: a.error + b.error, warning: a.warning + b.warning, hint: a.hint + b.hint };
}

type Entry = readonly [key: string, value: string];

/** The counters whose name begins with `prefix`, by what comes after it. */
function entriesUnder(hash: Readonly<Record<string, string>>, prefix: string): Entry[] {
  return Object.entries(hash).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
}

/** Counters that went down to nothing again (a failure that was retried) are left out. */
function toCounts(entries: readonly Entry[]): Counts {
  const counted = entries.map(([key, value]) => [key, Number(value)] as const);
  return Object.fromEntries(counted.filter(([, value]) => value !== 0));
}

const byNumber = ([a]: Entry, [b]: Entry): number => Number(a) - Number(b);

/** The time of a minute that is counted from 1970. */
const toIsoMinute = (minute: string): string => new Date(Number(minute) * minuteMs).toISOString();
