import type {
  PlantedEvaluation,
  PlantedKindResult,
} from '../../evaluate/planted/evaluate-planted.ts';
import { type Cells, type Column, renderTable } from './table.ts';

const counted = (head: string): Column => ({ head, align: 'right' });

/** A table of the kinds of planted error, and what is said of the English without them. */
export function tabulatePlanted(evaluation: PlantedEvaluation, width?: number): string {
  const { articles, segments, planted, untouched, kinds } = evaluation;
  const isVerified = untouched.verified !== null;
  const rows = kinds
    .filter((kind) => kind.planted > 0)
    .map((kind): Counted => {
      const { found, asError, verified } = kind;
      return {
        name: `${kind.group}: ${kind.what}`,
        planted: kind.planted,
        found,
        asError,
        verified,
      };
    });
  const sum = (count: (row: Counted) => number) =>
    rows.reduce((total, row) => total + count(row), 0);
  const all: Counted = {
    name: 'all',
    planted,
    found: sum(({ found }) => found),
    asError: sum(({ asError }) => asError),
    verified: sum(({ verified }) => verified ?? 0),
  };
  const toCells = (row: Counted): Cells => [
    row.name,
    row.planted,
    share(row.found, row.planted),
    share(row.asError, row.planted),
    ...(isVerified ? [share(row.verified ?? 0, row.planted)] : []),
  ];
  const columns: Column[] = [
    { head: 'planted', wraps: true },
    ...['', 'found', 'as an error', ...(isVerified ? ['by the verifier'] : [])].map(counted),
  ];
  return [
    renderTable(columns, [...rows, all].map(toCells), width),
    `Before anything was planted: of ${segments} segments of ${articles} articles ` +
      `${untouched.errors} have an error (${share(untouched.errors, segments)}), ` +
      `${untouched.warnings} a warning (${share(untouched.warnings, segments)})` +
      `${isVerified ? `, ${untouched.verified} a doubt of the verifier` : ''}`,
  ].join('\n');
}

/** What is counted of a kind. */
interface Counted {
  readonly name: string;
  readonly planted: number;
  readonly found: number;
  readonly asError: number;
  readonly verified: PlantedKindResult['verified'];
}

function share(count: number, of: number): string {
  return of === 0 ? '' : `${((100 * count) / of).toFixed(0)}%`;
}
