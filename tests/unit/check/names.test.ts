import { describe, expect, test } from 'vitest';
import { createGlossary } from '../../../src/glossary/glossary.ts';
import { institutions } from '../../../src/glossary/institutions.ts';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

const nameChecks = new Set(['places', 'names', 'added-names', 'acronyms']);

/** What the checks of names say, hints apart. */
const doubts = (nl: string, en: string) =>
  checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] }).filter(
    ({ check, severity }) => nameChecks.has(check) && severity !== 'hint',
  );

describe('a name that is spelt in another way', () => {
  test.each([
    ['by its sound', 'De schipper Boyan Qassem won.', 'The skipper Bojan Kasem won.'],
    ['a degree is none', 'Zij promoveerde in Delft bij Boerhaave.', 'She took her PhD there.'],
    ['another name', 'Zij werkte in Parijs bij mevrouw Curie.', 'She worked with Marie Curie.'],
    [
      'an acronym of English',
      'Zij kregen de uitslag van de GGD of van het ziekenhuis.',
      'They got the result from the MHS or from the hospital.',
    ],
    [
      'an acronym in the plural',
      "De cijfers komen van de GGD'en in het noorden.",
      'The figures are from the health services up in Noordwolde, that is.',
    ],
  ])('%s: nothing to doubt in %s | %s', (_, nl, en) => {
    expect(doubts(nl, en)).toEqual([]);
  });
});

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
    ['De Republikeinse Partij aarzelt.', 'The Labour Party hesitates.'],
    ['Zij zit in de Senaatscommissie.', 'She sits on the committee of the Supreme Court.'],
    ['De minister van financiën trad af.', 'The Foreign Minister resigned.'],
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

  test('institutions that Dutch writes without a capital are a warning', () => {
    expect(doubts('Het kabinet vergadert.', 'The Senate is meeting.')).toMatchObject([
      { rule: 'places/body', severity: 'warning' },
    ]);
    expect(doubts('Het kabinet vergadert.', 'The Cabinet is meeting.')).toEqual([]);
    expect(doubts('Het kabinet vergadert.', 'Ministers are meeting.')).toEqual([]);
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

describe('names', () => {
  test.each([
    ['Volgens Willem Jansen gaat het goed.', 'According to Willem Kowalczyk it is going well.'],
    ['Zij sprak met mevrouw Yilmaz over de school.', 'She talked to Ms Ferreira about the school.'],
    ['Daarna won Tadema de rit.', 'Then Okonkwo won the stage.'],
    ['Volgens wethouder Bakker kan het niet.', 'According to alderman Lindqvist it cannot be.'],
    // A name that stands there twice counts twice.
    ['Tadema won, zei Tadema.', 'Tadema won, Okonkwo said.'],
    // Another name of the article, a place for a person, a person for a place.
    [
      'Tadema zwom. Het water was koud. Daarna liep Veldhoen.',
      'Tadema swam. The water was cold. Then Tadema walked.',
    ],
    ['Zij vertrouwt Tadema niet.', 'She does not trust Ghana.'],
    ['Zij vertrouwt Ghana niet.', 'She does not trust Tadema.'],
  ])('%s | %s: another one', (nl, en) => {
    expect(doubts(nl, en)).toMatchObject([{ check: 'names', severity: 'error' }]);
  });

  test.each([
    [
      'De trainer heet Willem Wolters. Wolters is blij.',
      'The coach is Willem Walters. Wolters is glad.',
    ],
    [
      'Omtzigt bleef weg. Later kwam Omtzigt terug.',
      'Omtzigt stayed away. Later Omtzicht came back.',
    ],
    ['Het huis van Hofstra en Hofstra staat leeg.', 'The house of Hofsta and Hofstra is empty.'],
    ['Met Mozart sprak hij niet.', 'He did not talk to Mozarl.'],
  ])('%s | %s: misspelt', (nl, en) => {
    expect(doubts(nl, en)).toMatchObject([{ rule: 'names/misspelt', severity: 'error' }]);
  });

  test('a name that the Dutch has once may be a slip of the Dutch', () => {
    expect(doubts('Zij belde met Tjaddemu.', 'She called Tjaddemo.')).toMatchObject([
      { rule: 'names/misspelt-once', severity: 'warning' },
    ]);
  });

  test.each([
    ['Poetin en Zelenski spraken elkaar.', 'Putin and Zelenskyy talked.'],
    [
      'De Karolingers en de Etrusken bouwden wegen.',
      'The Carolingians and the Etruscans built roads.',
    ],
    ['Boswachter Kees Ooms telt vogels.', 'Forester Kees Ooms counts birds.'],
    [
      'Rietdekkers Tomas Blik en Iris Wal staken.',
      'Thatchers Tomas Blik and Iris Wal are on strike.',
    ],
    ['De Rijksdienst voor het Wegverkeer wacht.', 'The Netherlands Vehicle Authority is waiting.'],
    ['De Onafhankelijkheidsverklaring ligt hier.', 'The Declaration of Independence lies here.'],
    ['De Melkweg en de Noordpool zijn ver.', 'The Milky Way and the Arctic are far away.'],
    ['Karel de Grote woonde in Aken.', 'Charlemagne lived in Aachen.'],
    ['Koning Willem de Zwijger sprak.', 'King William the Silent spoke.'],
    ['De Broeders van Tadema zwegen.', 'The Brothers of Tadema were silent.'],
    ['De trumpcampagne huurt een zaal.', 'The Trump campaign is renting a hall.'],
    // A translator may write "he" for a name, and a name for "hij".
    ['Tadema won. Daarna ging Tadema naar huis.', 'Tadema won. Then he went home.'],
    ['Tadema won. Daarna ging hij naar huis.', 'Tadema won. Then Tadema went home.'],
    // What is in the sentence beside it was moved.
    ['Tadema won, zei Veldhoen. Het regende.', 'Tadema won. It was raining, Veldhoen said.'],
    ['DE BRUG BIJ TADEMA IS DICHT', 'THE BRIDGE NEAR TADEMA IS CLOSED'],
  ])('%s | %s: the same', (nl, en) => {
    expect(doubts(nl, en)).toEqual([]);
  });

  test('a name that nothing in the Dutch calls for is a warning', () => {
    expect(doubts('De zaal was leeg.', 'The hall of Kowalczyk was empty.')).toMatchObject([
      { check: 'added-names', severity: 'warning' },
    ]);
    expect(doubts('De zaal was leeg.', 'The hall in Ghana was empty.')).toMatchObject([
      { check: 'added-names', severity: 'warning' },
    ]);
    expect(doubts('De zaal was leeg.', 'The hall in the Netherlands was empty.')).toEqual([]);
  });
});

describe('names that changed places', () => {
  test.each([
    [
      'exchanged',
      'Met Vera Tadema sprak zij over Iris Veldhoen.',
      'She talked to Vera Veldhoen about Iris Tadema.',
    ],
    [
      'exchanged',
      'Tadema (34) woont naast Veldhoen (61).',
      'Veldhoen (34) lives next to Tadema (61).',
    ],
    ['turned', 'Gisteren won Vera Tadema.', 'Yesterday Tadema Vera won.'],
    ['switched', 'Tadema klaagde Veldhoen aan.', 'Veldhoen sued Tadema.'],
    [
      'crossed',
      'Eerst zong Tadema een lied. Toen danste Veldhoen.',
      'First Veldhoen sang a song. Then Tadema danced.',
    ],
  ])('%s: %s | %s', (rule, nl, en) => {
    const severity = ['turned', 'crossed'].includes(rule) ? 'error' : 'warning';
    expect(doubts(nl, en)[0]).toMatchObject({ rule: `names/${rule}`, severity });
  });

  test.each([
    ['Tadema werd door Veldhoen aangeklaagd.', 'Veldhoen sued Tadema.'],
    ['Met Tadema sprak Veldhoen niet.', 'Veldhoen did not talk to Tadema.'],
    ['Gisteren won Vera Tadema van Iris Veldhoen.', 'Iris Veldhoen lost to Vera Tadema yesterday.'],
    ['Hij kent Tadema en Veldhoen.', 'He knows Veldhoen and Tadema.'],
  ])('%s | %s: order alone tells nothing', (nl, en) => {
    expect(doubts(nl, en)).toEqual([]);
  });

  test.each([
    ['Veldhoen zag hoe duur het was, zei Tadema.', 'Tadema saw how costly it was, Veldhoen said.'],
    ['Aldus Tadema, die Veldhoen kent.', 'So said Veldhoen, who knows Tadema.'],
    ['Volgens Tadema is Veldhoen ziek.', 'According to Veldhoen, Tadema is ill.'],
  ])('%s | %s: the speaker is another', (nl, en) => {
    expect(doubts(nl, en)[0]).toMatchObject({ rule: 'names/speaker', severity: 'error' });
  });

  test.each([
    ['Veldhoen zag hoe duur het was, zei Tadema.', 'Veldhoen saw how costly it was, Tadema said.'],
    ['Veldhoen zag hoe duur het was, zei Tadema.', 'Veldhoen saw how costly it was, she said.'],
    ['Dat zei Tadema tegen Veldhoen.', 'Tadema told Veldhoen that.'],
    ['Volgens Vera Tadema was het te duur.', 'It was too costly, said Tadema.'],
  ])('%s | %s: the speaker is the same', (nl, en) => {
    expect(doubts(nl, en)).toEqual([]);
  });
});

describe('acronyms', () => {
  test.each([
    ['De NAVO oefent in zee.', 'NASA is exercising at sea.'],
    ['Dat meldt de BBC vandaag.', 'That is what CNN reports today.'],
    ['De PALM-proef stopt.', 'The FBI trial stops.'],
    ['De Bond van Tuinders (BVT) sprak.', 'The Union of Growers (BBC) spoke.'],
    ['De KRQ en de KRQ-top zwijgen.', 'The KRQ and the leaders of the KLQ are silent.'],
  ])('%s | %s: another one', (nl, en) => {
    expect(doubts(nl, en)).toMatchObject([{ severity: 'error' }]);
  });

  test.each([
    ['De OESO prijst de NAVO, de VN en het OM.', 'The OECD praises NATO, the UN and the OM.'],
    ['De VN-gezant praat met EU-lidstaten.', "The UN's envoy is talking to EU member states."],
    ['Het bbp en de btw stijgen.', 'GDP and VAT are rising.'],
    ['Het mkb klaagt.', 'SMEs are complaining.'],
    ['Het Bureau Veilige Lucht (BVL) meet.', 'The Clean Air Bureau (BVL) measures.'],
    [
      'De FWC en de Bond van Schone Lucht meten.',
      'The Fish and Wildlife Commission and BSL are measuring.',
    ],
    ['ZIJ KWAMEN NIET, zegt het CBS.', 'THEY DID NOT COME, says Statistics Netherlands.'],
  ])('%s | %s: the same', (nl, en) => {
    expect(doubts(nl, en)).toEqual([]);
  });
});

test('no rendering of the glossary raises a doubt', () => {
  const glossary = createGlossary();
  const segments = institutions
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [nl = '', renderings = ''] = line.split('=');
      return renderings
        .replace(/ \(.+\)$/, '')
        .split('|')
        .map((en) => ({ nl: `Gisteren sprak ${nl} zich uit.`, en: `Yesterday ${en} spoke out.` }));
    })
    .map((segment, at) => ({ n: at + 1, ...segment }));
  const found = checkTranslation(null, { title: null, segments }, glossary).filter(
    ({ check, severity }) => severity !== 'hint' && (nameChecks.has(check) || check === 'glossary'),
  );
  expect(found).toEqual([]);
  expect(segments.length).toBeGreaterThan(400);
});

test("a name that the user's glossary asks for is no other name", () => {
  const term = { also: [], note: null, gloss: null, exactCase: true, own: true };
  const glossary = createGlossary([
    { ...term, nl: 'Tadema', en: 'Kowalczyk' },
    { ...term, nl: 'Keulen', en: 'Vienna' },
  ]);
  const segments = [
    { n: 1, nl: 'Gisteren won Tadema in Keulen.', en: 'Kowalczyk won in Vienna yesterday.' },
  ];
  const found = (own?: typeof glossary) =>
    checkTranslation(null, { title: null, segments }, own).filter(({ check }) =>
      nameChecks.has(check),
    );
  expect(found()).not.toEqual([]);
  expect(found(glossary)).toEqual([]);
});
