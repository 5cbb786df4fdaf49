import type { OutputRow } from '../../src/corpus/write/row.ts';
import { someUsage } from './outcomes.ts';

/** A text with all that formats give a meaning to. */
export const nasty = 'Zij zei: "5 < 6 & 7 > 3", en\tdat; is\u0003 waar.';

/** A row of an output, whatever comes before it. */
export function makeRow(seq: number): OutputRow {
  return {
    seq,
    place: `corpus.jsonl:${seq}`,
    id: `rij/${seq} "x"`.replaceAll(' ', '_'),
    status: 'done',
    source: {
      title: 'Kop',
      date: '2024-03-12',
      source: null,
      url: null,
      meta: { rubriek: 'regio' },
    },
    attempt: 1,
    translation: {
      title: 'Heading',
      segments: [{ n: 1, nl: nasty, en: `She said ${seq}: "5 < 6 & 7 > 3".` }],
    },
    summary: { headline: 'h', tldr: 't', bullets: [{ text: 'b', segments: [1] }], abstract: 'a' },
    findings: [{ check: 'numbers', severity: 'error', segment: 1, message: 'm' }],
    usage: someUsage,
    costUsd: seq % 2 === 0 ? null : 0.125,
    model: 'm',
    promptVersion: 'p',
    gloss: false,
    language: 'nl',
    provenance: [],
    escalation: null,
    verification: null,
    timings: { queuedMs: 0, activeMs: 1 },
  };
}
