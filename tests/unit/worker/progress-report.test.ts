import { expect, onTestFinished, test, vi } from 'vitest';
import { ProgressReport } from '../../../src/worker/progress-report.ts';

test('how far an article is, is said at once and then the latest now and then, until its end', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const sent: string[] = [];
  {
    using report = new ProgressReport<string>((progress) => void sent.push(progress));
    for (const step of ['translating', 'checking', 'summarising']) report.say(step);
    expect(sent).toEqual(['translating']);
    vi.advanceTimersByTime(1_000);
    expect(sent).toEqual(['translating', 'summarising']);
    vi.advanceTimersByTime(60_000);
    report.say('again');
    report.say('never sent');
  }
  vi.advanceTimersByTime(60_000);
  expect(sent).toEqual(['translating', 'summarising', 'again']);
});
