import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Tests that start no server of their own and share nothing; see tests/README.md. */
const unit: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] },
};

/** Tests in this process, against a real Redis and real HTTP servers. */
const integration: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'integration', include: ['tests/integration/**/*.test.ts'] },
};

/** Tests of what only a process has: signals, kills, groups, the packed package. */
const processes: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'process', include: ['tests/process/**/*.test.ts'] },
};

export default defineConfig({
  test: {
    projects: [unit, integration, processes],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nothing in the modules keeps what a test leaves; loading them again for each file takes long.
    isolate: false,
    // Most tests wait more than they work: three keep two cores busy.
    maxWorkers: 3,
  },
});
