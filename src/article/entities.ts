/*
 * A plain text that was taken out of a page at times has the entities of HTML in it: `caf&eacute;`. Letters,
 * quotes and dashes by those names are no words of anything else.
 */

const marks: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030a',
};
const signs: Readonly<Record<string, string>> = {
  euro: '€',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  nbsp: ' ',
  shy: '',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
};

const letter = new RegExp(`&([a-z])(${Object.keys(marks).join('|')});`, 'gi');
const sign = new RegExp(`&(${Object.keys(signs).join('|')});|&#(\\d{2,6}|x[\\da-f]{2,5});`, 'gi');
/** Fewer are an article about HTML. */
const least = 2;

/**
 * Reads entities of HTML in a plain text, where it has several letters or quotes written so.
 *
 * @returns the text, and how many there were
 * @example
 * readEntities('Caf&eacute;s zijn &eacute;&eacute;n dag dicht'); // { text: 'Cafés zijn één dag dicht', count: 3 }
 */
export function readEntities(text: string): { readonly text: string; readonly count: number } {
  if (!text.includes('&')) return { text, count: 0 };
  const telling = text.match(letter)?.length ?? 0;
  const quotes = text.match(/&(?:[lr][sd]quo|[nm]dash|hellip|euro);/gi)?.length ?? 0;
  if (telling + quotes < least) return { text, count: 0 };
  let count = 0;
  const counted = (character: string) => {
    count += 1;
    return character;
  };
  const read = text
    .replace(letter, (_, base: string, mark: string) =>
      counted((base + (marks[mark.toLowerCase()] ?? '')).normalize('NFC')),
    )
    .replace(sign, (whole, name: string | undefined, code: string | undefined) => {
      if (name !== undefined) return counted(signs[name.toLowerCase()] ?? whole);
      const point = /^x/i.test(code ?? '')
        ? Number.parseInt((code ?? '').slice(1), 16)
        : Number(code);
      const isCharacter =
        point >= 0x20 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000);
      return isCharacter ? counted(String.fromCodePoint(point)) : whole;
    });
  return { text: read, count };
}
