import { expect, test } from 'vitest';
import { sniffTable } from '../../../src/corpus/sniff-table.ts';

const long = 'De gemeente vernieuwt de brug. '.repeat(300);

test.each([
  ['titel,tekst\nBrug,De brug gaat dicht.\n', 'csv'],
  ['Titel;Tekst\r\nBrug;"De brug; en de sluis, gaan dicht."\r\n', 'csv'],
  ['titel\tinhoud\nBrug\tDe brug gaat dicht.\n', 'tsv'],
  ['\ufefftitel|datum|x\nBrug|2024-05-17|1\n', 'csv'],
  ['sep=;\na;b\nc;d\n', 'csv'],
  ['"id","body"\n"1","Eerste regel.\n\nTweede regel."\n', 'csv'],
  ['a;b;c\n1;2;3\n4;5;6\n', 'perhaps'],
  ['een\ttwee\tdrie\n1\t2\t3\n4\t5\t6\n', 'perhaps'],
  ['Titel; tekst\n\nDe brug gaat dicht, zegt de gemeente.\n', null],
  ['Amsterdam, Rotterdam\nUtrecht, Den Haag\nLeiden, Delft\n', null],
  ['Tekst, beeld en geluid.\nEen avond, een dag.\n', null],
  ['De brug is dicht.\n\nDat zegt de gemeente.\n', null],
  [`titel,tekst\nBrug,"${long}"\n`.slice(0, 4_096), 'csv'],
  [`titel,x\nBrug,"${long}"\n`.slice(0, 4_096), null],
  ['', null],
])('%j is %s', (text, expected) => {
  expect(sniffTable(Buffer.from(text))).toBe(expected);
});
