import { expect, test } from 'vitest';
import { detectLanguage, requireDutch } from '../../../src/article/language.ts';

test.each([
  ['nl', 'Het kabinet heeft maandag besloten dat de maatregelen per 1 januari worden afgeschaft.'],
  ['nl', 'Volgens De Wever is dat "the only way to go", zo zei hij in de Kamer tegen de aanwezige journalisten.'],
  ['en', 'The government said on Monday that the measures will be abolished on the first of January.'],
  ['de', 'Die Regierung hat am Montag beschlossen, dass die Maßnahmen zum ersten Januar abgeschafft werden.'],
  ['fr', 'Le gouvernement a décidé lundi que les mesures seront supprimées le premier janvier.'],
])('%s: %s', async (language, text) => {
  expect(await detectLanguage(text)).toBe(language);
});

test('a text too short to tell passes for Dutch', async () => {
  await expect(requireDutch('Ja, hoor.', 'kort.txt')).resolves.toBeNull();
});

test('an English article is refused with its language and the way out', async () => {
  const text = 'The government said on Monday that the measures will be abolished on the first of January.';
  await expect(requireDutch(text, 'news.txt')).rejects.toThrow('news.txt: this looks like English, not Dutch; use --any-language to go on');
});
