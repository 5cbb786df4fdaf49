import {
  anyOf,
  elsewhere,
  exchangeParts,
  exchanges,
  inSegment,
  type Place,
  type Planter,
  pick,
  pickOther,
  replaceOne,
} from './planter.ts';

const figure = /(?<![\p{L}\d.,:/-])\d+(?:[.,]\d+)*(?![\p{L}\d]|[.,:/-]\d|[-–]\p{L})/gu;
const numberWords =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety'.split(
    ' ',
  );
const someNumber = String.raw`(?:\d[\d.,]*|${numberWords.join('|')}|several)`;
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

/** The Dutch has this English figure, with its own point and comma. */
function isInDutch(number: string, nl: string): boolean {
  const plain = number.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
  return nl.includes(plain) || nl.includes(number.replaceAll(',', ''));
}

/** Another figure with as many digits. */
function otherFigure(number: string, random: () => number): string {
  const digits = number.split('');
  const places = digits.flatMap((digit, place) => (/\d/.test(digit) ? [place] : []));
  const at = pick(places, random) ?? 0;
  const changed = (Number(digits[at]) + 1 + Math.floor(random() * 8)) % 10;
  digits[at] = String(at === 0 && changed === 0 ? 9 : changed);
  return digits.join('');
}

function isYear(number: string): boolean {
  return /^(?:1[5-9]|20)\d\d$/.test(number);
}

/** A planter that changes a figure which the Dutch has too. */
function inFigures(
  kind: string,
  what: string,
  change: (number: string, random: () => number) => string | null | undefined,
): Planter {
  return inSegment('numbers', kind, what, ({ en, nl }, random) =>
    replaceOne(en, figure, random, ([number]) =>
      isInDutch(number, nl) ? change(number, random) : null,
    ),
  );
}

/** The different figures of a text. */
function figuresOf(text: string): string[] {
  return [...new Set(text.match(figure))];
}

function exchangeFigures({ en, nl }: Place, random: () => number): string | null {
  const places = [...en.matchAll(figure)].filter(([number]) => isInDutch(number, nl));
  const first = pick(places, random);
  const second = pick(
    places.filter(([number]) => number !== first?.[0]),
    random,
  );
  if (!first || !second) return null;
  return exchangeParts(en, first, second);
}

const suffixes: Readonly<Record<string, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };

function inOrdinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${(teen ? undefined : suffixes[number % 10]) ?? 'th'}`;
}

function otherCurrency(symbol: string, random: () => number): string | undefined {
  return pickOther(['€', '$', '£'], [symbol], random);
}

const currencies = exchanges(
  'dollars / euros; dollar / euro; pounds / euros; euros > pounds; pound / euro; yen > dollars; roubles > dollars',
);
const halves = exchanges(`half of / a third of; half the / a third of the; a quarter of / a third of
  a third of > a tenth of; two-thirds / three-quarters; two thirds / three quarters; one-third / one-fifth
  one third > one fifth; three-quarters > two-fifths; one-quarter / one-fifth; half a / a quarter of a
  twice / three times; twice > four times; double / triple; doubled / tripled; doubling / tripling
  three times > five times; tenfold / twofold; halved > doubled; half > a quarter; one in three / one in ten
  one in five / one in two; one in four > one in eight; tripled > quadrupled`);

const scale = exchanges('million / billion; thousand > million; trillion > billion');
const scores = /(?<![\d.,:/–-])(\d{1,2})([-–])(\d{1,2})(?![\d.,:/–-]*\d|[-–])/g;
const sport =
  /\b(?:win|won|wins|lost|lose|beat|victory|defeat|draw|drew|goals?|match|game|lead|led|score[ds]?|final|set)\b/i;

/** Figures, number words and ordinals. */
export const numberPlanters: readonly Planter[] = [
  inFigures('number-digit', 'another digit', (number, random) => otherFigure(number, random)),
  inSegment('numbers', 'number-word', 'two → three', ({ en }, random) =>
    replaceOne(en, anyOf(numberWords, 'gu'), random, ([word]) =>
      pickOther(numberWords, [word], random),
    ),
  ),
  inSegment('numbers', 'one-to-two', 'one → two', ({ en, nl }, random) =>
    /(?<!\p{L})éé?n(?!\p{L})|\been van\b/iu.test(nl)
      ? replaceOne(
          en,
          /(?<!\b(?:no|the|this|that|every|any|each|some|another) )\bone\b(?! (?:another|day|can|should|must|thing))/g,
          random,
          () => pick(['two', 'three'], random),
        )
      : null,
  ),
  inFigures('zero-too-many', '1,500 → 15,000', (number) =>
    isYear(number) || number.includes('.') || Number(number.replaceAll(',', '')) < 100
      ? null
      : (Number(number.replaceAll(',', '')) * 10).toLocaleString('en'),
  ),
  inFigures('decimal-lost', '1.5 → 15', (number) =>
    /^\d+\.\d{1,2}$/.test(number) ? number.replace('.', '') : null,
  ),
  inFigures('separators-confused', '1,500 → 1.5', (number) => {
    if (!/^\d{1,3},\d{3}$/.test(number)) return null;
    return number.endsWith('000')
      ? number.slice(0, -4)
      : number.replace(',', '.').replace(/0+$/, '');
  }),
  inFigures('dutch-separators', '1,500 → 1.500; 3.5 → 3,5', (number) =>
    /^\d{1,3}(?:,\d{3})+$|^\d+\.\d{1,2}$/.test(number)
      ? number.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
      : null,
  ),
  inSegment('numbers', 'numbers-exchanged', 'two numbers of a segment exchanged', exchangeFigures),
  inSegment('numbers', 'number-of-segment', 'another number of the segment', ({ en, nl }, random) =>
    replaceOne(en, figure, random, ([number]) =>
      isInDutch(number, nl) ? pickOther(figuresOf(en), [number], random) : null,
    ),
  ),
  inSegment('numbers', 'number-of-article', 'another number of the article', (place, random) =>
    replaceOne(place.en, figure, random, ([number]) =>
      isInDutch(number, place.nl)
        ? pickOther(figuresOf(elsewhere(place)), figuresOf(place.en), random)
        : null,
    ),
  ),
  inSegment('numbers', 'range-end', '5-10 → 5-15', ({ en }, random) =>
    replaceOne(
      en,
      /(?<![\d.,-])(\d+(?:[.,]\d+)?)((?:[-–]| to | and ))(\d+(?:[.,]\d+)?)(?![\d,-]|[–.]\d)/g,
      random,
      ([, from = '', link = '', to = '']) =>
        link === ' and ' && !en.includes(`between ${from} and`)
          ? null
          : `${from}${link}${otherFigure(to, random)}`,
    ),
  ),
  inSegment('numbers', 'score-turned', '2-1 → 1-2', ({ en }, random) =>
    replaceOne(en, scores, random, ([, left = '', link = '', right = '']) =>
      Number(left) > Number(right) || sport.test(en) ? `${right}${link}${left}` : null,
    ),
  ),
  inSegment('numbers', 'ordinal-word', 'first → third', ({ en }, random) =>
    replaceOne(
      en,
      new RegExp(
        `(?<!\\b(?:at|a|per|each|every) )\\b(?:${ordinals.join('|')})\\b(?!,| of all| name)`,
        'g',
      ),
      random,
      ([word]) => pickOther(ordinals.slice(0, 6), [word], random),
    ),
  ),
  inSegment('numbers', 'ordinal-digits', '18th → 19th', ({ en }, random) =>
    replaceOne(en, /\b(\d+)(?:st|nd|rd|th)\b/g, random, ([, number]) =>
      inOrdinal(Number(number) + 1 + Math.floor(random() * 3)),
    ),
  ),
  inSegment('numbers', 'fraction', 'half → a third, twice → three times', ({ en }, random) =>
    replaceOne(en, halves.pattern, random, ([found]) => halves.replacement(found, random)),
  ),
  inSegment('numbers', 'scale', 'million ↔ billion', ({ en }, random) =>
    replaceOne(en, scale.pattern, random, ([found]) => scale.replacement(found, random)),
  ),
  inSegment('numbers', 'scale-dropped', '5 million → 5', ({ en }, random) =>
    replaceOne(en, /(\d) (?:million|billion|thousand)\b/g, random, ([, digit]) => digit),
  ),
  inSegment('numbers', 'percent-points', 'per cent → percentage points', ({ en }, random) =>
    replaceOne(en, /(\d) ?(?:%|per ?cent\b)/g, random, ([, digit]) => `${digit} percentage points`),
  ),
  inSegment('numbers', 'percent-dropped', '5% → 5', ({ en }, random) =>
    replaceOne(en, /(\d) ?(?:%|per ?cent\b)/g, random, ([, digit]) => digit),
  ),
  inSegment('numbers', 'currency', '$ → €, dollars → euros', ({ en }, random) =>
    replaceOne(
      en,
      new RegExp(`[€$£](?=\\d)|${currencies.pattern.source}`, 'giu'),
      random,
      ([found]) =>
        /[€$£]/.test(found) ? otherCurrency(found, random) : currencies.replacement(found, random),
    ),
  ),
  inSegment('numbers', 'minus-lost', '-8 → 8', ({ en }, random) =>
    replaceOne(en, /(?<=\s)(?:[-−]|minus )(?=\d)/g, random, () => ''),
  ),
  inSegment('numbers', 'roman', 'Wilhelm II → Wilhelm IV', ({ en }, random) => {
    const romans = ['II', 'III', 'IV', 'VI', 'VII', 'VIII', 'IX', 'XI', 'XII', 'XIV', 'XVI'];
    return replaceOne(en, /(?<=\p{L} )[XVI]{2,4}\b/gu, random, ([roman]) =>
      romans.includes(roman) ? pickOther(romans, [roman], random) : null,
    );
  }),
];

const units =
  exchanges(`kilometres / miles; kilometers / miles; km / miles; metres / feet; meters / feet; metre / foot
  kilograms / pounds; kg / pounds; kilos / pounds; litres / gallons; liters / gallons; hectares / acres
  centimetres / inches; centimeters / inches; cm / inches; tonnes > kilograms; tons > kilograms; grams > kilograms
  millimetres > centimetres; millimeters > centimeters; mm > cm; square kilometres > square miles; km/h > mph
  mph > km/h; Celsius / Fahrenheit; °C / °F; megabytes / gigabytes; megawatts / gigawatts; volts > watts`);
const timeUnits = 'second minute hour day week month year decade'.split(' ');

/** What is counted: units of measure and of time. */
export const unitPlanters: readonly Planter[] = [
  inSegment('numbers', 'unit', 'km → miles, the number kept', ({ en }, random) =>
    replaceOne(
      en,
      new RegExp(
        `(?<=\\d ?|${numberWords.join(' |')} |degrees |hundred |thousand |million |square |cubic )${units.pattern.source.replace("(?<![\\p{L}\\p{N}'’-])", '')}`,
        'gu',
      ),
      random,
      ([found]) => units.replacement(found, random),
    ),
  ),
  inSegment('numbers', 'time-unit', 'days → weeks', ({ en }, random) =>
    replaceOne(
      en,
      new RegExp(
        `(?<=(?<![\\p{L}\\d])${someNumber}[ -])(${timeUnits.join('|')})(s?)(?![\\p{L}])`,
        'gu',
      ),
      random,
      ([, unit = '', plural = '']) =>
        `${pickOther(timeUnits.slice(1, 7), [unit], random)}${plural}`,
    ),
  ),
  inSegment('numbers', 'rate', 'per day → per year', ({ en }, random) =>
    replaceOne(
      en,
      /\b(per|each|every) (hour|day|week|month|year)\b/g,
      random,
      ([, per = '', unit = '']) =>
        `${per} ${pickOther(['hour', 'day', 'week', 'month', 'year'], [unit], random)}`,
    ),
  ),
];
