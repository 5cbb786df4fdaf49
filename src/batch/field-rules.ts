import { type FieldName, fieldNames } from '../corpus/entry.ts';
import { TolkError } from '../errors.ts';
import type { FieldRule } from '../store/batch-definition.ts';

/*
 * Rules on the fields of articles, as people write them:
 * `source=Trouw|NRC,rubriek!=sport,jaar>=2020`. All of them must hold. Upper and lower case are one, for names and for values.
 */

/** What a rule is asked of: the value of a field by its name; null where there is none. */
export type FieldsOf = (field: string) => string | readonly string[] | null;

/** An article, or what came of one, as far as rules look at it. */
export interface Described {
  readonly id?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly date?: string | null | undefined;
  readonly source?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

type OwnField = Exclude<FieldName, 'body'>;

const isOwn = (name: string): name is OwnField =>
  name !== 'body' && fieldNames.some((known) => known === name);

/**
 * The fields of an article: its own, and those of its source under the names that they have there;
 * `meta.date` is the source's where an article has its own.
 */
export function fieldsOf(article: Described): FieldsOf {
  return (field) => {
    const name = fold(field);
    const own = isOwn(name) ? article[name] : undefined;
    if (own !== undefined && own !== null) return own;
    const { meta = {} } = article;
    const bare = name.replace(/^meta\./, '');
    const key = Object.keys(meta).find((known) => fold(known) === bare);
    const value = key === undefined ? undefined : meta[key];
    if (value === undefined || value === null) return null;
    return Array.isArray(value) ? value.map(String) : String(value);
  };
}

/** A rule that does not hold. */
interface BrokenRule {
  readonly field: string;
  /** The article has no such field. */
  readonly isAbsent: boolean;
}

/** Why an article is left out: the field that is not what it has to be, or `no` and its name. */
export function whyBroken({ field, isAbsent }: BrokenRule): string {
  return isAbsent ? `no ${field}` : field;
}

/**
 * The first rule that does not hold, and whether its field is there at all; null where all hold.
 *
 * @example
 * brokenRule(fieldsOf({ source: 'NRC' }), readFieldRules('source=Trouw')); // source
 */
export function brokenRule(fieldOf: FieldsOf, rules: readonly FieldRule[]): BrokenRule | null {
  for (const rule of rules) {
    const value = fieldOf(rule.field);
    const values = value === null || typeof value === 'string' ? [value ?? ''] : value;
    if (!holds(rule, values)) return { field: rule.field, isAbsent: value === null };
  }
  return null;
}

function holds({ field, operator, values: wanted }: FieldRule, values: readonly string[]): boolean {
  const isAny = (test: (value: string, other: string) => boolean) =>
    values.some((value) => wanted.some((other) => test(value, other)));
  const isDate = fold(field) === 'date';
  const isSame = (value: string, other: string) =>
    isDate && other !== '' ? value.startsWith(other) : fold(value) === fold(other);
  switch (operator) {
    case '=':
      return isAny(isSame);
    case '!=':
      return !isAny(isSame);
    case '~':
      return isAny((value, other) => fold(value).includes(fold(other)));
    case '!~':
      return !isAny((value, other) => fold(value).includes(fold(other)));
    default:
      return isAny((value, other) => value !== '' && inOrder(compare(value, other), operator));
  }
}

function inOrder(order: number, operator: '<' | '<=' | '>' | '>='): boolean {
  if (order === 0) return operator === '<=' || operator === '>=';
  return operator.startsWith('<') ? order < 0 : order > 0;
}

/** As numbers where both are; else as text, of which `2024` is the same as `2024-05-01`. */
function compare(value: string, other: string): number {
  const [number, limit] = [Number(value), Number(other)];
  if (!Number.isNaN(number) && !Number.isNaN(limit)) return number - limit;
  const shown = fold(value).slice(0, other.length);
  const bound = fold(other);
  if (shown === bound) return 0;
  return shown < bound ? -1 : 1;
}

/** A text without what names and values do not differ in: case, and white space around. */
export function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

const ruleForm = /^([^=!~<>]+?)\s*(!=|!~|>=|<=|==|[=~<>])\s*(.*)$/su;

/**
 * Reads rules: a field, `=`, `!=`, `~` (contains), `!~`, `<`, `<=`, `>`, `>=`, and a value, or
 * several with `|` between them. `field=` asks for what has none. Quotation marks hold commas and `|`.
 *
 * @param flag what messages call it
 * @throws TolkError `usage.invalid`
 */
export function readFieldRules(text: string, flag = '--filter'): FieldRule[] {
  return splitOutsideQuotes(text, ',').map((rule) => {
    const [, field = '', sign = '=', value = ''] = ruleForm.exec(rule.trim()) ?? [];
    if (field === '') {
      const hint = text.includes(',') ? '; several values are source=Trouw|NRC' : '';
      const like = `source=Trouw or rubriek!=sport${hint}`;
      const message = `${flag}: "${rule.trim()}" is no rule like ${like}`;
      throw new TolkError('usage.invalid', message);
    }
    const operator = (sign === '==' ? '=' : sign) as FieldRule['operator'];
    const values = splitOutsideQuotes(value, '|').map(unquote);
    if (values.some((each) => each === '') && operator !== '=' && operator !== '!=') {
      const message = `${flag}: "${rule.trim()}" has no value after ${operator}`;
      throw new TolkError('usage.invalid', message);
    }
    return { field: unquote(field), operator, values };
  });
}

/** Splits at a sign that stands in no quotation marks. */
function splitOutsideQuotes(text: string, sign: ',' | '|'): string[] {
  const parts = text.match(sign === ',' ? /(?:"[^"]*"|[^,"]|")+/g : /(?:"[^"]*"|[^|"]|")+/g);
  return parts ?? [''];
}

function unquote(text: string): string {
  return text.trim().replace(/^"(.*)"$/s, '$1');
}
