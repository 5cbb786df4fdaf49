import { cpus } from 'node:os';
import type { Finding } from '../../src/contract.ts';
import type { MeasuredKind } from '../support/planted.ts';
import { goalOfNegation, goalOfOpposites, goalRows } from './goals.ts';
import { countSegments, type Observed, segmentsWith } from './observe.ts';
import { isOfCorpus } from './precision.ts';
import { articlesWithoutError, type Figures, percent, shareFound } from './tables.ts';

/** The figures of src/check/README.md. */
export function toMarkdown({ observed, pairs, cpu }: Figures): string {
  const first = observed.get(1);
  if (!first) return '';
  const date = new Date().toISOString().slice(0, 10);
  const planted = first.kinds.reduce((sum, kind) => sum + kind.planted.length, 0);
  const lines = [
    `${date}, ${cpus().length} cores, ${planted.toLocaleString('en')} errors planted in the English of` +
      ` four corpora (\`npm run bench:checks -- --markdown\`); to be reached in brackets:`,
    '',
    '| planted | found | as an error | the kind found least |',
    '| --- | --- | --- | --- |',
    ...goalRows.map(({ what, kinds, goal }) =>
      toRow(first, `${what} (${percent(goal, 0)})`, kinds),
    ),
    ...[...observed].flatMap(([sentences, at]) => negationRow(sentences, at)),
    toRow(
      first,
      `opposites, direction, time, sex, roles (${percent(goalOfOpposites, 0)})`,
      kindsOf(first, 'opposites'),
    ),
    toRow(first, 'what only a reader can see: tense, cause, persons', kindsOf(first, 'meaning')),
    '',
    '| English of translators | segments | with an error | with a warning |',
    '| --- | --- | --- | --- |',
    ...[...observed].map(([sentences, at]) => untouchedRow(sentences, at)),
    '',
    `Of articles of eight segments ${percent(articlesWithoutError(first))} have no error.` +
      (pairs
        ? ` Of ${pairs.wrong} wrong sentences written for this ${percent(pairs.found / pairs.wrong)} are found` +
          ` (${percent(pairs.asError / pairs.wrong)} as an error), of ${pairs.right} right ones` +
          ` ${percent(pairs.alarmed / pairs.right)} are alarmed.`
        : ''),
    '',
    `500 words cost ${cpu.checking.toFixed(1)} ms of CPU, ${(cpu.checking / cpu.segmenting).toFixed(1)} times what` +
      ` splitting them into words costs; in an article of 50,000 words ${cpu.long.toFixed(1)} ms.`,
  ];
  return lines.join('\n');
}

function toRow(observed: Observed, what: string, names: readonly string[]): string {
  const kinds = observed.kinds.filter(
    ({ planter, planted }) => names.includes(planter.kind) && planted.length > 0,
  );
  const least = kinds.toSorted((a, b) => shareFound(observed, a) - shareFound(observed, b))[0];
  const mean = (as: readonly string[]) =>
    kinds.reduce((sum, kind) => sum + shareFound(observed, kind, { as }), 0) / kinds.length;
  return `| ${what} | ${percent(mean(['error', 'warning']))} | ${percent(mean(['error']))} | ${describe(observed, least)} |`;
}

function describe(observed: Observed, kind: MeasuredKind | undefined): string {
  return kind ? `${kind.planter.what}: ${percent(shareFound(observed, kind), 0)}` : '';
}

function kindsOf(observed: Observed, group: string): string[] {
  return observed.kinds.flatMap(({ planter }) => (planter.group === group ? [planter.kind] : []));
}

function negationRow(sentences: number, observed: Observed): string[] {
  const goal = goalOfNegation[sentences];
  const length = sentences === 1 ? 'segments as they are' : `${sentences} sentences a segment`;
  const what = `a negation lost or added, ${length}${goal ? ` (${percent(goal, 0)})` : ''}`;
  return [toRow(observed, what, ['negation-lost', 'negation-added'])];
}

function untouchedRow(sentences: number, observed: Observed): string {
  const segments = countSegments(observed.references.filter(isOfCorpus));
  const share = (severity: Finding['severity']) =>
    percent(segmentsWith(observed, severity, isOfCorpus) / segments);
  const what = sentences === 1 ? 'as it is' : `joined to ${sentences} sentences a segment`;
  const [error, warning] = sentences === 1 ? [' (1.5%)', ' (6%)'] : ['', ''];
  return `| ${what} | ${segments} | ${share('error')}${error} | ${share('warning')}${warning} |`;
}
