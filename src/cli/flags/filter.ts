import { readFieldRules } from '../../batch/field-rules.ts';
import { TolkError } from '../../errors.ts';
import type { BatchDefinition, FieldRule } from '../../store/batch-definition.ts';

type Filter = BatchDefinition['filter'];

/**
 * Rules of length, date and fields, separated by commas, as one filter, on top of those before. All
 * of them hold: of two on one bound the stricter counts.
 *
 * @throws TolkError `usage.invalid`
 */
export function readFilter(text: string, before: Filter = {}): Filter {
  return readFieldRules(text).map(toFilter).reduce(both, before);
}

/** What fits both. Dates compare as text, as they do where articles are chosen. */
function both(known: Filter, other: Filter): Filter {
  const most = <T extends string | number>(a: T | undefined, b: T | undefined) =>
    a === undefined || (b !== undefined && b > a) ? b : a;
  const least = <T extends string | number>(a: T | undefined, b: T | undefined) =>
    a === undefined || (b !== undefined && b < a) ? b : a;
  const fields = [...(known.fields ?? []), ...(other.fields ?? [])];
  const bounds = {
    minWords: most(known.minWords, other.minWords),
    maxWords: least(known.maxWords, other.maxWords),
    after: most(known.after, other.after),
    before: least(known.before, other.before),
    fields: fields.length > 0 ? fields : undefined,
  };
  return Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined));
}

const day = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** Length and the span of dates are kept apart: they were there before other fields. */
function toFilter(rule: FieldRule): Filter {
  const { field, operator, values } = rule;
  const name = field.toLowerCase();
  if (name === 'words') return toWords(rule);
  if (name !== 'date') return { fields: [rule] };
  if (!values.every((value) => value === '' || day.test(value)))
    throw noRule(rule, 'date>=2020-08 or date<2021');
  const [value = ''] = values;
  if (values.length === 1 && operator === '>=') return { after: value };
  if (values.length === 1 && operator === '<') return { before: value };
  return { fields: [rule] };
}

function toWords(rule: FieldRule): Filter {
  const [value = ''] = rule.values;
  const count = Number(value);
  if (!/^\d+$/.test(value)) throw noRule(rule, 'words>=100 or words<=2000');
  switch (rule.operator) {
    case '>':
      return { minWords: count + 1 };
    case '>=':
      return { minWords: count };
    case '<':
      return { maxWords: count - 1 };
    case '<=':
      return { maxWords: count };
    default:
      throw noRule(rule, 'words>=100 or words<=2000');
  }
}

function noRule({ field, operator, values }: FieldRule, example: string): TolkError {
  const rule = `${field}${operator}${values.join('|')}`;
  return new TolkError('usage.invalid', `--filter: "${rule}" is no rule like ${example}`);
}
