import { expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

/** The rules of `coverage` that find something, with their severity. */
function found(nl: string, en: string): string[] {
  return checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] })
    .filter(({ check }) => check === 'coverage')
    .map(({ severity, rule }) => `${severity} ${rule}`);
}

const dutch: readonly string[] = [
  'De gemeente laat de oude sluis bij de molen restaureren.',
  'Volgens de aannemer duurt het werk tot het einde van de herfst.',
  'Schippers moeten zolang omvaren over het meer.',
  'De bewoners zijn blij dat hun klachten over het lekkende water eindelijk serieus worden genomen.',
];
const english: readonly string[] = [
  'The council is having the old lock near the mill restored.',
  'According to the contractor the work will take until the end of autumn.',
  'Until then skippers have to take the long way round, across the lake.',
  'Residents are glad that their complaints about the leaking water are finally taken seriously.',
];
const text = (sentences: readonly string[]) => sentences.join(' ');

test('a full translation raises nothing, also a free one, or one in fewer or longer sentences', () => {
  expect(found(text(dutch), text(english))).toEqual([]);
  expect(
    found(
      text(dutch),
      'The old lock by the mill is being restored by the council, and the contractor expects the ' +
        'work to last until late autumn; until then boats must take a detour by way of the lake. ' +
        'Residents are happy: at last their complaints about leaks are being taken seriously.',
    ),
  ).toEqual([]);
  expect(
    found(
      'De bond wil een hoger loon. En snel ook!',
      'The union wants higher wages, and it wants them soon.',
    ),
  ).toEqual([]);
});

test.each([0, 1, 2, 3])('sentence %i that is lost is an error', (lost) => {
  expect(found(text(dutch), text(english.toSpliced(lost, 1)))).toEqual([
    'error coverage/sentence-lost',
  ]);
});

test.each([
  'The bakery on the corner has closed its doors for good.',
  'Several students praised the excellent meals.',
  'Nothing ever came of any of those promises.',
])('a sentence that nothing in the Dutch calls for is an error: %s', (added) => {
  for (const at of [1, 2, 4])
    expect(found(text(dutch), text(english.toSpliced(at, 0, added)))).toEqual([
      'error coverage/sentence-added',
    ]);
});

test('a lost sentence of several is named, with its place in the Dutch', () => {
  const [finding] = checkTranslation(null, {
    title: null,
    segments: [{ n: 1, nl: text(dutch), en: text(english.toSpliced(2, 1)) }],
  }).filter(({ check }) => check === 'coverage');
  expect(finding?.message).toBe(
    'the Dutch says "Schippers moeten zolang omvaren over het meer."; ' +
      'nothing in the English answers it',
  );
  const [start = 0, end = 0] = finding?.marks?.nl[0] ?? [];
  expect(text(dutch).slice(start, end)).toBe(dutch[2]);
});

test('a clause that is lost is a warning', () => {
  const nl =
    'De brandweer, die met vier wagens en een hoogwerker was uitgerukt, blusde de vlammen in de ' +
    'bakkerij binnen een uur.';
  expect(
    found(
      nl,
      'The fire brigade, which had turned out with four engines and an aerial platform, put out ' +
        'the flames in the bakery within an hour.',
    ),
  ).toEqual([]);
  expect(found(nl, 'The fire brigade put out the flames in the bakery within an hour.')).toEqual([
    'warning coverage/part-lost',
  ]);
});

test('a sentence that was only moved within the segment is not lost', () => {
  const [first = '', ...others] = english;
  expect(found(text(dutch), text([...others, first]))).toEqual([]);
  const [second = '', ...rest] = others;
  expect(found(text(dutch), text([second, first, ...rest]))).toEqual([]);
});

test('English that breaks off is an error', () => {
  expect(
    found(dutch.slice(3).join(), 'Residents are glad that their complaints about the leaking'),
  ).toEqual(['error coverage/cut-off']);
  expect(found('De bewoners zijn blij', 'The residents are glad')).toEqual([]);
  expect(found('Hij zei: "Dat is genoeg."', 'He said: "That is enough".')).toEqual([]);
});

test('a sentence said twice is an error, unless the Dutch says it twice', () => {
  const twice = (sentences: readonly string[]) =>
    text(sentences.toSpliced(1, 0, sentences[0] ?? ''));
  expect(found(text(dutch), twice(english))).toContain('error coverage/said-twice');
  expect(found(twice(dutch), twice(english))).toEqual([]);
});

test('a terse headline is not too short; a text of half the length is', () => {
  const lengths = (nl: string, en: string) =>
    checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] })
      .filter(({ check }) => check === 'length')
      .map(({ severity }) => severity);
  const headline = 'Verzekeraars willen dat gemeenten voortaan zelf opdraaien voor waterschade';
  expect(lengths(headline, 'Insurers: councils should pay for water damage')).toEqual([]);
  expect(lengths(text(dutch), text(english.slice(0, 2)))).toEqual(['warning']);
  const spelledOut =
    'On Friday, the Public Prosecution Service demanded a 12-year prison sentence for the main suspect.';
  expect(
    lengths('Het OM eiste vrijdag twaalf jaar cel tegen de hoofdverdachte.', spelledOut),
  ).toEqual([]);
});

test('English that answers its own Dutch is no other segment’s, however much it shares with that', () => {
  const segments = [
    {
      n: 1,
      nl: 'De timmerman deed zijn boot in de lente over aan een dokter die in de buurt woont.',
      en: 'The carpenter sold his red boat to a local doctor last spring.',
    },
    {
      n: 2,
      nl: 'Een timmerman die zijn rode boot verkoopt aan de plaatselijke dokter: zo begint het boek.',
      en: 'A carpenter sells his red boat to the local doctor: that is how the book opens.',
    },
  ];
  const misaligned = checkTranslation(null, { title: null, segments }).filter(
    ({ check }) => check === 'alignment',
  );
  expect(misaligned).toEqual([]);
});

test('only a full stop that is missing is no text that breaks off', () => {
  const nl = 'De sluis blijft dicht tot het einde van de herfst, zegt de aannemer uit Utrecht.';
  const en = 'The lock will be closed until the end of autumn, says the contractor from Utrecht';
  expect(found(nl, en)).toEqual([]);
  expect(found(nl, en.slice(0, en.indexOf(' from')))).toEqual(['error coverage/cut-off']);
});

test('a sentence of few words that another may render is no error', () => {
  const nl =
    'De zaal wachtte. Rimpels van ergernis op haar voorhoofd. Toen stond de kapitein op en schonk koffie in voor iedereen.';
  const en =
    'The hall waited, her forehead wrinkled. Then the captain stood up and poured coffee for everybody.';
  expect(found(nl, en)).toEqual(['warning coverage/sentence-lost-likely']);
});

test('what is explained to readers abroad was not added', () => {
  const nl =
    'Dit verslag van het NOS Journaal is uit 1984, toen de school nog in het klooster zat.';
  const en =
    'This report by the Dutch public broadcasting service NOS dates from 1984, when the school was ' +
    'still housed in the monastery.';
  expect(found(nl, en)).toEqual([]);
  expect(found(nl, en.replace('NOS', 'corporation of the Netherlands'))).not.toEqual([]);
});

test('a text that ends with a bracket does not break off', () => {
  const nl = 'Met de pas van de molen kan iedereen naar binnen (Molenpas).';
  const en = 'With the card of the mill everybody can get in (Mill Card)';
  expect(found(nl, en)).toEqual([]);
  expect(found(nl, en.slice(0, en.indexOf(' get')))).toEqual(['error coverage/cut-off']);
});
