import type { ArticleResult } from '../contract.ts';

/** A result as `--json` prints it: the fields in the order the README shows them. */
export function toJson(result: ArticleResult): Record<string, unknown> {
  const { id, status, source, attempt } = result;
  switch (result.status) {
    case 'queued':
      return { id, status, source, attempt, lastError: result.lastError };
    case 'active':
      return { id, status, source, attempt };
    case 'failed':
      return { id, status, source, error: result.error, attempt, timings: result.timings };
    case 'done': {
      const {
        translation,
        summary,
        findings,
        usage,
        costUsd,
        model,
        promptVersion,
        gloss,
        timings,
      } = result;
      const { language, provenance, escalation } = result;
      return {
        id,
        status,
        source,
        translation,
        summary,
        findings,
        usage,
        costUsd,
        model,
        promptVersion,
        gloss,
        language,
        provenance,
        escalation,
        attempt,
        timings,
      };
    }
  }
}
