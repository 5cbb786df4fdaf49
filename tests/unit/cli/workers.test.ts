import { expect, test } from 'vitest';
import { countWorkers } from '../../../src/cli/run/workers-beside.ts';

test.each([
  { asked: undefined, connected: 0, started: 1 },
  { asked: undefined, connected: 2, started: 0 },
  { asked: 0, connected: 0, started: 0 },
  { asked: 3, connected: 0, started: 3 },
  { asked: 3, connected: 2, started: 3 },
])('$asked workers asked for, $connected connected: $started are started', (given) => {
  const { asked, connected, started } = given;
  expect(countWorkers(asked, connected)).toEqual({ started, connected });
});
