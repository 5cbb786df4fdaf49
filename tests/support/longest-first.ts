import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, the longest first. Whatever runs last is waited for alone, so these begin
 * before the others; a rough order is enough.
 */
const longest = [
  'faults',
  'batch-api-faults',
  'batch-crashes',
  'batch-api-limits',
  'batch-api',
  'corpus',
  'embedded-redis',
  'public-api',
  'cli',
  'batch-outcome',
  'batch-signals',
  'package',
  'batch-full-redis',
  'batch-pilot',
  'answers',
  'client',
  'take-over',
  'batch-estimate',
];

/** Also in a checkout in which nothing has been measured yet. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = longest.indexOf(/([^/]+)\.test\.ts$/.exec(moduleId)?.[1] ?? '');
  if (at >= 0) return at;
  // What starts servers and processes takes longer than what does not.
  const kinds = ['/tests/long/', '/tests/process/', '/tests/integration/', '/tests/unit/'];
  return longest.length + kinds.findIndex((kind) => moduleId.includes(kind));
}
