import { NameComparison, type NameFindings, tooMany } from './name-comparison.ts';
import { checkNameOrder } from './name-order.ts';
import { checkNameRoles } from './name-roles.ts';
import type { CheckContext, PairCheck, PairFinding } from './pair-check.ts';
import { perPair } from './parse/pair.ts';
import { withNeighbours } from './places.ts';
import { unlessRendered } from './renderings.ts';
import { checkSpeakers } from './speakers.ts';

/*
 * A changed name: within aligned sentences one is gone from the English, and one has come that the
 * Dutch does not have. A name that is only gone is no fault, since a translator may write "he".
 */

/** A name in whose place there is another, or which is misspelt. */
export const checkNames: PairCheck = unlessRendered((pair, context) => {
  const { changed } = compareOnce(pair, context);
  if (changed.includes(tooMany)) return changed;
  const told = new Set(changed.flatMap(({ marks }) => marks?.en.map(([start]) => start) ?? []));
  const isNew = ({ marks }: PairFinding) => marks?.en.every(([start]) => !told.has(start));
  const placed = [checkSpeakers, checkNameOrder, checkNameRoles].flatMap((check) =>
    check(pair, context),
  );
  return [...changed, ...placed.filter(isNew)];
});

/** A name that was added. */
export const checkAddedNames: PairCheck = unlessRendered(
  (pair, context) => compareOnce(pair, context).added,
);

/** Two checks need the same comparison. */
const compareOnce = perPair((pair, context: CheckContext): NameFindings => {
  const all = withNeighbours(pair).map(({ bead, near }) =>
    new NameComparison(bead, near, context).findings(),
  );
  return {
    changed: all.flatMap(({ changed }) => changed),
    added: all.flatMap(({ added }) => added),
  };
});
