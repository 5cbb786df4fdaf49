import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findAll, settleFindings } from '../../src/check/check.ts';
import { allowedSeverity, type MeasuredPrecision } from '../../src/check/precision.ts';

const pairSchema = z.object({
  kind: z.string(),
  nl: z.string(),
  right: z.string().nullable(),
  wrong: z.string().nullable(),
});

const trustDir =
  process.env['TOLK_TRUST_DIR'] ??
  join(process.env['TOLK_CORPUS_DIR'] ?? '../shared/corpus', '..', 'trust');

/** Right and wrong English for one Dutch sentence: what is found, and what is alarmed. */
export interface PairFigures {
  readonly wrong: number;
  readonly found: number;
  readonly asError: number;
  readonly right: number;
  readonly alarmed: number;
}

/**
 * Checks the pairs of `pairs.jsonl` in `TOLK_TRUST_DIR`, by default beside the corpora, with the
 * severities that the corpora allow.
 */
export function measurePairs(precision: MeasuredPrecision): PairFigures | null {
  const path = join(trustDir, 'pairs.jsonl');
  if (!existsSync(path)) return null;
  const pairs = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => pairSchema.parse(JSON.parse(line)));
  const severities = (nl: string, en: string) =>
    settleFindings(findAll(null, { title: null, segments: [{ n: 1, nl, en }] }), (rule, wanted) =>
      allowedSeverity(rule, wanted, precision),
    )
      .map(({ severity }) => severity)
      .filter((severity) => severity !== 'hint');
  const wrong = pairs.flatMap(({ nl, wrong }) => (wrong === null ? [] : [severities(nl, wrong)]));
  const right = pairs.flatMap(({ nl, right }) => (right === null ? [] : [severities(nl, right)]));
  return {
    wrong: wrong.length,
    found: wrong.filter((some) => some.length > 0).length,
    asError: wrong.filter((some) => some.includes('error')).length,
    right: right.length,
    alarmed: right.filter((some) => some.length > 0).length,
  };
}
