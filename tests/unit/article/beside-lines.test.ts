import { expect, test } from 'vitest';
import { withoutBesideLines } from '../../../src/article/beside-lines.ts';

const text = 'De gemeente bouwt volgend jaar een nieuwe brug over het kanaal bij het dorp.';
const reasonsOf = (line: string) =>
  withoutBesideLines(`${text}\n\n${line}\n\n${text}\n\n${text}`).reasons;

test.each([
  'Beeld: Ada Bos',
  'Foto: eigen foto',
  "Foto's: Ada Bos",
  'Illustratie door Ada Bos',
  'Foto: gemeente Veenbrug',
])('"%s" is a credit', (line) => {
  expect(reasonsOf(line)).toEqual(['credit']);
});

test.each([
  'Beeld: zo verandert de stad',
  "Foto's: dit is de nieuwe brug",
  'Foto – zo ziet de kade eruit',
  'Beeld: 3 vragen over de brug',
  'Illustratie door kinderen van groep 7',
  'Copyright op muziek moet anders, zegt de wethouder.',
])('"%s" is a heading', (line) => {
  expect(reasonsOf(line)).toEqual([]);
});
