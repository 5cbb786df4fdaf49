import { lengthUpTo, lineOf, namesOf, type PageElement } from './dom.ts';

/*
 * Marks of footnotes and powers: both are raised figures. A mark never touches a figure of the text
 * (`14<sup>3</sup> maanden` is 14 months), a power stays one (m², 10⁶).
 */

/** The links of footnotes, and what they lead to. */
export interface NoteLinks {
  /** The mark of each note, by the id of its element. */
  readonly marks: ReadonlyMap<string, string>;
  /** The links there and back, which are no text. */
  readonly links: ReadonlySet<PageElement>;
  /** The marks of the links back: what they stand before is a note. */
  readonly back: ReadonlyMap<PageElement, string>;
}

const mark = /^[[(]?(\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?$/i;
const maxMark = 12;
const arrow = /^(?:[\s↩↑^⬆⤴←]|\ufe0e|\ufe0f)+$/u;

/** The mark without its brackets; undefined for text that is none. */
function markOf(text: string): string | undefined {
  return mark.exec(text)?.[1];
}

/** Finds the footnotes of a page: a link to what comes later is a mark, one to what came is the way back. */
export function findNotes(root: PageElement): NoteLinks {
  const marks = new Map<string, string>();
  const links = new Set<PageElement>();
  const back = new Map<PageElement, string>();
  const seen = new Set<string>();
  for (const element of root.querySelectorAll('[id], a[name], a[href]')) {
    for (const id of idsOf(element)) seen.add(id);
    const target = targetOf(element);
    if (target === undefined || lengthUpTo(element, maxMark) > maxMark) continue;
    const text = lineOf(element);
    const own = markOf(text);
    if (own === undefined ? arrow.test(text) : true) links.add(element);
    if (own === undefined) continue;
    if (seen.has(target)) back.set(element, own);
    else if (!marks.has(target)) marks.set(target, own);
  }
  return { marks, links, back };
}

function targetOf(element: PageElement): string | undefined {
  if (element.localName !== 'a') return undefined;
  const href = element.getAttribute('href') ?? '';
  const at = href.indexOf('#');
  return at < 0 || at === href.length - 1 ? undefined : href.slice(at + 1);
}

/** By what a link may lead to an element. */
export function idsOf(element: PageElement): string[] {
  const ids = [element.getAttribute('id'), element.getAttribute('name')];
  return ids.filter((id) => id !== null && id !== '') as string[];
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raise = (power: string): string =>
  [...power]
    .map((sign) => ('-−–'.includes(sign) ? '⁻' : (superscripts[Number(sign)] ?? sign)))
    .join('');

/** What has an area or a volume. */
const length = /(?<![\p{L}\p{N}])(?:[kdchmµn]?m|inch|ft)$/u;
/** What has any power: ten, a variable, or what people write so. */
const base = /(?:(?<![\p{N}.,])10|(?<![\p{L}\p{N}])[a-zA-Z]|(?:[×x·*]|\bCO|\bmc))$/u;
/** What is written small and belongs to the word: `19e`, `2de`, `Mme`, `No`, ™. */
const letters = /^(?:e|de|ste|en|er|re|ère|ième|st|nd|rd|th|o|a|me|lle|r|tm|™|®|©|bis|ter)$/i;

/** Where a figure is raised. */
export interface Raised {
  /** The text before it. */
  readonly before: string;
  /** What is raised. */
  readonly own: string;
  /** The text after it. */
  readonly next: string;
  /** How many marks of footnotes are before it. */
  readonly marksBefore: number;
}

/** Footnotes are numbered one after another; a few of them may have no mark. */
const mostSkipped = 5;

type RaisedRule = (raised: Raised) => string | undefined;

/** In this order: the first that knows how it is written decides. */
const rules: readonly RaisedRule[] = [
  // A fraction: 3 1/2.
  ({ before, own, next }) => {
    if (!/^\s*[/⁄]/.test(next) || !isFigure(own)) return undefined;
    return /\d$/.test(before) ? ` ${own}` : own;
  },
  // A price: € 19,95.
  ({ before, own }) => {
    const amount = /(?:€|euro|EUR)\s?\d[\d.]*(?<comma>,?)$/.exec(before);
    if (!amount || !/^(?:\d\d|-)$/.test(own)) return undefined;
    return amount.groups?.['comma'] ? own : `,${own}`;
  },
  // A time: 10.30 uur.
  ({ before, own, next }) => {
    const isTime = /(?<!\d)(?:[01]?\d|2[0-3])$/.test(before) && /^[0-5]\d$/.test(own);
    return isTime && /^\s*u(?:ur)?\b/.test(next) ? `.${own}` : undefined;
  },
  // So many footnotes were not before it: 12,50 euro, 2¹⁰.
  ({ before, own, next, marksBefore }) => {
    const isLow = !isFigure(own) || Number(own) <= marksBefore + mostSkipped;
    if (isLow || !/(?<![\d.,])\d{1,3}$/.test(before)) return undefined;
    return /^\d\d$/.test(own) && /^\s*(?:euro|eur|€)/i.test(next) ? `,${own}` : raise(own);
  },
  ({ before, own }) => (hasPower(before, own) ? raise(own) : undefined),
  ({ before, own }) => {
    const isAfterNumber = /\d$/.test(before);
    const isPart = letters.test(own) && (isAfterNumber || /\p{L}$/u.test(before));
    return isPart && (isAfterNumber || own.length > 1 || /\bn$/i.test(before)) ? own : undefined;
  },
  // A power that is a variable: y^n.
  ({ before, own }) =>
    /^[a-z]$/i.test(own) && /(?<![\p{L}\p{N}])[b-hj-np-z]$/iu.test(before) ? `^${own}` : undefined,
];

const isFigure = (text: string): boolean => /^\d{1,3}$/.test(text);

function hasPower(before: string, own: string): boolean {
  if (/^[-−–]\d{1,3}$/.test(own)) return /[\p{L}\d]$/u.test(before);
  if (/^[23]$/.test(own) && length.test(before)) return true;
  return isFigure(own) && own !== '1' && base.test(before);
}

/** What a raised text is: part of the text, as it is to be written, or the mark of a footnote. */
export function readRaised(raised: Raised): { text: string } | { mark: string } {
  for (const rule of rules) {
    const text = rule(raised);
    if (text !== undefined) return { text };
  }
  const marks = raised.own.split(/[\s,;]+/).flatMap((part) => markOf(part) ?? []);
  const [first] = marks;
  const isMark = first !== undefined && marks.length === raised.own.split(/[\s,;]+/).length;
  return isMark ? { mark: first } : { text: raised.own };
}

const raisedStyle = /vertical-align\s*:\s*(?:super|top)/i;
const raisedNames =
  /[\s_-](?:footnote-?(?:ref(?:erence)?|mark|marker|link|anchor|number)|note-?ref|voetnoot(?:-?(?:verwijzing|nummer|ref))?|superscript)[\s_-]/;

/** True for what is raised by another element than `sup`. */
export function isRaised(element: PageElement): boolean {
  if (element.localName === 'sup') return true;
  if (!/^(?:span|small|font|i|em|b)$/.test(element.localName)) return false;
  return (
    raisedStyle.test(element.getAttribute('style') ?? '') || raisedNames.test(namesOf(element))
  );
}
