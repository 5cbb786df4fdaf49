/*
 * `npm run bench:blocks`: how long texts that nobody writes keep the event loop of a worker to
 * themselves, in milliseconds of CPU, at the size that an article may have. `-- NAME` for those whose
 * name has this in it.
 */
import { longestBlocks, type PathStep, pathSteps } from '../support/article-path.ts';
import { pathologicalTexts } from '../support/pathological.ts';

const articleSize = 199_000;
/** Of checks, whose blocks come again and again, so much is enough; `--whole` does all. */
const enoughMs = 1_000;
/** What a worker may be away for. */
const limitMs = 250;

const args = process.argv.slice(2);
const isWhole = args.includes('--whole');
const wanted = args.find((arg) => !arg.startsWith('--')) ?? '';
const print = (line: string) => process.stdout.write(`${line}\n`);
const texts = pathologicalTexts(articleSize).filter(({ name }) => name.includes(wanted));

print(`| text | ${pathSteps.join(' | ')} | in all |`);
print(`| --- | ${pathSteps.map(() => '--: | ').join('')}--: |`);
let longest = 0;
for (const text of texts) {
  const blocks = await longestBlocks(text, isWhole ? {} : { maxCpuMs: enoughMs });
  longest = Math.max(longest, ...blocks.values().map((block) => block.longest));
  const total = blocks.values().reduce((sum, block) => sum + block.total, 0);
  const cell = (step: PathStep) => Math.round(blocks.get(step)?.longest ?? 0);
  print(`| ${text.name} | ${pathSteps.map(cell).join(' | ')} | ${Math.round(total)} |`);
}
print(
  `\n${texts.length} texts of ${articleSize.toLocaleString('en-US')} characters, each step of checks ` +
    (isWhole ? 'to its end.' : `for ${enoughMs} ms.`),
);
print(`The longest block: ${Math.round(longest)} ms of CPU; at most ${limitMs}.`);
if (longest > limitMs) process.exitCode = 1;
