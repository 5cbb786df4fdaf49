import { jsonrepair } from 'jsonrepair';

/** Where JSON may begin: an object, or a list of objects; `{anything}` in prose is neither. */
const beginning = /\{(?=\s{0,100}["}])|\[(?=\s{0,100}\{)/g;

/** Values looked at in one text, and characters read for it: prose may be full of braces. */
const maxValues = 50;
const maxTries = 2_000;
const maxCharacters = 5_000_000;
/** Deeper than any wrapper that has been seen. */
const maxDepth = 3;
const maxFields = 20;
const maxFences = 5;
/** Characters; more than twice the longest answer that is asked for. Repairing takes its time. */
const maxRepaired = 60_000;

/** JSON that stands in a text, from one place to another, and whether the text ends with it. */
export interface FoundJson {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  readonly isAtEnd: boolean;
}

/**
 * All JSON objects and lists that stand in a text, in order: between prose, in a fence, one after
 * another. Each is parsed as it stands; nothing is repaired.
 */
export function findJson(text: string): FoundJson[] {
  const found: FoundJson[] = [];
  let left = maxCharacters + 4 * text.length;
  let tries = 0;
  beginning.lastIndex = 0;
  for (let match = beginning.exec(text); match !== null; match = beginning.exec(text)) {
    const end = closingOf(text, match.index);
    left -= (end === -1 ? text.length : end) - match.index;
    const value = end === -1 ? undefined : parseJson(text.slice(match.index, end));
    if (value !== undefined) {
      const isAtEnd = /^[\s`]*$/.test(text.slice(end));
      found.push({ value, start: match.index, end, isAtEnd });
      beginning.lastIndex = end;
    }
    tries += 1;
    if (left < 0 || tries >= maxTries || found.length >= maxValues) break;
  }
  return found;
}

/** The place after the bracket that closes the one at `start`; -1 where none does. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** The quotation mark that ends the string beginning at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

const fence = '```';

/**
 * JSON with small faults (trailing commas, quotes of the wrong kind, raw line ends), repaired: what
 * a fence holds, the last first, else all between the outermost braces. Where the text ends before
 * the last brace is closed it was cut off, and is not completed.
 */
export function repairJson(text: string): unknown[] {
  const fenced = text.split(fence).filter((_, at) => at % 2 === 1);
  return [...fenced.reverse().slice(0, maxFences), text].flatMap((each) => {
    const [start, end] = [each.indexOf('{'), each.lastIndexOf('}')];
    if (start === -1 || end < start || end - start > maxRepaired) return [];
    try {
      return [JSON.parse(jsonrepair(each.slice(start, end + 1))) as unknown];
    } catch {
      return [];
    }
  });
}

const depthChanges: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/**
 * The fields of an object that was cut off, as far as they are whole; undefined where the text
 * begins with no object, or none of its fields is whole. Nothing is completed.
 */
export function wholeFields(text: string): unknown {
  const start = text.indexOf('{');
  if (start === -1) return undefined;
  let depth = 0;
  let end = start;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfString(text, at);
    depth += depthChanges[character] ?? 0;
    if (depth === 1 && '}],'.includes(character)) end = character === ',' ? at : at + 1;
  }
  return parseJson(`${text.slice(start, end)}}`);
}

/** The value of a JSON text; undefined for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The value itself, or the only value in it that fits: models and servers wrap answers in a list,
 * in an object of one field (`{"answer": {…}}`), or in a text.
 *
 * @param readAs what a value is read as; undefined for one that does not fit
 */
export function unwrap<T>(
  value: unknown,
  readAs: (value: unknown) => T | undefined,
  depth = 0,
): T | undefined {
  const fitting = readAs(value);
  if (fitting !== undefined || depth >= maxDepth) return fitting;
  const inner = wrapped(value)
    .map((each) => unwrap(each, readAs, depth + 1))
    .filter((each) => each !== undefined);
  // Two that fit: nobody knows which one is meant.
  return inner.length === 1 ? inner[0] : undefined;
}

function wrapped(value: unknown): readonly unknown[] {
  if (typeof value === 'string') {
    const parsed = /^\s*["{[]/.test(value) ? parseJson(value) : undefined;
    return parsed === undefined ? [] : [parsed];
  }
  if (Array.isArray(value)) return value.length === 1 ? value : [];
  return typeof value === 'object' && value !== null
    ? Object.values(value).slice(0, maxFields)
    : [];
}
