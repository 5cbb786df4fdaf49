import { readFileSync } from 'node:fs';
import { eld } from 'eld/medium';
import { expect, test } from 'vitest';
import { loadLanguageDetector } from '../../src/compact-ngrams.ts';

const fixtures = readFileSync('tests/fixtures/paragraphs.jsonl', 'utf8').trimEnd().split('\n');
const pairs = fixtures.map((line): { nl: string; en: string } => JSON.parse(line));

test('a text is told as eld tells it, with the same scores', async () => {
  const detector = await loadLanguageDetector();
  const texts = [
    ...pairs.flatMap(({ nl, en }) => [nl, en, nl.slice(0, 45)]),
    'Der Bürgermeister hat gestern mitgeteilt, dass die Brücke für ein Jahr gesperrt wird.',
    'Die munisipaliteit het gister gesê dat hulle nie die brug hierdie jaar sal herstel nie.',
    'De gemeente hat juster meidield dat de brêge fan moandei ôf foar in jier ticht is.',
    'Le maire a déclaré hier que le pont restera fermé pendant toute l’année prochaine.',
    'Мэр вчера сообщил, что мост будет закрыт на год.',
    '市長は昨日、橋が一年間閉鎖されると発表した。',
    "'t Is \\ '{}' \u0000 ~ 12:34, 5",
    '',
  ];
  for (const text of texts) {
    const [here, there] = [detector.detect(text), eld.detect(text)];
    expect(here.language).toBe(there.language);
    expect(here.getScores()).toEqual(there.getScores());
  }
});
