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
