import { readFieldRules } from '../../batch/field-rules.ts';
import { TolkError } from '../../errors.ts';
import type { BatchDefinition, FieldRule } from '../../store/batch-definition.ts';

type Filter = BatchDefinition['filter'];

/**
 * Rules of length, date and fields, separated by commas, as one filter, on top of those before.
 *
 * @throws TolkError `usage.invalid`
 */
export function readFilter(text: string, before: Filter = {}): Filter {
  const filters = readFieldRules(text).map(toFilter);
  const fields = [before, ...filters].flatMap((filter) => filter.fields ?? []);
  return Object.assign({ ...before }, ...filters, fields.length > 0 ? { fields } : {});
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
