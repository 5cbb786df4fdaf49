import { expect, test } from 'vitest';
import { SilenceTeller } from '../../../src/cli/output/silence-teller.ts';
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

test('silence is told when Redis leaves two looks unanswered, once until it answers', () => {
  let told = 0;
  const silence = new SilenceTeller(() => {
    told += 1;
  });
  const look = (times: number) => {
    for (let at = 0; at < times; at += 1) silence.look();
    return told;
  };
  expect(look(2)).toBe(0);
  // A process that was busy for long hears the answer before its next look but one.
  silence.hear();
  expect(look(2)).toBe(0);
  expect(look(1)).toBe(1);
  expect(look(5)).toBe(1);
  silence.hear();
  expect(look(3)).toBe(2);
});
