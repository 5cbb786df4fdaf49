import { parseArgs } from 'node:util';

/** What `npm run bench:checks` was asked for. */
export const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    // What is planted, and in what.
    kind: { type: 'string', multiple: true },
    corpus: { type: 'string', multiple: true },
    half: { type: 'string' },
    sentences: { type: 'string' },
    copies: { type: 'string' },
    seed: { type: 'string', default: '7' },
    // What is shown.
    missed: { type: 'boolean', default: false },
    alarms: { type: 'boolean', default: false },
    rules: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    // What is done.
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

/** One question was asked, instead of the whole measurement. */
export const isQuestion =
  options.kind !== undefined ||
  options.corpus !== undefined ||
  options.half !== undefined ||
  options.sentences !== undefined ||
  options.missed ||
  options.alarms;
