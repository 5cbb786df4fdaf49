/*
 * Paths into nested records: `content.rendered`, `paragraphs[].text`, `db[].data.posts`, `parts[0]`.
 */

/** A key, a place in a list, or all of a list. */
type Step = string | number | typeof each;

const each = Symbol('each');

/** True for an object that has fields. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/**
 * The value that a path leads to; undefined where it leads nowhere. A key that is written like the
 * path is taken as it is; a list on the way is gone through, and gives a list.
 *
 * @example
 * valueAt({ paragraphs: [{ text: 'Een.' }, { text: 'Twee.' }] }, 'paragraphs[].text'); // ['Een.', 'Twee.']
 */
export function valueAt(record: unknown, path: string): unknown {
  if (isFields(record) && Object.hasOwn(record, path)) return record[path];
  return follow(record, stepsOf(path));
}

/** True for what can be a path: no brackets but `[]` and `[0]`, and something between its dots. */
export function isPath(text: string): boolean {
  return /^(?:[^.[\]]+|\[\d*\])(?:\.?\[\d{0,9}\]|\.[^.[\]]+)*$/.test(text);
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(/\[(\d*)\]|[^.[\]]+/g)].map(([whole, place]) => {
    if (place === undefined) return whole;
    return place === '' ? each : Number(place);
  });
}

function follow(value: unknown, steps: readonly Step[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    if (typeof step === 'number') return follow(value[step], rest);
    const inner = step === each ? rest : steps;
    return value.flatMap((item: unknown) => follow(item, inner) ?? []);
  }
  return isFields(value) ? followKey(value, steps) : undefined;
}

/** A dot may belong to the name of a key, too. */
function followKey(fields: Readonly<Record<string, unknown>>, steps: readonly Step[]): unknown {
  const end = steps.findIndex((step) => typeof step !== 'string');
  for (let size = end < 0 ? steps.length : end; size > 0; size -= 1) {
    const key = steps.slice(0, size).join('.');
    if (Object.hasOwn(fields, key)) return follow(fields[key], steps.slice(size));
  }
  return undefined;
}

/** What a list of one holds, also as `[{ value }]`; any other value is the same. */
export function onlyOf(value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 1) return value;
  const [own]: readonly unknown[] = value;
  return isFields(own) && 'value' in own ? own['value'] : own;
}
