/*
 * `npm run bench:checks`: errors planted in the English of translators, which of them the checks
 * find, what they say of English that is right, and the time they take. `-- --kind K --missed` shows
 * what was missed, of the half of the articles that may be read.
 */
import { parseArgs } from 'node:util';
import { settleFindings } from '../../src/check/check.ts';
import { allowedSeverity } from '../../src/check/precision.ts';
import type { Finding } from '../../src/contract.ts';
import { joinSegments } from '../../src/evaluate/planted/join.ts';
import { planters } from '../../src/evaluate/planted/planters.ts';
import { readAllReferences, readReferences } from '../support/articles.ts';
import {
  findBefore,
  gravest,
  isRead,
  type MeasuredKind,
  measureKind,
  type PlantedFindings,
  type Reference,
} from '../support/planted.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: 'string', multiple: true },
    corpus: { type: 'string', multiple: true },
    half: { type: 'string' },
    sentences: { type: 'string', default: '1' },
    copies: { type: 'string', default: '100' },
    seed: { type: 'string', default: '7' },
    missed: { type: 'boolean', default: false },
    alarms: { type: 'boolean', default: false },
  },
});

const percent = (share: number) => (Number.isNaN(share) ? '' : `${(share * 100).toFixed(1)}%`);
const print = (text: string) => process.stdout.write(`${text}\n`);
const severities = ['error', 'warning', null] as const;

const references = readChosen();
if (references.length === 0) {
  process.stderr.write(
    'bench:checks needs articles with references: set TOLK_CORPUS_DIR, or name a file of them\n',
  );
  process.exit(0);
}
const before = findBefore(references);
const chosen = planters.filter(
  ({ kind, group }) =>
    options.kind === undefined || options.kind.some((name) => name === kind || name === group),
);
const measured = chosen.map((planter) =>
  measureKind(planter, references, {
    copies: Number(options.copies),
    seed: Number(options.seed),
    before,
  }),
);
print(tabulateKinds(measured));
print(tabulateAlarms());
if (options.missed) for (const kind of measured) showMissed(kind);
if (options.alarms) showAlarms();

function readChosen(): Reference[] {
  const all = positionals.length > 0 ? positionals.flatMap(readReferences) : readAllReferences();
  return all
    .filter(({ corpus = '' }) => options.corpus === undefined || options.corpus.includes(corpus))
    .filter((one) => options.half === undefined || isRead(one) === (options.half === 'read'))
    .map((one) => ({
      ...one,
      translation: joinSegments(one.translation, Number(options.sentences)),
    }));
}

/** Rows of cells, each column as wide as its widest cell. */
function inColumns(rows: ReadonlyArray<readonly string[]>): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** With the severities that findings may have today. */
function severityOf({ found }: PlantedFindings): Finding['severity'] | null {
  return gravest(settleFindings(found, allowedSeverity));
}

function tabulateKinds(kinds: readonly MeasuredKind[]): string {
  const rows = [['kind', 'planted', 'error', 'found', 'read', 'apart', 'what', 'by']];
  for (const { planter, planted } of kinds) {
    const share = (some: readonly PlantedFindings[], wanted: ReadonlyArray<string | null>) =>
      percent(some.filter((one) => wanted.includes(severityOf(one))).length / some.length);
    const half = (read: boolean) => planted.filter(({ error }) => isRead(error.article) === read);
    rows.push([
      planter.kind,
      `${planted.length}`,
      share(planted, ['error']),
      share(planted, ['error', 'warning']),
      share(half(true), ['error', 'warning']),
      share(half(false), ['error', 'warning']),
      planter.what,
      rulesOf(planted),
    ]);
  }
  return inColumns(rows);
}

/** The rules that found most of them. */
function rulesOf(planted: readonly PlantedFindings[]): string {
  const counts = new Map<string, number>();
  for (const { found } of planted) {
    const rules = settleFindings(found, allowedSeverity)
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

function tabulateAlarms(): string {
  const rows = [['untouched', 'segments', 'with an error', 'with a warning']];
  for (const [name, fits] of halves()) {
    const some = references.filter(fits);
    const segments = some.reduce((sum, one) => sum + one.translation.segments.length, 0);
    const [errors, warnings] = severities
      .slice(0, 2)
      .map((severity) => some.reduce((sum, one) => sum + segmentsWith(one, severity), 0));
    rows.push([
      name,
      `${segments}`,
      `${errors} (${percent((errors ?? 0) / segments)})`,
      `${warnings} (${percent((warnings ?? 0) / segments)})`,
    ]);
  }
  return inColumns(rows);
}

function halves(): ReadonlyArray<readonly [string, (reference: Reference) => boolean]> {
  const corpora = [...new Set(references.map(({ corpus = 'file' }) => corpus))];
  return [
    ['read', isRead],
    ['apart', (reference) => !isRead(reference)],
    ...corpora.map((name) => [name, ({ corpus = 'file' }: Reference) => corpus === name] as const),
  ];
}

/** Segments whose gravest finding is of this severity. */
function segmentsWith(reference: Reference, severity: Finding['severity'] | null): number {
  const found = settleFindings(before.get(reference) ?? [], allowedSeverity);
  return reference.translation.segments.filter(
    ({ n }) => gravest(found.filter(({ segment }) => segment === n)) === severity,
  ).length;
}

function showMissed({ planter, planted }: MeasuredKind): void {
  for (const one of planted) {
    const severity = severityOf(one);
    if (!isRead(one.error.article) || severity === 'error' || severity === 'warning') continue;
    const at = one.error.article.translation.segments.findIndex(({ n }) => n === one.error.at[0]);
    const right = one.error.article.translation.segments[at];
    const spoilt = one.error.spoilt.segments[at];
    print(
      `${planter.kind} ${one.error.article.id} ${right?.n}\n  nl ${right?.nl}\n  en ${spoilt?.en}\n  was: ${changedPart(right?.en ?? '', spoilt?.en ?? '')}`,
    );
  }
}

/** What was there, and what came in its place. */
function changedPart(right: string, spoilt: string): string {
  let start = 0;
  while (start < right.length && right[start] === spoilt[start]) start += 1;
  let end = 0;
  const most = Math.min(right.length, spoilt.length) - start;
  while (end < most && right.at(-1 - end) === spoilt.at(-1 - end)) end += 1;
  const from = right.lastIndexOf(' ', start) + 1;
  return `${right.slice(from, right.length - end)} → ${spoilt.slice(from, spoilt.length - end)}`;
}

function showAlarms(): void {
  for (const reference of references.filter(isRead)) {
    for (const { severity, rule, check, segment, message } of settleFindings(
      before.get(reference) ?? [],
      allowedSeverity,
    )) {
      if (severity !== 'hint')
        print(`alarm ${severity} ${rule ?? check} ${reference.id} ${segment}: ${message}`);
    }
  }
}
