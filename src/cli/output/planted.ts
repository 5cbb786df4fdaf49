import Table from 'cli-table3';
import type {
  PlantedEvaluation,
  PlantedKindResult,
} from '../../evaluate/planted/evaluate-planted.ts';

/** A table of the kinds of planted error, and what is said of the English without them. */
export function tabulatePlanted(evaluation: PlantedEvaluation): string {
  const { articles, segments, planted, untouched, kinds } = evaluation;
  const isVerified = untouched.verified !== null;
  const table = new Table({
    head: ['planted', '', 'of it found', 'as an error', ...(isVerified ? ['by the verifier'] : [])],
    style: { head: [], border: [] },
    colAligns: ['left', ...Array<'right'>(isVerified ? 4 : 3).fill('right')],
  });
  for (const kind of kinds.filter((some) => some.planted > 0)) {
    table.push([
      `${kind.group}: ${kind.what}`,
      kind.planted,
      share(kind.found, kind.planted),
      share(kind.asError, kind.planted),
      ...(isVerified ? [share(kind.verified ?? 0, kind.planted)] : []),
    ]);
  }
  const sum = (count: (kind: PlantedKindResult) => number) =>
    kinds.reduce((total, kind) => total + count(kind), 0);
  table.push([
    'all',
    planted,
    share(
      sum(({ found }) => found),
      planted,
    ),
    share(
      sum(({ asError }) => asError),
      planted,
    ),
    ...(isVerified
      ? [
          share(
            sum(({ verified }) => verified ?? 0),
            planted,
          ),
        ]
      : []),
  ]);
  return [
    table.toString(),
    `Before anything was planted: of ${segments} segments of ${articles} articles ` +
      `${untouched.errors} have an error (${share(untouched.errors, segments)}), ` +
      `${untouched.warnings} a warning (${share(untouched.warnings, segments)})` +
      `${isVerified ? `, ${untouched.verified} a doubt of the verifier` : ''}`,
  ].join('\n');
}

function share(count: number, of: number): string {
  return of === 0 ? '' : `${((100 * count) / of).toFixed(0)}%`;
}
