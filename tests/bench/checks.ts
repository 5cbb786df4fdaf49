/*
 * `npm run bench:checks`: planted errors the checks find, false alarms, and the time they take.
 * `-- FILE.jsonl` reads other references; `-- --missed` shows what was missed.
 */
import { performance } from 'node:perf_hooks';
import { checkTranslation } from '../../src/check/check.ts';
import { readReferences } from '../support/articles.ts';
import { falseAlarms, measurePlant, type Plant, plants } from '../support/planted.ts';
import { Measures } from './measures.ts';

const copies = 200;
const seed = 7;
const goals: Readonly<Record<Plant, number>> = {
  number: 0.98,
  name: 0.9,
  negation: 0.8,
  dropped: 0.98,
  swapped: 0.98,
  untranslated: 0.98,
};
const maxAlarms = 0.02;
const maxCpuMs = 2;
const wordsPerArticle = 500;

const shown = process.argv.includes('--missed');
const references = readReferences(
  process.argv.slice(2).find((argument) => !argument.startsWith('--')),
);
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
const measures = new Measures();

if (references.length === 0) {
  process.stderr.write(
    'bench:checks needs articles with references: set TOLK_CORPUS_DIR, or name a file of them\n',
  );
  process.exit(0);
}
for (const kind of plants) {
  const { planted, asError, asAny, missed } = measurePlant(kind, references, copies, seed);
  const share = asError / planted;
  measures.add({
    what: `${kind}: found of ${planted}`,
    value: `${percent(share)} (with warnings ${percent(asAny / planted)})`,
    limit: `at least ${percent(goals[kind])}`,
    holds: share >= goals[kind],
  });
  if (shown)
    for (const { id, nl, en } of missed) process.stdout.write(`${kind} ${id}\n  ${nl}\n  ${en}\n`);
}

const alarms = falseAlarms(references);
measures.add({
  what: `errors raised on ${alarms.segments} untouched segments`,
  value: `${alarms.alarmed} (${percent(alarms.alarmed / alarms.segments)})`,
  limit: `at most ${percent(maxAlarms)}`,
  holds: alarms.alarmed <= alarms.segments * maxAlarms,
});
if (shown)
  for (const { check, segment, message } of alarms.findings)
    process.stdout.write(`alarm ${check} ${segment} ${message}\n`);

const words = references.reduce(
  (sum, { translation }) =>
    sum + translation.segments.reduce((own, { nl }) => own + nl.split(/\s+/).length, 0),
  0,
);
const rounds = 20;
const run = () => {
  for (const { title, translation } of references) checkTranslation(title, translation);
};
run();
const began = process.cpuUsage();
const start = performance.now();
for (let round = 0; round < rounds; round += 1) run();
const { user, system } = process.cpuUsage(began);
const cpuMs = ((user + system) / 1_000 / rounds / words) * wordsPerArticle;
const seconds = (performance.now() - start) / 1_000;
const wordsPerSecond = Math.round((rounds * words) / seconds).toLocaleString('en-US');
measures.add({
  what: `CPU for ${wordsPerArticle} words (${wordsPerSecond} words a second)`,
  value: `${cpuMs.toFixed(2)} ms`,
  limit: `under ${maxCpuMs} ms`,
  holds: cpuMs < maxCpuMs,
});

process.exitCode = measures.print(`${references.length} articles, seed ${seed}`);
