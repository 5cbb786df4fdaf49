import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

/** The messages of the errors about Dutch words. */
function leftIn(dutch: string, english: string): string[] {
  const translation = { title: null, segments: [{ n: 1, nl: dutch, en: english }] };
  return checkTranslation(null, translation)
    .filter(({ check, severity }) => check === 'dutch-words' && severity !== 'hint')
    .map(({ message }) => message);
}

describe('a Dutch word left in the English is an error', () => {
  test.each([
    ['De cipiers openden de poort.', 'The cipiers opened the gate.', 'cipiers'],
    ['Cipiers openden de poort.', 'Cipiers opened the gate.', 'Cipiers'],
    [
      "De trainer was 'woedend' over het veld.",
      "The coach was 'woedend' about the pitch.",
      'woedend',
    ],
    ['Zij leidt een winstgevende molen.', 'She runs a winstgevende mill.', 'winstgevende'],
    ['Zij verkopen kussens en kaarsen.', 'They sell kussens and kaarsen.', 'kussens … kaarsen'],
    ['De kandidaat-opperrechter zweeg.', 'The candidate-opperrechter was silent.', 'opperrechter'],
    ['Er dreigt een overstromingsgevaar.', 'There is a danger of overstroming.', 'overstroming'],
    ['De skiërs daalden af.', 'The skiërs came down.', 'skiërs'],
    ['De orkaan Tilda trok verder.', 'The Orkaan Tilda moved on.', 'Orkaan'],
    ['Het feest is op maandag.', 'The party is on maandag.', 'maandag'],
    ['Er zwemmen zeven bevers.', 'There are zeven beavers swimming.', 'zeven'],
  ])('%s → %s', (dutch, english, word) => {
    expect(leftIn(dutch, english)).toEqual([`"${word}" in the English is Dutch: translate it`]);
  });

  test.each([
    ['De stoet kwam uit Griekenland.', 'The parade came from Griekenland.', 'Greece'],
    ['In Duitsland regende het.', 'In Duitsland it rained.', 'Germany'],
    ['Zij vertrok naar Zuid-Korea.', 'She left for Zuid-Korea.', 'South Korea'],
    ['Zij woont in Den Haag.', 'She lives in Den Haag.', 'The Hague'],
    ['De VS zwijgen.', 'The VS is silent.', 'US'],
    ['Vooral in het VK sneeuwde het.', 'It snowed in the VK above all.', 'UK'],
    ['De btw gaat omhoog.', 'The btw goes up.', 'VAT'],
  ])('%s → %s', (dutch, english, form) => {
    expect(leftIn(dutch, english)).toEqual([
      expect.stringContaining(`English has "${form}" for it`),
    ]);
  });

  test.each([
    ['De keeper was boos.', 'The keeper was boos.', 'angry'],
    ['Zij schreef een brief.', 'She wrote down a brief.', 'letter'],
    ['De twee boten voeren weg.', 'The twee boats sailed away.', 'two'],
  ])('also where English has the same word for something else: %s → %s', (dutch, english, form) => {
    const found = leftIn(dutch, english);
    expect(found).toEqual([expect.stringContaining(`English has "${form}" for it`)]);
  });

  test('a name in its Dutch form, though the Dutch has another form of it', () => {
    expect(leftIn('De Noorse visser zweeg.', 'The fisherman from Noorwegen was silent.')).toEqual([
      expect.stringContaining('"Noorwegen"'),
    ]);
  });

  test('its place is marked in both texts', () => {
    const segment = { n: 1, nl: 'De cipiers sliepen.', en: 'The cipiers slept.' };
    const findings = checkTranslation(null, { title: null, segments: [segment] });
    expect(findings.find(({ check }) => check === 'dutch-words')).toMatchObject({
      rule: 'dutch-words/listed',
      marks: { nl: [[3, 10]], en: [[4, 11]] },
    });
  });
});

describe('Dutch that may stand in English is left alone', () => {
  test.each([
    [
      'words of both languages',
      'Het hotel heeft een sauna en wifi.',
      'The hotel has a sauna and wifi.',
    ],
    [
      'English compounds',
      'De backpackers hielden een dreamteam over.',
      'The backpackers kept a dreamteam.',
    ],
    ['accents', 'Het café had een naïeve gast.', 'The café had a naïve guest.'],
    [
      'a surname',
      'Bakker zweeg. Toen sprak meester Bakker.',
      'Bakker was silent. Then Master Bakker spoke.',
    ],
    ['a name with small words', 'Jan van der Heide schilderde.', 'Jan van der Heide painted.'],
    [
      'an institution',
      'De Vereniging van Friese molenaars vergaderde.',
      'The Vereniging van Friese molenaars met.',
    ],
    ['a company', 'Zij werkt bij Zonnekracht Nederland.', 'She works at Zonnekracht Nederland.'],
    [
      'a title in quotation marks',
      'Zijn boek "Stille wateren" verscheen.',
      'His book "Stille wateren" came out.',
    ],
    [
      'an explanation in brackets',
      'Zij sliepen in een schuur bij de wetering.',
      'They slept in a barn by the wetering (drainage canal).',
    ],
    [
      'the Dutch in brackets',
      'De kantonrechter oordeelde.',
      'The district judge (kantonrechter) ruled.',
    ],
    ['a word that is mentioned', 'Men noemt dat gedogen.', "This is called 'gedogen'."],
    ['a web address', 'Zie www.molenaars.nl/zolder.', 'See www.molenaars.nl/zolder.'],
    ['food', 'Wij aten stamppot en hagelslag.', 'We ate stamppot and hagelslag.'],
    ['a name of both', 'Hij kwam uit Kiev.', 'He came from Kiev.'],
    ['a word of both in its English meaning', 'De brief was kort.', 'The letter was brief.'],
    ['a word that other Dutch is right for', 'Een korte brief.', 'A brief message.'],
    [
      'Dutch names in a Dutch title',
      'Zij las het Handboek Nederlandse wegen.',
      'She read the Handboek Nederlandse wegen.',
    ],
    [
      'a term that the English defines',
      'De kaagbaas liet de sluis open.',
      'The kaagbaas, a lock keeper, left the sluice open.',
    ],
    [
      'a town with its English name in brackets',
      'Zij schilderde in Den Haag.',
      'She painted in Den Haag (The Hague).',
    ],
    [
      'a surname after a first name that kings had',
      'Jan van Gent zweeg.',
      'Jan van Gent was silent.',
    ],
    [
      'an English phrase of the Dutch',
      'De fast boot duurt een minuut.',
      'The fast boot takes a minute.',
    ],
    [
      'what is in a tag',
      'Lees <a class="molenknop" href="#meelzolder">alles</a> over graan.',
      'Read <a class="molenknop" href="#meelzolder">everything</a> about grain.',
    ],
    ['the marks of the sandbox', 'De cipiers sliepen.', 'The ⟨cipiers⟩ slept.'],
  ])('%s', (_, dutch, english) => expect(leftIn(dutch, english)).toEqual([]));
});

test('a name that is given in Dutch with its English, or is one of a party, is no Dutch text', () => {
  const errors = (nl: string, en: string) =>
    checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] }).filter(
      ({ severity }) => severity === 'error',
    );
  const party = 'The Partij voor de Dieren (Party for the Animals) is against it.';
  expect(errors('De Partij voor de Dieren is tegen.', party)).toEqual([]);
  const tax = 'The Belastingdienst (Dutch Tax Administration) sends a letter.';
  expect(errors('De Belastingdienst stuurt een brief.', tax)).toEqual([]);
  expect(
    errors('Hij stuurt een brief naar Duitsland.', 'He sends a letter to Duitsland.'),
  ).toHaveLength(1);
});

test('a term that the English of the article explains once may stand in the rest of it', () => {
  const later = { n: 2, nl: 'De kaagbaas sliep.', en: 'The kaagbaas was asleep.' };
  const doubted = (en: string) =>
    checkTranslation(null, {
      title: null,
      segments: [{ n: 1, nl: 'Een kaagbaas beheert de sluis.', en }, later],
    }).flatMap(({ check, segment }) => (check === 'dutch-words' ? [segment] : []));
  expect(doubted('A kaagbaas (lock keeper) runs the sluice.')).toEqual([]);
  expect(doubted('A lock keeper (kaagbaas) runs the sluice.')).toEqual([]);
  expect(doubted('A lock keeper runs the sluice.')).toEqual([2]);
});

test('names of newspapers that begin with an article are no Dutch text', () => {
  const checked = (nl: string, en: string) =>
    checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] }).filter(
      ({ check }) => check === 'untranslated',
    );
  const papers = 'De Groene Polderbode and Het Laatste Dagblad wrote about it.';
  expect(checked('De Groene Polderbode en Het Laatste Dagblad schreven erover.', papers)).toEqual(
    [],
  );
  const dutch = 'De molenaar en het meisje wachten op de wind.';
  expect(checked(dutch, 'De molenaar en het girl wachten op de wind.')).toHaveLength(1);
});
