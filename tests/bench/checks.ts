/*
 * `npm run bench:checks`: planted errors the checks find, false alarms, and the time they take.
 * `-- FILE.jsonl` reads other references; `-- --missed` shows what was missed.
 */
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
/** CPU of all checks over that of splitting the same texts into words. */
const maxCpuRatio = 9;
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
/** CPU of `work`, in milliseconds for an article of the usual length. */
function cpuMsOf(work: () => void): number {
  work();
  const began = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) work();
  const { user, system } = process.cpuUsage(began);
  return ((user + system) / 1_000 / rounds / words) * wordsPerArticle;
}

const checking = cpuMsOf(() => {
  for (const { title, translation } of references) checkTranslation(title, translation);
});
// The peer: Node's own word segmentation of the same texts. A machine's speed cancels out.
const segmenters = {
  nl: new Intl.Segmenter('nl', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
};
let seen = 0;
const segmenting = cpuMsOf(() => {
  for (const { translation } of references) {
    for (const { nl, en } of translation.segments) {
      for (const _ of segmenters.nl.segment(nl)) seen += 1;
      for (const _ of segmenters.en.segment(en)) seen += 1;
    }
  }
});
const ratio = checking / segmenting;
measures.add({
  what: `CPU for ${wordsPerArticle} words: ${checking.toFixed(2)} ms; over word segmentation by Node`,
  value: `${ratio.toFixed(2)} times`,
  limit: `at most ${maxCpuRatio} times`,
  holds: seen > 0 && ratio <= maxCpuRatio,
});

process.exitCode = measures.print(`${references.length} articles, seed ${seed}`);
