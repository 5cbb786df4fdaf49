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

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Half of the text again, as a segment of its own. */
const twice =
  (make: Maker): Maker =>
  (size) => {
    const half = make(Math.floor(size / 2) - 1);
    return `${half}\n\n${half}`;
  };

/** A text in marks in marks in marks. */
const nested =
  (opening: string, closing: string): Maker =>
  (size) => {
    const times = Math.floor(size / (opening.length + closing.length));
    return `${opening.repeat(times)}a${closing.repeat(times)}`;
  };

/** A word once, twice, three times, and so on. */
const growing =
  (word: string, end: string): Maker =>
  (size) => {
    const sentences: string[] = [];
    for (let [times, length] = [1, 0]; length < size; times += 1) {
      sentences.push(word.repeat(times).trimEnd());
      length += times * word.length + end.length;
    }
    return sentences.join(end).slice(0, size);
  };

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
  'a quotation mark at every word': [again('"woord '), again("'word ")],
  'nested brackets and quotations': [nested('(„[«', '»]”)'), nested('(“[‘', '’]”)')],
  'Roman numerals': [again('XIV XIX LXXX '), again('XV IX LXXIX ')],
  'words joined by hyphens': [again('a-b-c-'), again('ex-president-directeur-')],
  'words joined by slashes': [again('en/of/'), again('and/or/')],
  apostrophes: [again("'s 't foto's "), again("it's o'clock 's ")],
  'letters and apostrophes': [again("a'"), again("b'c'")],
  ordinals: [counted((at) => `${at + 1}e`), counted((at) => `${at + 3}th`)],
  'ordinals in words': [again('eerste tweede derde '), again('third second first ')],
  'items with numbers': [
    counted((at) => `${at + 1}. punt`, '\n'),
    counted((at) => `${at + 2}) item`, '\n'),
  ],
  headings: [counted((at) => `# Kop ${at}`, '\n'), counted((at) => `## Head ${at}`, '\n')],
  'rows of a table': [counted((at) => `| ${at} | b |`, '\n'), again('| 1 | b |\n')],
  'one word a line': [counted((at) => `b${letters(at)}`, '\n'), counted((at) => letters(at), '\n')],
  fractions: [again('half anderhalf een derde '), again('half one and a half a quarter ')],
  'times of the day': [
    again('half vier kwart over 3.15 uur '),
    again("3.30 o'clock half past 4 pm "),
  ],
  'units without numbers': [again('km uur euro graden '), again('miles hours dollars degrees ')],
  'signs of currencies': [again('€'), again('$ £')],
  'percentages and ranges': [
    counted((at) => `${at}-${at + 1}%`),
    counted((at) => `${at} to ${at + 2} per cent`),
  ],
  'numbers with signs': [again('-1 +2 ±3 '), again('−1 ~2 ×3 ')],
  'telephone numbers': [again('06-12 34 56 78 '), again('+31 6 1234 5678 ')],
  'numbers of a hundred digits': [again('1234567890'), again('9876543210.')],
  'web addresses': [
    counted((at) => `https://www.voorbeeld.nl/${letters(at)}?a=${at}`),
    counted((at) => `www.example.com/${letters(at)}`),
  ],
  'e-mail addresses': [counted((at) => `a${at}@b.nl`), counted((at) => `a${at}@c.com`)],
  'hashtags and handles': [counted((at) => `#a${at} @b${at}`), counted((at) => `#c${at} @d${at}`)],
  'named entities': [again('&eacute;&amp;'), again('&nbsp;&lt;')],
  'Dutch and English by turns': [again('de the huis house niet not '), again('the de and en ')],
  'one letter a word': [again('a b c d '), again('e f g h ')],
  'the same word': [again('ja '), again('yes ')],
  'years and months': [again('maart 1999 april 2001 '), again('May 2002 June 1998 ')],
  'days of the week': [again('maandag dinsdagavond '), again('Tuesday morning Friday ')],
  'names of one article': [
    counted((at) => `Jan ${capital(letters(at))} zegt`),
    counted((at) => `Piet ${capital(letters(at))} says`),
  ],
  'names of many words': [again('Jan van der Berg-de Vries '), again('Ann of the Hill-Smith ')],
  'titles and names': [again('minister Jan Jansen '), again('president Ann Hill ')],
  'titles in a row': [again('minister president dr. prof. '), again('Mr. Dr. Sir minister ')],
  'one acronym': [again('NAVO EU '), again('NASA UN ')],
  'letters with full stops': [again('N.A.V.O. '), again('U.S.A. ')],
  'capitals inside words': [again('eBay iPhone McDonald '), again('YouTube LinkedIn ')],
  'accents on every letter': [again('éèêë àáâä '), again('ñçøß ')],
  'compounds that are known': [again('regeringspartij stadsbestuur '), again('government party ')],
  'causes and conditions': [again('omdat ondanks doordat als '), again('because although if ')],
  'who says it': [again('volgens de politie zei hij '), again('police said he told ')],
  'colons and semicolons': [again('a: b; '), again('c; d: ')],
  dashes: [again('– '), again('— - ')],
  ellipses: [again('… '), again('... ')],
  'question marks': [again('Wat? '), again('What?! ')],
  'brackets round each word': [again('(a) [b] '), again('(c) {d} ')],
  'the same sentence against others': [
    again('Hij zag de brug. '),
    counted((at) => `She saw ${at} bridges in ${capital(letters(at))}.`),
  ],
  'short Dutch, long English': [
    () => sentence.nl,
    counted((at) => `Word ${letters(at)} is ${at}.`),
  ],
  'long Dutch, short English': [
    counted((at) => `Woord ${letters(at)} is ${at}.`),
    () => sentence.en,
  ],
  'sentences that differ': [
    counted((at) => `De ${letters(at)} kost ${at} euro in ${capital(letters(at * 7))}.`),
    counted((at) => `The ${letters(at)} costs ${at} euros in ${capital(letters(at * 7))}.`),
  ],
  'pages of nothing': [again('\f'), again('\f ')],
  'pages of a line': [counted((at) => `Kop\nb${letters(at)}`, '\n\f'), again('a\n\f')],
  'indented lines': [again('  a\n b\n'), again('\t\tc\n d\n')],
  'words divided at line ends': [again('woor-\nden '), again('wor-\nds ')],
  'two long segments': [
    twice(counted((at) => `woord${letters(at)} kost ${at} euro`)),
    twice(counted((at) => `word${letters(at)} costs ${at} euros`)),
  ],
  'blank lines': [again('a\n\n'), again('b\n \n')],
  'white space': [again('a          '), again(' \t')],
  'white space of other kinds': [again('a\u00a0\u2003'), again('\u3000b')],
  'soft hyphens': [again('a\u00ad'), again('\u00ad \n')],
  'hidden orders to a model': [again('system: ignore previous '), again('### Instruction: ')],
  'fences of code': [again('```\n'), again('~~~\na\n')],
  'bold that never closes': [again('**a '), again('_b *c ')],
  'comments of HTML': [again('<!-- '), again('--> <!')],
  'braces of JSON': [again('{"a":['), again('[[{')],
  'one name': [again('Jansen '), again('Johnson ')],
  'one name, many spellings': [
    counted((at) => `Jan${'s'.repeat(at % 7)}e${'n'.repeat(at % 5)}${letters(at % 600)}`),
    counted((at) => `Yan${'z'.repeat(at % 7)}a${'m'.repeat(at % 5)}${letters(at % 500)}`),
  ],
  'names of letters that sound alike': [
    counted((at) => `Sjtsj${letters(at)}oeijk`),
    counted((at) => `Shch${letters(at + 9)}uyc`),
  ],
  'a long name that differs': [
    counted((at) => `${'Karolingers'.repeat(4)}${letters(at)}`),
    counted((at) => `${'Carolingians'.repeat(4)}${letters(at)}`),
  ],
  'numbers with every unit': [
    counted((at) => `${at} km, ${at},5 kg, ${at} graden, € ${at}, ${at} m², ${at} uur`),
    counted((at) => `${at} miles, ${at}.5 lb, ${at} degrees, $${at}, ${at} sq ft, ${at} hours`),
  ],
  'one number in another unit': [again('100 km is '), again('62 miles is ')],
  'quotations in quotations': [
    again('"Hij zei: \u2018zij zei: „ja”\u2019", zei Jan, '),
    again('“He said: \u2018she said: "no"\u2019,” said Bob, '),
  ],
  'brackets without a word': [again('((((('), again(')))))')],
  'dashes and words by turns': [again('a – b — c - '), again('a—b–c-')],
  'dates in words': [
    counted((at) => `${1 + (at % 31)} januari ${1000 + at}`),
    counted((at) => `${1 + (at % 31)} February ${1001 + at}`),
  ],
  'a word of many hyphens': [
    counted((at) => letters(at), '-'),
    counted((at) => letters(at + 3), '-'),
  ],
  'abbreviations of all kinds': [
    again('o.a. bijv. i.v.m. ca. d.w.z. nr. 5 art. 3 '),
    again('e.g. i.e. approx. no. 5 vs. Inc. Ltd. '),
  ],
  'emoji between words': [again('ja 😀🇳🇱👍🏽 '), again('yes 🏳️‍🌈🇬🇧 ')],
  'combining marks on words': [again('e\u0301e\u0301n '), again('o\u0308o\u0308n ')],
  'zero width in words': [again('wo\u200bor\u200dd '), again('wo\u2060r\ufeffd ')],
  'scripts in one word': [again('Amsterдam Ρotterdam '), again('Lоndon Раris ')],
  'capitals and numbers': [
    counted((at) => `A${at}B-${at} NEN${at}`),
    counted((at) => `C${at}D/${at} ISO${at}`),
  ],
  'Dutch that is ordinary, one English name': [again(`${sentence.nl}. `), again('Johnson ')],
  'Dutch that is ordinary, other names': [
    again(`${sentence.nl}. `),
    counted((at) => `${capital(letters(at))} ${capital(letters(at * 3))} said.`),
  ],
  'Dutch that is ordinary, numbers': [
    again(`${sentence.nl}. `),
    counted((at) => `${at}.${at % 10} million dollars`),
  ],
  'Dutch that is ordinary, quotations': [
    again(`${sentence.nl}. `),
    again('"a" \u2018b\u2019 “c” '),
  ],
  'Dutch that is ordinary, negations': [again(`${sentence.nl}. `), again('not no never nothing ')],
  'Dutch that is ordinary, one word': [again(`${sentence.nl}. `), again('bridge ')],
  'Dutch that is ordinary, Dutch': [again(`${sentence.nl}. `), again(`${sentence.nl} en `)],
  'names, English that is ordinary': [
    counted((at) => `${capital(letters(at))} ${capital(letters(at * 3))} zegt.`),
    again(`${sentence.en}. `),
  ],
  'a sentence that grows': [growing('woord ', '. '), growing('word ', '. ')],
  'months without a day': [again('mei maart juli '), again('May March July ')],
  'hedges and negations': [again('mag niet zou kunnen '), again('may not could might ')],
  'who is what': [again('hij zij zijn haar '), again('she he his her ')],
};

/** The texts, of about so many characters each. */
export function pathologicalTexts(size: number): PathologicalText[] {
  return Object.entries(makers).map(([name, [nl, en]]) => ({ name, nl: nl(size), en: en(size) }));
}
