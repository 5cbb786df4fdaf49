#!/usr/bin/env node
/*
 * The article worker as a process: takes articles from the queue until SIGTERM, then finishes what it
 * has. `node workers/article.ts [--concurrency 50 …]`; `tolk worker` starts the same, and its --help
 * tells the flags.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { runProcess } = await import('../src/cli/process.ts');
await runProcess(['worker', ...process.argv.slice(2)]);
