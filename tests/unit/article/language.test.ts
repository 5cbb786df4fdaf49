import { expect, test } from 'vitest';
import { detectLanguage, isEnglish, requireDutch } from '../../../src/article/language.ts';

test.each([
  ['nl', 'Het kabinet heeft maandag besloten dat de maatregelen per 1 januari worden afgeschaft.'],
  [
    'nl',
    'Volgens De Wever is dat "the only way to go", zo zei hij in de Kamer tegen de ' +
      'aanwezige journalisten.',
  ],
  [
    'en',
    'The government said on Monday that the measures will be abolished on the first of January.',
  ],
  [
    'de',
    'Die Regierung hat am Montag beschlossen, dass die Maßnahmen zum ersten Januar ' +
      'abgeschafft werden.',
  ],
  [
    'fy',
    'De regear hat moandei besletten dat de maatregels mei yngong fan 1 jannewaris ôfskaft ' +
      'wurde, sei de minister yn de Twadde Keamer.',
  ],
  [
    'fy',
    'It waar wie moai en de bern boarten bûten, mar nei it iten moasten se wer nei skoalle ' +
      'foar de lêste les fan de dei.',
  ],
  [
    'af',
    'Die regering het Maandag besluit dat die maatreëls vanaf 1 Januarie nie meer sal geld ' +
      'nie, het die minister vir die parlement gesê.',
  ],
  [
    'af',
    'Hulle het baie gou besef dat hierdie plan nie vir almal sal werk nie, maar ons gaan ' +
      'daarmee voort.',
  ],
  [
    'nl',
    'De schepen van mobiliteit liet weten dat de werken in de Veldstraat pas na de zomer ' +
      'zullen starten, aldus de stad Gent vrijdagnamiddag.',
  ],
  [
    'nl',
    'Ge moet daar nu niet panikeren, zegt de schepen, want het stadsbestuur gaat die ' +
      'mensen een premie geven om hun woonst te isoleren.',
  ],
  [
    'nl',
    'De minister zei maandag dat het plan doorgaat. "We will not be intimidated by ' +
      'anybody, and we will go on with this as long as it takes," voegde zij eraan toe. ' +
      "Daarna vertrok zij naar Brussel voor overleg met haar collega's.",
  ],
  ['fr', 'Le gouvernement a décidé lundi que les mesures seront supprimées le premier janvier.'],
])('%s: %s', async (language, text) => {
  expect(await detectLanguage(text)).toBe(language);
});

test('a text too short to tell passes for Dutch', async () => {
  await expect(requireDutch('Ja, hoor.', 'kort.txt')).resolves.toBeNull();
});

test('English paragraphs in a Dutch article do not make it English; Dutch ones in an English article do not make it Dutch', async () => {
  const dutch =
    'Het kabinet heeft maandag besloten dat de maatregelen per 1 januari worden ' +
    'afgeschaft, meldt de minister.';
  const english =
    'The government said on Monday that the measures will be abolished on the first of ' +
    'January, and that is it.';
  await expect(requireDutch(`${dutch}\n\n${english}`, 'half.txt')).resolves.toBe('nl');
  await expect(
    requireDutch(`${dutch}\n\n${english}\n\n${english}\n\n${english}`, 'meer.txt'),
  ).rejects.toThrow('English');
});

test('an English article is refused with its language and the way out', async () => {
  const text =
    'The government said on Monday that the measures will be abolished on the first of January.';
  await expect(requireDutch(text, 'news.txt')).rejects.toThrow(
    'news.txt: this looks like English, not Dutch; --any-language translates it anyway',
  );
});

test.each([
  [true, 'It is what it is, he said, and there is nothing that we can do about it any more.'],
  [false, 'Het is wat het is, zei hij, en daar kunnen wij niets meer aan doen.'],
  [false, 'Hij noemde het “the only way to go” en ging verder met de vergadering in de raad.'],
  [false, 'Yes, we can.'],
  [false, 'The Voice of Holland, The Passion en Serious Request trokken de meeste kijkers.'],
])('English already: %s, %s', (expected, text) => {
  expect(isEnglish(text)).toBe(expected);
});
