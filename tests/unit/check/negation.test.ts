import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

const negation = (nl: string, en: string) =>
  checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] })
    .filter(({ check, severity }) => check === 'negation' && severity !== 'hint')
    .map(({ rule, severity }) => `${severity} ${rule}`);

describe('a negation that is lost or added is found', () => {
  test.each([
    ['De trein stopt niet in het dorp.', 'The train stops in the village.'],
    ['Er waren geen plaatsen vrij in de zaal.', 'There were some places free in the hall.'],
    ['Zij heeft het boek nooit gelezen.', 'She has always read the book.'],
    ['Niemand opende de deur.', 'Everyone opened the door.'],
    ['Zij geven géén vergunning voor de haven.', 'They give a permit for the harbour.'],
    ['De bakker weigert geen klanten.', 'The baker refuses customers.'],
    ['Voor niet-leden kost de boot vijf euro.', 'For members the boat costs five euros.'],
  ])('%s | %s', (nl, en) => {
    expect(negation(nl, en)).toEqual(['error negation/lost']);
  });

  test.each([
    ['De trein stopt in het dorp.', 'The train does not stop in the village.'],
    ['De school is open op vrijdag.', 'The school is never open on Friday.'],
    ['Hij ontkent de diefstal.', 'He does not deny the theft.'],
  ])('%s | %s', (nl, en) => {
    expect(negation(nl, en)).toEqual(['error negation/added']);
  });

  test('also among other sentences, whatever these negate', () => {
    const nl =
      'De raad stemde over de brug. Zonder subsidie kan de gemeente de brug niet bouwen. ' +
      'De wethouder ontkende dat de aannemer het werk weigert.';
    const en =
      'The council voted on the bridge. Without a subsidy the municipality can build the bridge. ' +
      'The alderman denied that the contractor refuses the work.';
    expect(negation(nl, en)).toEqual(['error negation/lost']);
  });

  test('of two in one sentence, as a warning', () => {
    expect(
      negation(
        'De boer verkoopt geen melk en de bakker verkoopt geen brood.',
        'The farmer sells no milk and the baker sells bread.',
      ),
    ).toEqual(['warning negation/lost-likely']);
  });

  test('where another word renders what might excuse it', () => {
    const nl = 'Het water stijgt nog steeds en veel boeren zijn nog niet gewaarschuwd.';
    const en = 'The water is still rising and many farmers have been warned.';
    expect(negation(nl, en)).toEqual(['error negation/lost']);
    const added = 'De winkel bleef dicht nadat de bakkerij was gesloten.';
    const spoilt = 'The shop did not remain shut after the bakery was closed.';
    expect(negation(added, spoilt)).toEqual(['error negation/added']);
  });

  test('where something is denied unless something else happens', () => {
    const nl = 'Het kaartje is niet geldig, tenzij de conducteur het stempelt.';
    const en = 'The ticket is valid unless the conductor stamps it.';
    expect(negation(nl, en)).toEqual(['error negation/lost']);
  });

  test('less surely where the English may say it the other way round', () => {
    const nl = 'De boer en zijn broer komen niet goed overeen over de molen.';
    const en = 'The farmer and his brother keep quarrelling about the mill.';
    expect(negation(nl, en)).toEqual(['warning negation/lost-freely']);
  });

  test('of two, marks the one that the other sentence does not have', () => {
    const nl = 'De boer verkoopt geen melk en de bakker verkoopt geen brood.';
    const en = 'The farmer sells no milk and the baker sells bread.';
    const [finding] = checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] });
    expect(finding?.marks?.nl.map(([from]) => from)).toEqual([nl.lastIndexOf('geen')]);
  });
});

describe('what English says otherwise is left alone', () => {
  test.each([
    ['a negative word', 'De fietser raakte niet gewond.', 'The cyclist was unhurt.'],
    ['a verb', 'De motor wilde niet starten.', 'The engine failed to start.'],
    ['the opposite', 'De winkel is op maandag niet open.', 'The shop is closed on Mondays.'],
    [
      'without',
      'Zij liep de zaal uit en groette niemand.',
      'She left the hall without a greeting.',
    ],
    ['no longer so', 'Roken is hier niet meer strafbaar.', 'Smoking is now legal here.'],
    ['not only', 'Niet alleen de kerk, ook de toren brandde.', 'Both church and tower burned.'],
    ['no doubt', 'Er is geen twijfel dat de dam breekt.', 'The dam will undoubtedly break.'],
    ['whatever', 'Het maakt niet uit wie de sleutel heeft.', 'Whoever has the key is fine.'],
    ['far from', 'De haven is nog lang niet af.', 'The harbour is far from finished.'],
    ['recently', 'Niet zo lang geleden stond hier een molen.', 'Until recently a mill stood here.'],
    ['litotes', 'Dat is niet onbelangrijk voor de haven.', 'That matters to the harbour.'],
    ['until', 'De kade gaat pas in mei open.', 'The quay will not open until May.'],
    ['no later than', 'Betaal uiterlijk op 3 mei.', 'Pay no later than 3 May.'],
    ['neither … nor', 'Noch de boer, noch de knecht sliep.', 'Neither farmer nor hand slept.'],
    ['said twice', 'Niets of niemand houdt ons tegen.', 'Nothing can stop us.'],
    ['a prefix', 'De kok is ontevreden over de soep.', 'The cook is not happy with the soup.'],
    ['a borrowed no', 'De no-claim vervalt dit jaar.', 'The no-claims bonus lapses this year.'],
    ['a fixed term', 'Een motie van wantrouwen volgde.', 'A motion of no confidence followed.'],
    [
      'whether or not',
      'Zij komt, of hij nu wil of niet.',
      'She is coming, whether or not he likes it.',
    ],
    [
      'two that cancel',
      'Bezoekers moeten een kaartje hebben.',
      'No visitor gets in without a ticket.',
    ],
  ])('%s: %s | %s', (_, nl, en) => {
    expect(negation(nl, en)).toEqual([]);
  });

  test('free English is not judged', () => {
    const nl = 'Het kwam er maar niet van om eens goed uit te slapen.';
    expect(negation(nl, 'Lie-ins kept slipping through their fingers.')).toEqual([]);
  });
});

describe('a prefix', () => {
  test.each([
    ['Regen is morgen onwaarschijnlijk.', 'Rain is likely tomorrow.'],
    ['De oorzaak is bekend.', 'The cause is unknown.'],
    ['Een onafhankelijke rechter kijkt ernaar.', 'A dependent judge looks into it.'],
  ])('lost or added is found: %s | %s', (nl, en) => {
    expect(negation(nl, en)).toEqual(['error negation/prefix']);
  });

  test('is found in words that no list has', () => {
    expect(
      negation('De brug is toegankelijk voor fietsen.', 'The bridge is inaccessible to bicycles.'),
    ).toEqual([]);
    expect(negation('De jas is gebruikt.', 'The coat is unused.')).toEqual([
      'warning negation/prefix-by-stem',
    ]);
  });

  test.each([
    [
      'De gasten logeren in een hotel aan de kade.',
      'The guests stay in an unsafe hotel on the quay.',
    ],
    ['De molenaar kan graan malen.', 'The miller is unable to grind grain.'],
  ])('that nothing in the Dutch calls for is found: %s | %s', (nl, en) => {
    expect(negation(nl, en)).toEqual([expect.stringMatching(/negation\/prefix/)]);
  });

  test.each([
    ['Helaas is de molen dicht.', 'Unfortunately the mill is closed.'],
    [
      'Bij een dikke muur krijg je zelden bereik.',
      'With a thick wall you are unlikely to get a signal.',
    ],
    ['Het is niet mogelijk.', 'It is impossible.'],
    ['Dat is onmogelijk.', 'That is not possible.'],
    ['Hij is niet ongelukkig, maar moe.', 'He is happy, but tired.'],
    [
      'Wij nemen ze niet op, omdat de cijfers nog niet compleet zijn.',
      'We have not included them, since the figures are not yet in and incomplete.',
    ],
    ['De stoel is minder comfortabel.', 'The chair is uncomfortable.'],
    ['Een onbekende man vroeg een bekende bakker de weg.', 'An unknown man asked a known baker.'],
  ])('that is right is left alone: %s | %s', (nl, en) => {
    expect(negation(nl, en)).toEqual([]);
  });
});

test('"zonder" and "nauwelijks" of which nothing is left are found', () => {
  expect(negation('De dijk was amper beschadigd.', 'The dyke was badly damaged.')).toEqual([
    'warning negation/word-lost',
  ]);
  expect(negation('De dijk was amper beschadigd.', 'The dyke was only slightly damaged.')).toEqual(
    [],
  );
});

test('"slechts" that was lost is found', () => {
  expect(negation('Er waren slechts drie boeren.', 'There were three farmers.')).toEqual([
    'warning negation/only-lost',
  ]);
  expect(negation('Er waren slechts drie boeren.', 'There were only three farmers.')).toEqual([]);
  expect(negation('Een enkele boer kwam.', 'A farmer came.')).toEqual([]);
});

test('a negation that went to another word is found', () => {
  const nl = 'De burgemeester opende de markt, maar de minister verliet de haven niet.';
  expect(
    negation(nl, 'The mayor did not open the market, but the minister left the harbour.'),
  ).toEqual(['warning negation/moved']);
  expect(
    negation(nl, 'The mayor opened the market, but the minister did not leave the harbour.'),
  ).toEqual([]);
});

test('a finding says where it looked', () => {
  const nl = 'De trein stopt niet in het dorp.';
  const [finding] = checkTranslation(null, {
    title: null,
    segments: [{ n: 1, nl, en: 'The train stops in the village.' }],
  });
  expect(finding?.marks?.nl.map(([from, to]) => nl.slice(from, to))).toEqual(['niet']);
});

test('a compound with "niet" that the English has another word for is no negation lost', () => {
  const nl = 'Voor niet-leden kost de boot vijf euro.';
  const en = 'For visitors the boat costs five euros.';
  expect(negation(nl, en)).toEqual([]);
});
