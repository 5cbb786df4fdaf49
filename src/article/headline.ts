import { takeDate } from './date.ts';
import { endsSentence, isVerse, widthOf } from './plain-text.ts';

/*
 * The top of a plain text: a title, who wrote it, and when.
 */

/** A title is at most this long; Dutch headlines seldom pass 100 characters. */
const maxTitleCharacters = 120;
/** Prose is wider; a poem is not. */
const narrow = 90;

/** What the top of a text says, and the rest of it. */
export interface TextTop {
  readonly title: string | null;
  readonly body: string;
  readonly date?: string | undefined;
  readonly author?: string | undefined;
}

/**
 * Takes the top off a text: a line that is a date or says who wrote it, before or below the title; and the
 * title, a short first line that is no sentence and ends where there was room for more.
 *
 * @param title where a header tells it already
 */
export function takeTop(text: string, title?: string): TextTop {
  const first = takeDatelines(text, title === undefined ? 'first' : 'any');
  const titled = title === undefined ? takeTitle(first.body) : { title, body: first.body };
  if (titled.title === null) return { ...first, ...titled };
  const second = takeDatelines(titled.body, 'any');
  return {
    title: titled.title,
    body: second.body,
    date: first.date ?? second.date,
    author: first.author ?? second.author,
  };
}

/** What a news agency sends before a headline, in capitals and numbers: `ANP 120324 10:15`. */
const slug =
  /^(?=[^\n]{0,40}\d{3})(?:(?=[^\n]*\d:\d\d)\p{Lu}{2,8}|ANP|BELGA|RTR|AFP|AP|DPA|EFE|NOVUM)[ /-][\p{Lu}\d :./-]{3,60}\n[^\S\n]*\n+(?=[^\n]{10,120}\n[^\S\n]*\n)/u;

/** A text without the line of a news agency above its headline. */
export function withoutSlug(text: string): string {
  return text.replace(slug, '');
}

function takeTitle(text: string): Pick<TextTop, 'title' | 'body'> {
  const [line = '', next = '', ...others] = text.split('\n');
  const first = line.trim();
  const isTitle =
    first !== '' &&
    first.length <= maxTitleCharacters &&
    !/[.…:;,-]['"”’»)\]]*$/.test(first) &&
    (next.trim() === '' ? isHeadline(first) : isHeadlineAbove(first, [next, ...others]));
  const body = text
    .slice(line.length)
    .replace(/^\s*\n/, '')
    .replace(/^\n+/, '');
  return isTitle && body.trim() !== '' ? { title: first, body } : { title: null, body: text };
}

/** `Valt het kabinet?` may be one, `"Valt het?"` and `Het valt! En nu?` are talk. */
function isHeadline(line: string): boolean {
  const marks = line.match(/[!?]/g)?.length ?? 0;
  return marks === 0 || (marks === 1 && /^[\p{L}\d][^'"“”‘’„]*[!?]$/u.test(line));
}

/** True where the line ends before there was need, over lines that are no verse and have a sentence. */
function isHeadlineAbove(line: string, others: readonly string[]): boolean {
  const end = others.findIndex((other) => other.trim() === '');
  const block = end < 0 ? others : others.slice(0, end);
  const [next = ''] = block.map((other) => other.trim());
  const width = widthOf([line, ...others]);
  const word = /^\S*/.exec(next)?.[0] ?? '';
  const hasRoom = line.length + 1 + word.length <= width;
  const begins = /^['"“‘„(]?[\p{Lu}\d]/u.test(next);
  return (
    hasRoom &&
    begins &&
    isHeadline(line) &&
    others.some((other) => endsSentence(other.trim())) &&
    !(width <= narrow && block.length > 1 && isVerse([line, ...block], width))
  );
}

/** `12 maart 2024, 10:00 | Jan Jansen` */
const writer = /^(?:[|·–—-]|,?\s*(?:door|by)\b)\s*(?<name>\p{L}[\p{L}.' -]{2,60})$/u;
/** `Door: Jan Jansen`, `Door onze verslaggever` */
const byline =
  /^(?:[Dd]oor|DOOR|[Tt]ekst|[Aa]uteur|By) ?:? (?<name>\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,3} \p{Lu}[\p{L}.'’-]*)$|^(?:[Vv]an|[Dd]oor) (?:onze|een) (?<role>(?:\p{L}+ ){0,2}(?:verslagge(?:ver|efster)|redact(?:eur|rice|ie)|correspondente?|medewerk(?:er|ster))s?(?: \p{Lu}[\p{L}.'’-]*){0,4})$/u;
const label =
  /^(?:gepubliceerd|geplaatst|publicatiedatum|datum|laatst(?:e)? (?:bijgewerkt|gewijzigd)|bijgewerkt)(?: op| om)?\s*:?\s*/i;
const changed = /^[|·•,–-]? ?(?:laatste? )?(?:bijgewerkt|gewijzigd|update)\b.{0,60}$/i;
/** A line that says when and by whom is among these. */
const datelineWithin = 3;

/** Takes out lines near the top that are a date, or a name, and nothing else. */
function takeDatelines(body: string, which: 'first' | 'any'): Omit<TextTop, 'title'> {
  const lines = body.split('\n');
  const full = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  const known: { date?: string; author?: string } = {};
  const taken = new Set<number>();
  for (const at of full.slice(0, datelineWithin)) {
    const found = readDateline(lines[at]?.trim() ?? '');
    const isNew = found && Object.keys(found).every((key) => !(key in known));
    if (!isNew || taken.size + 1 >= full.length) {
      // Before a title, nothing else stands.
      if (which === 'first' && !isTitled(lines, at)) break;
      continue;
    }
    Object.assign(known, found);
    taken.add(at);
  }
  if (taken.size === 0) return { body };
  const rest = lines.filter((_, at) => !taken.has(at)).join('\n');
  return { body: rest.replace(/^\n+/, ''), ...known };
}

/** True for the first of lines that stand together: a title, with who wrote it below it. */
function isTitled(lines: readonly string[], at: number): boolean {
  return at === 0 && (lines[1] ?? '').trim() !== '' && !endsSentence(lines[0] ?? '');
}

function readDateline(line: string): { date?: string; author?: string } | undefined {
  const named = byline.exec(line)?.groups;
  const name = named?.['name'] ?? named?.['role'];
  if (name !== undefined) return { author: name };
  const taken = takeDate(line.replace(label, ''));
  if ('problem' in taken || taken.date.length < '2024-03-12'.length) return undefined;
  const author = writer.exec(taken.rest)?.groups?.['name'];
  if (author !== undefined) return { date: taken.date, author };
  return taken.rest === '' || changed.test(taken.rest) ? { date: taken.date } : undefined;
}
