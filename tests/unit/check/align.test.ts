import { expect, test } from 'vitest';
import { readPair } from '../../../src/check/parse/pair.ts';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

const aligned = (nl: string, en: string) =>
  readPair(nl, en)
    .aligned()
    .map((bead) => [bead.nl.raw, bead.en.raw]);

test('sentences that render each other are found, also where two became one', () => {
  expect(
    aligned(
      'De brug is dicht. Volgens dhr. Bakker duurt dat tot maart. Dat is lang.',
      'The bridge is closed. According to Mr Bakker that will take until March, which is long.',
    ),
  ).toEqual([
    ['De brug is dicht.', 'The bridge is closed.'],
    [
      'Volgens dhr. Bakker duurt dat tot maart. Dat is lang.',
      'According to Mr Bakker that will take until March, which is long.',
    ],
  ]);
});

test('a sentence that has no counterpart stands alone', () => {
  expect(
    aligned(
      'Het museum in Assen opent op 3 mei. De gemeente betaalt de verbouwing. ' +
        'In Groningen wonen 240.000 mensen.',
      'The museum in Assen opens on 3 May. Groningen has 240,000 inhabitants.',
    ),
  ).toEqual([
    ['Het museum in Assen opent op 3 mei.', 'The museum in Assen opens on 3 May.'],
    ['De gemeente betaalt de verbouwing.', ''],
    ['In Groningen wonen 240.000 mensen.', 'Groningen has 240,000 inhabitants.'],
  ]);
});

test('the marks of a finding are places in the English as it was given', () => {
  const dutch = 'Dat is niet wat wij hier nu van de minister willen horen.';
  const before = 'The bri\u00addge has been closed since Monday, and it will stay so until March. ';
  const en = `${before}The council says that repairs cost too much this year, and traffic must find its way. ${dutch}`;
  const nl =
    'De brug is sinds maandag dicht, en dat blijft zo tot maart. ' +
    `De gemeente zegt dat herstel dit jaar te duur is, en verkeer moet een omweg zoeken. ${dutch}`;
  const segments = [{ n: 1, nl, en }];
  const [finding] = checkTranslation(null, { title: null, segments });
  const [[start = 0, end = 0] = []] = finding?.marks?.en ?? [];
  expect(en.slice(start, end)).toBe(dutch.slice(0, -1));
});

test('a long text is aligned sentence by sentence, also after a part that was left out', () => {
  const words = [
    ['krokodil', 'crocodile'],
    ['burgemeester', 'mayor'],
    ['timmerman', 'carpenter'],
    ['oogst', 'harvest'],
    ['begrafenis', 'funeral'],
    ['sleutel', 'key'],
    ['aardbeving', 'earthquake'],
  ] as const;
  const [days, years] = [words.length, 90];
  const numbered = Array.from({ length: years }, (_, at) => {
    const [nl, en] = words[at % days] ?? ['', ''];
    return {
      nl: `De ${nl} van ${1900 + at} werd later gevonden.`,
      en: `The ${en} of ${1900 + at} was found later.`,
    };
  });
  const english = numbered.toSpliced(30, 5);
  const beads = aligned(
    numbered.map(({ nl }) => nl).join(' '),
    english.map(({ en }) => en).join(' '),
  );
  const expected = numbered.map(({ nl, en }, at) => [nl, at >= 30 && at < 35 ? '' : en]);
  expect(beads).toEqual(expected);
});

test('words are recognised by their meaning: other words of the same length are not enough', () => {
  expect(
    aligned(
      'De koning ging vroeg slapen. Zijn paard at wat hooi. De honden blaften luid.',
      'The king slept early. The dogs barked loudly.',
    ).map(([, en]) => en),
  ).toEqual(['The king slept early.', '', 'The dogs barked loudly.']);
});
