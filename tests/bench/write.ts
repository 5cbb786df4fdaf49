import { readFileSync, writeFileSync } from 'node:fs';
import type { MeasuredPrecision } from '../../src/check/precision.ts';
import { withGenerated } from '../support/documents.ts';
import { type Form, figuresOf, reachedFile } from './judge-checks.ts';
import { toMarkdown } from './markdown.ts';
import { countSegments } from './observe.ts';
import type { Observations } from './precision.ts';
import type { Figures } from './tables.ts';

const precisionFile = 'src/check/measured-precision.ts';

/** Writes the precision of every rule for the checks to keep to. */
export function writePrecision(
  { rules, least }: MeasuredPrecision,
  { references, kinds }: Observations,
): void {
  const date = new Date().toISOString().slice(0, 10);
  const planted = kinds.reduce((sum, kind) => sum + kind.planted.length, 0);
  const fields = [
    `date: '${date}'`,
    `segments: ${countSegments(references)}`,
    `planted: ${planted}`,
  ];
  const measurement = `{\n${fields.map((field) => `  ${field},\n`).join('')}}`;
  const rows = Object.entries(rules).flatMap(([rule, { error, warning }]) =>
    Object.entries({ error, warning }).flatMap(([asksFor, seen]) =>
      seen
        ? `  ['${rule}', '${asksFor}', ${seen.precision}, ${seen.falseAlarms}, ${seen.found}, ${seen.alarms}],\n`
        : [],
    ),
  );
  const source = readFileSync(precisionFile, 'utf8')
    .replace(/(measurement: Measurement \| null =)[^;]*;/, `$1 ${measurement};`)
    .replace(/(leastPrecision =)[^;]*;/, `$1 { error: ${least.error}, warning: ${least.warning} };`)
    .replace(/(precisionRows: readonly PrecisionRow\[\] = )\[[^;]*\];/, `$1[\n${rows.join('')}];`);
  writeFileSync(precisionFile, source);
}

/** Writes what was reached, by form. */
export function writeReached(figures: Readonly<Record<Form, Figures>>): void {
  const sharesOf = (form: Form) =>
    Object.fromEntries(
      figuresOf(figures[form]).map(({ what, share }) => [what, Math.round(share * 1e3) / 1e3]),
    );
  const reached = { whole: sharesOf('whole'), short: sharesOf('short') };
  writeFileSync(reachedFile, `${JSON.stringify(reached, null, 2)}\n`);
}

/** Writes the figures of the checks' README. */
export function writeReadme(figures: Figures): void {
  const file = 'src/check/README.md';
  writeFileSync(file, withGenerated(readFileSync(file, 'utf8'), 'planted', toMarkdown(figures)));
}
