import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

/** The messages about false friends. */
function friendsIn(dutch: string, english: string): string[] {
  const translation = { title: null, segments: [{ n: 1, nl: dutch, en: english }] };
  return checkTranslation(null, translation)
    .filter(({ check, severity }) => check === 'false-friends' && severity === 'warning')
    .map(({ message }) => message);
}

describe('an English word that only looks like the Dutch is doubted', () => {
  test.each([
    ['De arts kwam te laat.', 'The artist came too late.', 'doctor'],
    ['Dat zijn de actuele prijzen.', 'Those are the actual prices.', 'current'],
    ['Zij had een fabriek in Weert.', 'She had a fabric in Weert.', 'factory'],
    ['De ondernemer sliep.', 'The undertaker slept.', 'entrepreneur'],
    ['De schade is groot.', 'The shadow is large.', 'damage'],
  ])('%s → %s', (dutch, english, meaning) => {
    expect(friendsIn(dutch, english)).toEqual([expect.stringContaining(`but "${meaning}`)]);
  });
});

describe('an English word that other Dutch is right for is left alone', () => {
  test.each([
    ['De arts en de artiest zwegen.', 'The doctor and the artist were silent.'],
    ['De werkelijke prijs is actueel.', 'The actual price is up-to-date.'],
    ['De schaduw van de schade.', 'The shadow of the harm.'],
    ['In het Wilhelmina Stadium.', 'In the Wilhelmina Stadium.'],
    ['De molens hebben veel gemeen.', 'The mills have much in common.'],
    [
      'Brave is een schip. Morgen vaart Brave weer.',
      'Brave is a ship. Tomorrow Brave sails again.',
    ],
    ['Dit stadium duurt lang.', 'This stage takes long. The stadium is full.'],
  ])('%s → %s', (dutch, english) => expect(friendsIn(dutch, english)).toEqual([]));
});
