import { describe, expect, test } from 'vitest';
import type { CheckName, Finding } from '../../../src/contract.ts';
import { type Edit, isAccepted } from '../../../src/translate/accept-edit.ts';

const nl =
  'De wethouder wil 12 bruggen vervangen. Dat kost de gemeente volgend jaar veel geld. ' +
  'Volgens hem raakte niemand gewond.';
const before =
  'The alderman wants to replace 21 bridges. That will cost the city a lot of money next year. ' +
  'According to him nobody was injured.';

/** A finding that marks these words. */
function found(
  check: CheckName,
  { dutch, english }: { dutch?: string; english?: string } = {},
  severity: Finding['severity'] = 'error',
): Finding {
  const mark = (text: string, words: string | undefined): Array<[number, number]> =>
    words === undefined ? [] : [[text.indexOf(words), text.indexOf(words) + words.length]];
  const marks = { nl: mark(nl, dutch), en: mark(before, english) };
  return { check, severity, segment: 1, message: check, marks };
}

const wrongNumber = found('numbers', { dutch: '12', english: '21' });

function accepts(
  after: string,
  was: readonly Finding[],
  is: readonly Finding[] = [],
  more: Partial<Edit> = {},
): Promise<boolean> {
  const findings = { before: was, after: is };
  return isAccepted({ nl, before, after, findings, isConfirmed: () => false, ...more });
}

const right = before.replace('21', '12');

describe('new English takes the place of the old', () => {
  test('where it changes what the finding names, and little besides', async () => {
    expect(await accepts(right, [wrongNumber])).toBe(true);
    expect(await accepts(right.replace('The alderman', 'This councillor'), [wrongNumber])).toBe(
      true,
    );
  });

  test('where another check doubts the same sentence, or a second opinion shares the error', async () => {
    const rewritten = before.replace(
      'The alderman wants to replace 21 bridges.',
      'In all, as many as twelve of the old crossings are to make way for new ones, he hopes.',
    );
    const name = found('names', { english: 'alderman' }, 'warning');
    expect(await accepts(rewritten, [wrongNumber])).toBe(false);
    expect(await accepts(rewritten, [wrongNumber, name])).toBe(true);
    expect(await accepts(rewritten, [wrongNumber], [], { isConfirmed: () => true })).toBe(true);
    // Not by a check that looks at the same, nor by one that doubts another sentence.
    expect(await accepts(rewritten, [wrongNumber, found('dates', { english: '21' })])).toBe(false);
    const elsewhere = found('names', { english: 'injured' }, 'warning');
    expect(await accepts(rewritten, [wrongNumber, elsewhere])).toBe(false);
  });

  test('whatever it changes, where the old is no rendering at all', async () => {
    expect(await accepts('All new.', [found('untranslated')])).toBe(true);
  });

  test('where what was dropped is added', async () => {
    const short = before.slice(0, before.indexOf(' That will'));
    const dropped = found('coverage' as CheckName, {
      dutch: 'Dat kost de gemeente volgend jaar veel geld.',
    });
    const findings = { before: [dropped], after: [] };
    const after = `${short} That will cost the city a lot of money next year.`;
    expect(await isAccepted({ nl, before: short, after, findings, isConfirmed: () => false })).toBe(
      true,
    );
  });
});

describe('the old English stays', () => {
  test('where the change reaches into another sentence', async () => {
    const after = right.replace('nobody was injured', 'somebody was injured');
    expect(await accepts(after, [wrongNumber])).toBe(false);
  });

  test('where as much is found as before, or a check finds more', async () => {
    expect(await accepts(right, [wrongNumber], [wrongNumber])).toBe(false);
    const two = [wrongNumber, found('numbers', { english: 'next' })];
    expect(await accepts(right, two, [found('names')])).toBe(false);
    expect(await accepts(right, [wrongNumber], [found('names', {}, 'warning')])).toBe(false);
  });

  test('where a long text is written anew for a finding that marks nothing', async () => {
    const { marks: _, ...unmarked } = wrongNumber;
    expect(await accepts(right, [unmarked])).toBe(true);
    expect(
      await accepts('Twelve crossings will go; it costs a fortune; all are well.', [unmarked]),
    ).toBe(false);
  });
});
