import type { ArticleResult, DoneResult } from '../contract.ts';

/** The fields of a done article that `--json` prints, in order. */
const doneFields = [
  'id',
  'status',
  'source',
  'translation',
  'summary',
  'findings',
  'usage',
  'costUsd',
  'model',
  'promptVersion',
  'gloss',
  'language',
  'provenance',
  'escalation',
  'verification',
  'attempt',
  'timings',
  'retranslation',
] as const satisfies ReadonlyArray<keyof DoneResult>;

/** Orders a result's fields for `--json`. */
export function toJson(result: ArticleResult): Record<string, unknown> {
  const { id, status, source, attempt } = result;
  switch (result.status) {
    case 'queued':
      return { id, status, source, attempt, lastError: result.lastError };
    case 'active':
      return { id, status, source, attempt };
    case 'failed':
      return { id, status, source, error: result.error, attempt, timings: result.timings };
    case 'done':
      return Object.fromEntries(doneFields.map((field) => [field, result[field]]));
  }
}
