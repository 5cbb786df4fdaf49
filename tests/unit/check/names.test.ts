import { describe, expect, test } from 'vitest';
import { checkTranslation } from '../../../src/check/check.ts';

const nameChecks = new Set(['places']);

/** What the checks of names say, hints apart. */
const doubts = (nl: string, en: string) =>
  checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] }).filter(
    ({ check, severity }) => nameChecks.has(check) && severity !== 'hint',
  );

describe('places and institutions', () => {
  test.each([
    ['Griekenland legt een veto op.', 'England imposes a veto.'],
    ['De trein reed van Hongarije naar Slowakije.', 'The train ran from Hungary to Slovenia.'],
    ['Een Deense bakker won de prijs.', 'A Swedish baker won the prize.'],
    ['De Fransen bleven thuis.', 'The Finns stayed at home.'],
    ['Zij studeerde jarenlang in Keulen.', 'She studied in Vienna for years.'],
    ['De fabriek verhuist van Gent naar Luik.', 'The factory is moving from Ghent to Bruges.'],
    ['De Nigerese president sprak.', 'The Nigerian president spoke.'],
    ['De Raad van State keurde het plan af.', 'The Supreme Court rejected the plan.'],
    ['De Wereldbank leent het geld.', 'The International Monetary Fund lends the money.'],
    ['De VN stuurt waarnemers.', 'The EU is sending observers.'],
    ['De Rijn staat hoog.', 'The Danube is high.'],
    ['Kenia en Kenianen: zo denkt Kenia.', 'Kenya and Kenyans: that is what Ghana thinks.'],
  ])('%s | %s: another one', (nl, en) => {
    expect(doubts(nl, en)).toMatchObject([{ check: 'places', severity: 'error' }]);
  });

  test.each([
    ['De ploeg uit Wales won.', 'The Welsh team won.'],
    ['De Britse premier kwam uit het Verenigd Koninkrijk.', 'The UK prime minister came home.'],
    ['De Tsjechische hoofdstad Praag loopt vol.', 'Prague, the Czech capital, is filling up.'],
    ['Moskou ontkent alles.', 'Russia denies everything.'],
    ['De Belgische regering viel. Zij trad af.', 'Its government fell. It resigned.'],
    ['Michael Jordan speelt in Parijs.', 'Michael Jordan is playing in Paris.'],
    ['Zij werkt voor de Church of England.', 'She works for the Church of England.'],
    ['Frans Timmer eet Turks fruit.', 'Frans Timmer eats Turkish delight.'],
    ['Noord-Koreaanse schepen voeren langs.', 'Ships from North Korea passed.'],
    ['De Tweede Kamer stemt.', 'The House of Representatives votes.'],
    ['De Europese Unie en de VS praten.', 'The EU and the United States are talking.'],
    ['De Noorse zomer is kort.', 'The Nordic summer is short.'],
    ['De EU-lidstaten en de VN-gezant zwijgen.', 'The EU states and the UN envoy are silent.'],
  ])('%s | %s: the same', (nl, en) => {
    expect(doubts(nl, en)).toEqual([]);
  });

  test('says what it compared, and where', () => {
    expect(doubts('Het regende in Polen.', 'It was raining in Portugal.')).toMatchObject([
      {
        rule: 'places/changed',
        message: 'the Dutch says "Polen", and the English "Portugal" instead',
        marks: { nl: [[15, 20]], en: [[18, 26]] },
      },
    ]);
  });

  test('a country is compared within its sentence', () => {
    const nl = 'Spanje wint. Italië verliest. Het regent hard. Italië huilt. Spanje juicht.';
    const en = 'Spain wins. Italy loses. It is raining hard. Italy cries. Italy cheers.';
    expect(doubts(nl, en.replace('Italy cheers', 'Spain cheers'))).toEqual([]);
    expect(doubts(nl, en.replace('Italy loses', 'Chile loses'))).toMatchObject([
      { severity: 'error' },
    ]);
  });
});
