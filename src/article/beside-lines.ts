import { endsSentence, widthOf } from './plain-text.ts';

/*
 * Lines of plain text that stand in an article and are none of it: "Lees ook: …", credits of pictures and
 * agencies, invitations to share. Without links and boxes a line has only its words to be known by, so a
 * line goes only where it stands alone and nobody would write it in a text: "Lees ook de bijlage voordat u
 * tekent." stays.
 */

/** Why a line is not the article. */
type LineReason = 'advertisement' | 'credit' | 'navigation' | 'related' | 'sharing';

interface Rule {
  readonly reason: LineReason;
  readonly most: number;
  readonly fits: RegExp;
}

/** Agencies and picture banks, as they are named below a text or a picture. */
export const agencies =
  '(?:ANP|EPA|AFP|Reuters|AP|DPA|Belga|Novum|Getty(?: Images)?|Shutterstock|iStock|Colourbox|Unsplash|Pixabay|Hollandse Hoogte|Wikimedia(?: Commons)?)';
const headlineOnly = String.raw`(?:[^.;]|\.(?=\S))+[^.;:,\s]`;

const rules: readonly Rule[] = [
  {
    reason: 'related',
    most: 200,
    fits: new RegExp(
      `^(?:(?:lees|bekijk|luister|kijk|zie) ?(?:hier )?(?:ook|meer|verder|eerder)|(?:meer|eerder) over dit onderwerp) ?(?:[:|>»→]|[–—-] ) ?${headlineOnly}$`,
      'iu',
    ),
  },
  {
    reason: 'related',
    most: 120,
    fits: /^(?:lees|bekijk|luister|kijk|zie) (?:ook|meer|verder)\b[^.:]{0,40}?(?:https?:\/\/|www\.)\S+$/iu,
  },
  {
    reason: 'credit',
    most: 90,
    fits: new RegExp(
      String.raw`^[(\[]?(?:(?:foto(?:['’]?s|grafie|graaf)?|beeld|illustraties?) ?(?:[:|©–/-] ?|door )(?=\p{L})[^.!?]+|(?:©|\(c\)|copyright) ?[^.!?]+|(?:bron ?: ?)?${agencies}(?: ?[/|,&] ?[\p{L} .]+)?)[)\]]?\.?$`,
      'iu',
    ),
  },
  {
    reason: 'sharing',
    most: 90,
    fits: /^(?:deel|delen|tweet|mail|print|bewaar) (?:dit|deze|het) (?:artikel|bericht|pagina|link|verhaal)\b[^.]*$/iu,
  },
  { reason: 'advertisement', most: 40, fits: /^[-–—*[( ]*advertentie[-–—*\]) ]*$/iu },
  {
    reason: 'navigation',
    most: 160,
    fits: /^(?:(?:©|\(c\)|copyright).{0,80})?(?:alle rechten voorbehouden|all rights reserved)\.?$/iu,
  },
];
/** Over a list of other articles. */
const relatedHead = /^(?:lees|bekijk|zie) (?:ook|meer|verder) ?:$/iu;
const listed = /^[-–—•·*▪●>] ?\S/u;

/** `Beeld: zo verandert de stad` is a heading: whose a picture is begins with a capital, or so. */
const saysMore =
  /^[([]?(?:[Ff]oto|[Bb]eeld|[Ii]llustratie)[\p{L}'’]* ?(?:[:|©–/-] ?|door )(?!(?:eigen|archief|privé|gemeente|provincie|politie|brandweer|redactie|onbekend)(?!\p{L}))\p{Ll}|^[Cc]opyright \p{Ll}/u;

function reasonOf(line: string): LineReason | undefined {
  const fits = (own: Rule) => line.length <= own.most && own.fits.test(line);
  const found = rules.find(fits)?.reason;
  if (found === 'related' && isReference(line)) return undefined;
  if (found === 'credit' && saysMore.test(line)) return undefined;
  // A sign of an agency is written in capitals: "belga" and "ap" are words.
  const isSign = found !== 'credit' || /[\p{Lu}©]|^\(c\)/u.test(line.slice(0, 5));
  return isSign ? found : undefined;
}

/** `Zie ook: bijlage 3` belongs to the text; a headline begins with a capital. */
function isReference(line: string): boolean {
  const [, told = ''] = /(?:[:|>»→]|[–—-] ) ?(.+)$/u.exec(line) ?? [];
  const part =
    /^(?:bijlagen?|artikel(?:en)?|hoofdstuk|paragraaf|pagina|blz|figuur|tabel|noot|voetnoot|deel|stap|sectie|p)\b/i;
  return /^\p{Ll}/u.test(told) ? !/^(?:https?:|www\.)/.test(told) : part.test(told);
}

/** What is left of a text, and why lines of it are gone. */
export interface OwnLines {
  readonly text: string;
  readonly reasons: readonly LineReason[];
}

/** More of a text than this is not beside it. */
const mostLeftOut = 0.4;

/**
 * Takes out of plain text the lines that are beside the article.
 *
 * @param text with its line ends and blank lines
 * @example
 * withoutBesideLines('De brug is open.\nLees ook: Sluis dicht').text; // 'De brug is open.'
 */
export function withoutBesideLines(text: string): OwnLines {
  const lines = text.split('\n').map((line) => line.trim());
  const width = widthOf(lines);
  const reasons = new Map<number, LineReason>();
  for (const [at, line] of lines.entries()) {
    if (reasons.has(at) || line === '') continue;
    const items = relatedHead.test(line) ? itemsBelow(lines, at) : [];
    const reason = items.length > 0 ? 'related' : reasonOf(line);
    if (reason === undefined || !standsAlone(lines, at, width)) continue;
    for (const own of [at, ...items]) reasons.set(own, reason);
  }
  const length = (of: readonly string[]) => of.reduce((sum, line) => sum + line.length, 0);
  const gone = length(lines.filter((_, at) => reasons.has(at)));
  if (reasons.size === 0 || gone > length(lines) * mostLeftOut) return { text, reasons: [] };
  const left = text.split('\n').filter((_, at) => !reasons.has(at));
  return { text: left.join('\n').trim(), reasons: [...reasons.values()] };
}

/** True where what is before and after is not the same sentence. */
function standsAlone(lines: readonly string[], at: number, width: number): boolean {
  const line = lines[at] ?? '';
  const [before = '', next = ''] = [lines[at - 1], lines[at + 1]];
  if (before !== '' && !endsSentence(before) && before.length > width * 0.6) return false;
  const word = /^\S*/.exec(next)?.[0] ?? '';
  const hasRoom = line.length + 1 + word.length <= width * 0.9;
  return next === '' || (hasRoom && !/^\p{Ll}/u.test(next));
}

/** The items of a list below a line, none of which is a sentence. */
function itemsBelow(lines: readonly string[], at: number): number[] {
  const found: number[] = [];
  for (let below = at + 1; below < lines.length; below += 1) {
    const line = lines[below] ?? '';
    if (line === '' && found.length === 0) continue;
    if (!listed.test(line) || /[.;]$/.test(line)) break;
    found.push(below);
  }
  return found;
}
