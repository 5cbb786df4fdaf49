/*
 * `npm run bench`: how fast, lean and cheap Tolk is, on this machine, now. Each figure stands beside
 * a limit or a peer of the same run, since machines differ. Starts its own Redis, and an LLM server
 * that answers at once, or after a second, with the English of a translator.
 *
 * `-- --quick` measures less, for CI; `--only cpu,enqueue` some of it; `--json` prints JSON; `--svg DIR`
 * draws each section; `--profile DIR` keeps the CPU profile of a worker, for Chrome's DevTools.
 * `TOLK_CORPUS_DIR` takes the paragraphs from the corpora instead of those written for Tolk.
 */
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCpu, measureLatency, measurePeers, measureWorkers } from './speed/calls.ts';
import { writeChart } from './speed/chart.ts';
import { readParagraphs } from './speed/corpus.ts';
import { measureEnqueue, measureRecords } from './speed/enqueue.ts';
import { type Figure, isReached, showFigures } from './speed/figures.ts';
import { measureMoney } from './speed/money.ts';
import { measureCommand, measureLongArticle, measureWaits } from './speed/waits.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    svg: { type: 'string' },
    profile: { type: 'string' },
  },
});

const sections = {
  cpu: measureCpu,
  peers: measurePeers,
  latency: measureLatency,
  workers: measureWorkers,
  enqueue: measureEnqueue,
  records: measureRecords,
  waits: measureWaits,
  long: measureLongArticle,
  money: measureMoney,
  command: measureCommand,
};
const only = values.only?.split(',');
const unknown = only?.filter((name) => !Object.hasOwn(sections, name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(
    `bench: --only ${unknown.join(', ')}: there is ${Object.keys(sections).join(', ')}\n`,
  );
  process.exit(2);
}

const extent = {
  pairs: readParagraphs(process.env['TOLK_CORPUS_DIR']),
  isQuick: values.quick,
  profiles: values.profile,
};
if (values.svg) mkdirSync(values.svg, { recursive: true });
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(sections)) {
  if (only && !only.includes(name)) continue;
  process.stderr.write(`bench: ${name} …\n`);
  const measured = await measure(extent);
  if (values.svg) writeChart(values.svg, name, measured);
  figures.push(...measured);
}
const written = values.json ? JSON.stringify(figures, null, 2) : asTable();
await new Promise((ended) => process.stdout.write(`${written}\n`, ended));
// A line to a Redis that is stopped by now may be made again and again.
process.exit();

function asTable(): string {
  const missed = figures.filter((figure) => !isReached(figure)).length;
  const verdict = missed === 0 ? 'all goals reached' : `${missed} goals not reached`;
  const day = new Date().toISOString().slice(0, 10);
  return `${showFigures(figures)}\n${verdict} (${day}, ${cpus().length} cores)`;
}
