import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

/** The messages of the errors about what is to stand as it is. */
function lostIn(dutch: string, english: string): string[] {
  const translation = { title: null, segments: [{ n: 1, nl: dutch, en: english }] };
  return checkTranslation(null, translation)
    .filter(({ check }) => check === 'verbatim')
    .map(({ message }) => message);
}

describe('an address or a handle that was changed is an error', () => {
  test.each([
    ['Kijk op molendam.nl/afval.', 'Look at molendam.com/waste.', 'molendam.nl/afval'],
    [
      'Kijk op https://www.molendam.nl.',
      'Look at https://www.mildam.nl.',
      'https://www.molendam.nl',
    ],
    ['Kijk op molendam.nl/afval.', 'Look at molendam.nl/en/waste.', 'molendam.nl/afval'],
    ['Kijk op rijksoverheid.nl.', 'Look at rijksoverheid.com.', 'rijksoverheid.nl'],
    ['Mail naar post@molendam.nl.', 'Send a mail to mail@molendam.nl.', 'post@molendam.nl'],
    ['Deel het met #molendag.', 'Share it with #millday.', '#molendag'],
  ])('%s → %s', (dutch, english, text) => {
    expect(lostIn(dutch, english)).toEqual([expect.stringContaining(`"${text}"`)]);
  });
});

describe('what is no address in the text is left alone', () => {
  test.each([
    [
      'an address in a tag',
      'Lees <a href="https://molendam.nl/nl/regels">de regels</a>.',
      'Read the rules.',
    ],
    ['a missing space', 'Het regende.De boot voer uit.', 'It rained. The boat sailed.'],
    [
      'the English page of the same site',
      'Vraag het aan op www.molendam.nl/pas, of op nl.molendam.nl/print.',
      'Apply at molendam.nl/en/pas/, or at https://en.molendam.nl/print.',
    ],
    [
      'a site of which the English pages have a name of their own',
      'De regels staan op www.rijksoverheid.nl/onderwerpen/molens.',
      'The rules are at www.government.nl/topics/mills.',
    ],
    [
      'a hashtag or a handle in another case',
      'Deel het met #Molendag en @DeMolen.',
      'Share it with #molendag and @demolen.',
    ],
    ['the same address', 'Zie www.molendam.nl, onder afval.', 'See www.molendam.nl, under waste.'],
  ])('%s', (_, dutch, english) => expect(lostIn(dutch, english)).toEqual([]));
});
