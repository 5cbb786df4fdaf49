import { allowedSeverity, type MeasuredPrecision } from '../../src/check/precision.ts';
import type { Finding } from '../../src/contract.ts';
import { gravest, isRead, type MeasuredKind, type Reference } from '../support/planted.ts';
import type { CpuFigures } from './cpu.ts';
import { countSegments, gravestBySegment, type Observed, segmentsWith, settle } from './observe.ts';
import type { PairFigures } from './pairs.ts';
import type { Observations } from './precision.ts';
import { isOfCorpus } from './precision.ts';

/** All that the bench measured; what was observed, by sentences a segment. */
export interface Figures {
  readonly observed: ReadonlyMap<number, Observed>;
  readonly pairs: PairFigures | null;
  readonly cpu: CpuFigures;
}

type Planted = MeasuredKind['planted'][number];

const articleSegments = 8;

/** A share in per cent; empty of none. */
export function percent(share: number, digits = 1): string {
  return Number.isNaN(share) ? '' : `${(share * 100).toFixed(digits)}%`;
}

/** The gravest thing said of a planted error. */
export function severityOf(
  observed: Observed,
  { error, found }: Planted,
): Finding['severity'] | null {
  return gravest(settle(observed, error.article, found));
}

/** The share of planted errors found as one of these severities. */
export function shareFound(
  observed: Observed,
  { planted }: MeasuredKind,
  {
    as = ['error', 'warning'],
    includes = () => true,
  }: {
    readonly as?: readonly string[];
    readonly includes?: (reference: Reference) => boolean;
  } = {},
): number {
  const some = planted.filter(({ error }) => includes(error.article));
  const found = some.filter((planted) => as.includes(severityOf(observed, planted) ?? ''));
  return found.length / some.length;
}

/** The articles of eight segments that have no error: of all runs of eight in the articles. */
export function articlesWithoutError(observed: Observed): number {
  let [runs, clean] = [0, 0];
  for (const reference of observed.references.filter(isOfCorpus)) {
    const gravest = gravestBySegment(observed, reference);
    for (let at = 0; at + articleSegments <= gravest.length; at += 1) {
      runs += 1;
      if (!gravest.slice(at, at + articleSegments).includes('error')) clean += 1;
    }
  }
  return clean / runs;
}

/** What is found of each kind, at each length of segment. */
export function tabulateKinds(byLength: Figures['observed']): string {
  const [first, ...longer] = byLength;
  if (!first) return '';
  const [, observed] = first;
  const rows = [
    [
      'kind',
      'planted',
      'error',
      'found',
      'read',
      'apart',
      ...longer.map(([sentences]) => `at ${sentences}`),
      'what',
      'by',
    ],
  ];
  for (const kind of observed.kinds) {
    rows.push([
      kind.planter.kind,
      `${kind.planted.length}`,
      percent(shareFound(observed, kind, { as: ['error'] })),
      percent(shareFound(observed, kind)),
      percent(shareFound(observed, kind, { includes: isRead })),
      percent(shareFound(observed, kind, { includes: (article) => !isRead(article) })),
      ...longer.map(([, other]) => percent(shareOf(other, kind.planter.kind))),
      kind.planter.what,
      rulesOf(observed, kind),
    ]);
  }
  return inColumns(rows);
}

/** The share found of a kind by its name. */
export function shareOf(observed: Observed, name: string): number {
  const kind = observed.kinds.find(({ planter }) => planter.kind === name);
  return kind ? shareFound(observed, kind) : Number.NaN;
}

/** The rules that found most of them. */
function rulesOf(observed: Observed, { planted }: MeasuredKind): string {
  const counts = new Map<string, number>();
  for (const { error, found } of planted) {
    const rules = settle(observed, error.article, found)
      .filter(({ severity }) => severity !== 'hint')
      .map(({ check, rule }) => rule ?? check);
    for (const rule of new Set(rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ');
}

/** What is said of English that is right, by half and by corpus. */
export function tabulateUntouched(observed: Observed): string {
  const rows = [['untouched', 'segments', 'with an error', 'with a warning']];
  const corpora = [...new Set(observed.references.map(({ corpus = 'file' }) => corpus))];
  const parts: ReadonlyArray<readonly [string, (reference: Reference) => boolean]> = [
    ['all corpora', isOfCorpus],
    ['read', (reference) => isOfCorpus(reference) && isRead(reference)],
    ['apart', (reference) => isOfCorpus(reference) && !isRead(reference)],
    ...corpora.map((name) => [name, ({ corpus = 'file' }: Reference) => corpus === name] as const),
  ];
  for (const [name, includes] of parts) {
    const segments = countSegments(observed.references.filter(includes));
    const counts = (['error', 'warning'] as const).map((severity) => {
      const count = segmentsWith(observed, severity, includes);
      return `${count} (${percent(count / segments)})`;
    });
    rows.push([name, `${segments}`, ...counts]);
  }
  return inColumns(rows);
}

/** Every rule: what it asks for, what it may, and why. */
export function tabulateRules(
  precision: MeasuredPrecision,
  { references, before }: Observations,
): string {
  const rows = [['rule', 'asks for', 'may', 'precision', 'found', 'alarms', 'read', 'apart']];
  const alarms = (rule: string, severity: string, read: boolean) =>
    references
      .filter((reference) => isRead(reference) === read)
      .flatMap((reference) => before.get(reference) ?? [])
      .filter((finding) => finding.severity === severity)
      .filter((finding) => finding.check === rule || finding.rule === rule).length;
  for (const [rule, severities] of Object.entries(precision.rules)) {
    for (const severity of ['error', 'warning'] as const) {
      const seen = severities[severity];
      if (!seen) continue;
      rows.push([
        rule,
        severity,
        allowedSeverity(rule, severity, precision),
        percent(seen.precision),
        `${seen.found}`,
        `${seen.alarms}`,
        `${alarms(rule, severity, true)}`,
        `${alarms(rule, severity, false)}`,
      ]);
    }
  }
  return inColumns(rows);
}

/** Rows of cells, each column as wide as its widest cell. */
function inColumns(rows: ReadonlyArray<readonly string[]>): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return `${rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}
