import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

// Node keeps what it compiled: a worker of a second run begins in half the time, and so do the
// commands that tests start. It is where `tolk` keeps it too.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');

/** No promise: what still runs after this hangs. Tests wait as long, also on a busy machine. */
const hangsAfterMs = 240_000;

export default defineConfig({
  test: {
    include: ['tests/{unit,integration,process,long}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: hangsAfterMs,
    hookTimeout: hangsAfterMs,
    expect: { poll: { timeout: hangsAfterMs, interval: 20 } },
    // Nothing in the modules keeps what a test leaves; loading them again for each file takes long.
    // For the same reason they are one project: another would have worker processes of its own.
    isolate: false,
    // Node runs the sources as they are, as it does for `tolk`: nothing is translated for the tests.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Most tests wait more than they work: five keep two cores busy.
    maxWorkers: 5,
    sequence: { sequencer: LongestFirst },
  },
});
