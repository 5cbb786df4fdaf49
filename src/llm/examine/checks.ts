import type { Check } from './check.ts';
import { answerChecks } from './check-answers.ts';
import { batchApiChecks } from './check-batch-api.ts';
import { connectionChecks } from './check-connection.ts';
import { countChecks } from './check-counts.ts';
import { errorChecks } from './check-errors.ts';
import { streamChecks } from './check-streams.ts';

/** Everything there is to look at, in this order: later checks rely on what earlier ones found. */
export const allChecks: readonly Check[] = [
  ...connectionChecks,
  ...answerChecks,
  ...countChecks,
  ...streamChecks,
  ...errorChecks,
  ...batchApiChecks,
];
