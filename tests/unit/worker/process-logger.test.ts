import { expect, test } from 'vitest';
import { formatEvent } from '../../../src/worker/process-logger.ts';

test('an event is one line for people, whatever is in it', () => {
  const time = new Date(2024, 2, 12, 9, 5, 7).getTime();
  const event = {
    level: 40,
    time,
    pid: 7,
    event: 'article.retry',
    article: 'a1',
    reason: 'it said\r\n"no"\u001b[2J',
    tries: 2,
    articles: ['x', 'y'],
  };
  expect(formatEvent(`${JSON.stringify(event)}\n`)).toBe(
    '09:05:07 warn  article.retry        article=a1 reason="it said\\r\\n\\"no\\"\\u001b[2J" ' +
      'tries=2 articles=["x","y"]\n',
  );
});

test('what acts on a terminal is taken out of it, also where it has no blanks', () => {
  const event = { level: 30, time: 0, event: 'x\u001b[2J', id: 'a\u202eb\u009b2J' };
  const line = formatEvent(JSON.stringify(event));
  expect(line).toContain(' x[2J');
  expect(line).toContain('id=ab2J');
});
