import { expect, test } from 'vitest';
import { brokenRule, fieldsOf, readFieldRules } from '../../../src/batch/field-rules.ts';

const article = {
  id: 'a1',
  title: 'Brug, sluis en “dijk”',
  date: '2024-05-17',
  source: 'Trouw',
  url: null,
  meta: { rubriek: 'Sport', jaar: 2024, Tags: ['fietsen', 'water'], leeg: null, date: 'gisteren' },
};

const fits = (rules: string) => brokenRule(fieldsOf(article), readFieldRules(rules)) === null;

test.each([
  ['source=Trouw', true],
  ['source = trouw', true],
  ['SOURCE==Trouw', true],
  ['source!=Trouw', false],
  ['source!=NRC', true],
  ['source=NRC|trouw', true],
  ['source!=NRC|Trouw', false],
  ['rubriek=sport,jaar=2024', true],
  ['rubriek=sport,jaar=2023', false],
  ['meta.rubriek=sport', true],
  ['title~sluis', true],
  ['title~kade', false],
  ['title!~kade', true],
  ['title="Brug, sluis en “dijk”"', true],
  ['tags=water', true],
  ['tags!=water', false],
  ['jaar>=2024', true],
  ['jaar>2024', false],
  ['jaar<10000', true],
  ['date=2024', true],
  ['date=2024-05', true],
  ['date=2023|2024-06', false],
  ['date<=2024-05', true],
  ['date>2024', false],
  ['date>2023', true],
  ['meta.date=gisteren', true],
  ['url=', true],
  ['leeg=', true],
  ['source=', false],
  ['source!=', true],
  ['onbekend=x', false],
  ['onbekend!=x', true],
  ['onbekend<5', false],
])('%s: %s', (rules, expected) => {
  expect(fits(rules)).toBe(expected);
});

test('the rule that does not hold is named, and whether its field is there', () => {
  const broken = (rules: string) => brokenRule(fieldsOf(article), readFieldRules(rules));
  expect(broken('source=Trouw,rubriek=kunst')).toEqual({ field: 'rubriek', isAbsent: false });
  expect(broken('rubreik=sport')).toEqual({ field: 'rubreik', isAbsent: true });
});

test('what is no rule is told', () => {
  expect(() => readFieldRules('Trouw')).toThrow(/--filter: "Trouw" is no rule like source=Trouw/);
  expect(() => readFieldRules('source=NRC,Trouw')).toThrow(/several values are source=Trouw\|NRC/);
  expect(() => readFieldRules('=Trouw')).toThrow(/is no rule/);
  expect(() => readFieldRules('jaar>')).toThrow(/"jaar>" has no value after >/);
});
