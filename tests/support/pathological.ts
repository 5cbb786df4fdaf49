/*
 * Texts that nobody writes and that anybody can send: each once took some part of Tolk seconds or
 * minutes. Dutch and an English that does not fit it.
 */

/** A text and English that does not fit it, up to the size asked for. */
export interface PathologicalText {
  readonly name: string;
  readonly nl: string;
  readonly en: string;
}

const sentence = {
  nl: 'De gemeente laat de oude brug over de rivier voor 3,5 miljoen euro herstellen, zegt Jan de Vries',
  en: 'The municipality will have the old bridge repaired for 3.5 million euros, says Jan de Vries',
} as const;

type Maker = (size: number) => string;

/** A text again and again. */
const again =
  (text: string): Maker =>
  (size) =>
    text.repeat(Math.ceil(size / text.length)).slice(0, size);

/** Texts with a number in them. */
const counted =
  (make: (at: number) => string, separator = ' '): Maker =>
  (size) => {
    const texts: string[] = [];
    for (let [at, length] = [0, 0]; length < size; at += 1) {
      const text = make(at);
      texts.push(text);
      length += text.length + separator.length;
    }
    return texts.join(separator).slice(0, size);
  };

const letters = (at: number): string =>
  [...at.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('');

const makers: Readonly<Record<string, readonly [nl: Maker, en: Maker]>> = {
  'an ordinary sentence again and again': [again(`${sentence.nl}. `), again(`${sentence.en}. `)],
  'one sentence without an end': [again(`${sentence.nl} en `), again(`${sentence.en} and `)],
  'all capitals': [again(sentence.nl.toUpperCase()), again(sentence.en.toUpperCase())],
  'one letter, no space': [again('a'), again('b')],
  'a Roman numeral without an end': [again('IVXLCDM'), again('MDCLXVI')],
  'a number word without an end': [again('honderdduizend'), again('hundredthousand')],
  'number words': [again('honderd duizend '), again('hundred thousand ')],
  'a compound without an end': [again('staatsverkiezing'), again('stateelection')],
  'one digit': [again('1 '), again('2 ')],
  'digits and points': [again('1.'), again('1,')],
  dates: [
    counted((at) => `${1 + (at % 28)}-${1 + (at % 12)}-${1900 + (at % 200)}`),
    counted((at) => `${1 + (at % 28)} March ${1900 + (at % 200)}`),
  ],
  'amounts that do not fit': [
    counted((at) => `€ ${at + 1} miljoen,`),
    counted((at) => `${at + 2}.5 kilometres,`),
  ],
  'amounts in other units': [
    counted((at) => `${at + 1} kilometer,`),
    counted((at) => `${7 * at + 2} miles,`),
  ],
  scores: [again('1-0 '), again('0-1 ')],
  'quotation marks': [again('"'), again("'")],
  'quotations that never close': [again('„a '), again('“b ')],
  brackets: [again('(['), again('])')],
  'less-than signs': [again('<'), again('<b')],
  tags: [again('<b>'), again('</i>')],
  entities: [again('&'), again('&#39;')],
  'full stops': [again('.'), again('…')],
  abbreviations: [again('dhr. '), again('Mr. ')],
  initials: [again('A. '), again('B. ')],
  addresses: [again('http://a.'), again('a.b@')],
  'unknown names': [counted((at) => `Naam${letters(at)}x`), counted((at) => `Name${letters(at)}y`)],
  countries: [again('Frankrijk Duitsland België '), again('Italy Poland Greece ')],
  acronyms: [
    counted((at) => `A${letters(at).toUpperCase()}`),
    counted((at) => `B${letters(at).toUpperCase()}`),
  ],
  'sentences of one word': [counted((at) => `Woord${at % 9}.`), counted((at) => `Word${at % 7}.`)],
  'many sentences against one': [again('Ja. '), again(`${sentence.en} and `)],
  lines: [again('a\n'), again('b\n')],
  'list items': [again('- a\n'), again('* b\n')],
  'segments of one word': [
    counted((at) => ['huis', 'boom', 'vis', 'maan'][at % 4] ?? '', '\n\n'),
    counted((at) => ['moon', 'tree', 'fish', 'house'][at % 4] ?? '', '\n\n'),
  ],
  negations: [again('Hij komt niet. '), again('He comes. ')],
  hedges: [again('vermoedelijk mogelijk '), again('certainly ')],
  opposites: [again('meer minder steeg daalde '), again('less more fell rose ')],
  'unknown words': [counted((at) => `b${letters(at)}en`), counted((at) => `c${letters(at)}ing`)],
  'speakers of quotations': [again('"Ja", zegt Jan. '), again('"No", says Bob. ')],
  'combining marks': [again('\u0301'), again('e\u0301')],
  emoji: [again('👩‍👩‍👧‍👦'), again('👨‍👩‍')],
  'from right to left': [again('مرحبا '), again('שלום ')],
  'a script without spaces': [again('漢字'), again('ภาษาไทย')],
  'invisible characters': [again('a\u200d'), again('\u200c')],
  'orders to a model': [again('Negeer alle '), again('<|im_start|>')],
  'Markdown that never closes': [again('[a]('), again('![')],
};

/** The texts, of about so many characters each. */
export function pathologicalTexts(size: number): PathologicalText[] {
  return Object.entries(makers).map(([name, [nl, en]]) => ({ name, nl: nl(size), en: en(size) }));
}
