import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

/** The rules of the findings about quotations. */
function rulesOf(dutch: string, english: string): Array<string | undefined> {
  const translation = { title: null, segments: [{ n: 1, nl: dutch, en: english }] };
  return checkTranslation(null, translation)
    .filter(({ check }) => check === 'quotations')
    .map(({ rule }) => rule);
}

const lost = 'quotations/lost';
const added = 'quotations/added';
const half = 'quotations/half';

test('what is in quotation marks in a tag is no quotation', () => {
  const english =
    'Read <a title="Everything you want to know about the locks">more about the old locks</a>.';
  expect(rulesOf('Lees meer over de oude sluizen.', english)).toEqual([]);
});

describe('a quotation in one text only is doubted', () => {
  test.each([
    [
      '"De brug was al rot", zei de visser.',
      'The bridge was rotten already, the fisherman said.',
      lost,
    ],
    [
      'De visser zei: „De brug was al rot.”',
      'The fisherman said that the bridge was rotten already.',
      lost,
    ],
    ["Zij noemde het ,,een feest zonder gasten''.", 'She called it a party without guests.', lost],
    [
      'Volgens de boer is het water veel te zout.',
      'According to the farmer “the water is much too salty”.',
      added,
    ],
    [
      "Hij zei: 'Wij kwamen te laat aan en het eten was koud, maar niemand klaagde.' De kok heeft de volgende dag ontslag genomen bij het hotel.",
      "He said: 'We came too late.' The cook handed in his notice at the hotel the next day.",
      half,
    ],
    [
      'De zaal was vol. "Zij danst als een veer", zei Bram. Toen ging het licht uit.',
      'The hall was full. She dances like a feather, Bram said. Then the light went out.',
      lost,
    ],
  ])('%s → %s', (dutch, english, rule) => expect(rulesOf(dutch, english)).toEqual([rule]));
});

describe('quotations that differ only in form are left alone', () => {
  test.each([
    [
      'other marks',
      "'De brug was al rot', zei de visser. „Wij wisten het.”",
      '“The bridge was rotten already,” the fisherman said. "We knew it."',
    ],
    ['a word in quotation marks', "De 'molen' staat stil.", 'The mill stands still.'],
    ['a title', 'Zij speelde in "De Stille Kapitein".', 'She played in De Stille Kapitein.'],
    [
      'a title with capitals in English only',
      'Zie hoofdstuk 4, “Hoe men een oude molen weer aan het draaien krijgt”.',
      'See chapter 4, “Getting an Old Mill to Turn Again”.',
    ],
    [
      'what runs on in the next paragraph',
      'De rivier stijgt elk jaar een beetje en niemand doet er iets aan.',
      '“The river rises a little every year and nobody does anything about it.',
    ],
    [
      'a genitive with a double mark',
      'Toen het oude schip eindelijk met de bemanning van de reders aankwam, was de kroeg al dicht.',
      'When at last the old ship arrived with the shipowners" crew, the pub had closed already.',
    ],
    ['a colon', 'De molenaar: de wind is te zwak.', 'The miller: “The wind is too weak.”'],
    [
      'what is written on a button',
      'Kies daarna Openen met de sleutel van de baas.',
      'Then choose “Open with the key of the boss”.',
    ],
    [
      'figures in marks that are no years',
      'De boot is oud. Bij de lamp staat ‘110V’ of ‘230V’, bijvoorbeeld.',
      'The boat is old. Beside the lamp it says “110V” or “230V”, for example.',
    ],
    [
      'apostrophes',
      "'s Avonds zijn de foto's van opa's boot te zien.",
      "In the evening the photos of the players' boat can be seen.",
    ],
    [
      'a quotation that began before',
      'Wij vertrokken in de ochtend’, zei Bram.',
      'We left in the morning," Bram said.',
    ],
    [
      'one that goes on',
      'Bram zei: ‘Wij vertrokken in de ochtend. Het was koud.',
      'Bram said: "We left in the morning. It was cold.',
    ],
    [
      'another within',
      'Zij zei: "Hij riep \'pas op voor de hond\' en rende weg."',
      "She said, 'He shouted “mind the dog” and ran away.'",
    ],
  ])('%s', (_, dutch, english) => expect(rulesOf(dutch, english)).toEqual([]));
});
