import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

const facts = (nl: string, en: string) =>
  checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] }).filter(
    ({ check, severity }) => (check === 'numbers' || check === 'dates') && severity !== 'hint',
  );

/** One Dutch text, right English, wrong English, and the rule that finds it. */
type Row = readonly [nl: string, right: string, wrong: string, rule: string];

const rows: Readonly<Record<string, readonly Row[]>> = {
  'a figure': [
    [
      'De tentoonstelling trok 8.450 bezoekers.',
      'The exhibition drew 8,450 visitors.',
      'The exhibition drew 8,540 visitors.',
      'numbers/changed',
    ],
    [
      'Er stonden zeven molens langs de Rotte.',
      'Seven mills stood along the Rotte.',
      'Eight mills stood along the Rotte.',
      'numbers/changed',
    ],
    [
      'De gracht is 12.500 jaar oud volgens geen enkele gids.',
      'According to no guide the canal is 12,500 years old.',
      'According to no guide the canal is 12.500 years old.',
      'numbers/separators',
    ],
    [
      'De premie stijgt met 3,5 procent.',
      'The premium is rising by 3.5 per cent.',
      'The premium is rising by 3,5 per cent.',
      'numbers/separators',
    ],
    [
      'De loods meet 1.250,75 vierkante meter.',
      'The shed measures 1,250.75 square metres.',
      'The shed measures 1.250,75 square metres.',
      'numbers/separators',
    ],
    [
      'Tussen 2,2 en 3,1 miljard euro gaat naar dijken.',
      'Between 2.2 and 3.1 billion euros goes to dykes.',
      'Between 2.2 and 3.1 million euros goes to dykes.',
      'numbers/changed',
    ],
    [
      'De helling daalt 0,75 meter.',
      'The slope drops 0.75 metres.',
      'The slope drops 0.57 metres.',
      'numbers/changed',
    ],
    [
      'Bel 06-24681357 voor een afspraak.',
      'Call 06-24681357 for an appointment.',
      'Call 06-24681375 for an appointment.',
      'numbers/changed',
    ],
    [
      'Drie boeren kochten drie koeien.',
      'Three farmers bought three cows.',
      'Three farmers bought four cows.',
      'numbers/changed',
    ],
    [
      'Acht zwemmers haalden de overkant.',
      'Eight swimmers reached the far side.',
      'A group of swimmers reached the far side.',
      'numbers/missing-word',
    ],
    [
      'In het seizoen 2015-2016 werd de ploeg vijfde.',
      'In the 2015-16 season the team came fifth.',
      'In the 2015-17 season the team came fifth.',
      'numbers/changed',
    ],
    [
      'Er brandde één lamp in de schuur.',
      'One lamp was burning in the shed.',
      'Two lamps were burning in the shed.',
      'numbers/loose',
    ],
  ],
  'ranks, parts, factors and magnitudes': [
    [
      'Zij woont op de vierde verdieping.',
      'She lives on the fourth floor.',
      'She lives on the sixth floor.',
      'numbers/rank',
    ],
    [
      'Na de Tweede Wereldoorlog kwam de wederopbouw.',
      'Reconstruction came after World War II.',
      'Reconstruction came after the First World War.',
      'numbers/rank',
    ],
    [
      'Paus Leo XIII schreef de brief.',
      'Pope Leo XIII wrote the letter.',
      'Pope Leo XII wrote the letter.',
      'numbers/rank',
    ],
    [
      'Een derde van de oogst ging verloren.',
      'A third of the harvest was lost.',
      'Half of the harvest was lost.',
      'numbers/part',
    ],
    [
      'De prijs van zout is verdubbeld.',
      'The price of salt has doubled.',
      'The price of salt has tripled.',
      'numbers/part',
    ],
    [
      'Een op de zes fietsers rijdt door rood.',
      'One in six cyclists runs red lights.',
      'One of the five cyclists runs red lights.',
      'numbers/changed',
    ],
    [
      'Tientallen schapen braken uit.',
      'Dozens of sheep broke out.',
      'Hundreds of sheep broke out.',
      'numbers/magnitude',
    ],
    [
      'Er gingen miljarden om in de tulpenhandel.',
      'Billions were turned over in the tulip trade.',
      'Millions were turned over in the tulip trade.',
      'numbers/magnitude',
    ],
    [
      'De Eerste Kamer nam de wet aan.',
      'The Senate passed the bill.',
      'The lower house passed the bill.',
      'numbers/chamber',
    ],
    [
      'In de jaren 40 van de 18e eeuw vroor de haven dicht.',
      'In the 1740s the harbour froze over.',
      'In the 1840s the harbour froze over.',
      'numbers/changed',
    ],
    [
      'Het kasteel stamt uit de 14e eeuw.',
      'The castle dates from the 14th century.',
      'The castle dates from the 1400s.',
      'numbers/changed',
    ],
  ],
  units: [
    [
      'De partij steeg 4 procentpunt.',
      'The party rose by 4 percentage points.',
      'The party rose by 4 per cent.',
      'numbers/percentage-points',
    ],
    [
      'Zo’n 60% van de daken is van riet.',
      'Some 60% of the roofs are thatched.',
      'Some 60 of the roofs are thatched.',
      'numbers/percent-lost',
    ],
    [
      'Het herstel duurt zes weken.',
      'Repairs will take six weeks.',
      'Repairs will take six months.',
      'numbers/time-unit',
    ],
    ['Hij rende 5 kilometer.', 'He ran 5 kilometres.', 'He ran 5 miles.', 'numbers/length-unit'],
    [
      'Het schilderij bracht 40 gulden op.',
      'The painting fetched 40 guilders.',
      'The painting fetched 40 euros.',
      'numbers/money-unit',
    ],
    [
      'De reparatie van het orgel kost vier ton.',
      'Repairing the organ costs 400,000 euros.',
      'Repairing the organ costs four tonnes.',
      'numbers/ton',
    ],
    [
      'Vannacht wordt het min 6 graden.',
      'Tonight it will be minus 6 degrees.',
      'Tonight it will be 6 degrees.',
      'numbers/sign',
    ],
    [
      'In de kas is het 30 graden.',
      'It is 86 degrees Fahrenheit in the greenhouse.',
      'It is 30 degrees Fahrenheit in the greenhouse.',
      'numbers/temperature-unit',
    ],
    [
      'Het meer meet 75 km².',
      'The lake measures 75 square kilometres.',
      'The lake measures 75 square miles.',
      'numbers/area-unit',
    ],
    [
      'De telling is om de drie jaar.',
      'The count is held every three years.',
      'The count is held three times a year.',
      'numbers/every',
    ],
  ],
  'scores and places': [
    [
      'Sparta won met 4-2 van Vitesse.',
      'Sparta beat Vitesse 4-2.',
      'Sparta beat Vitesse 2-4.',
      'numbers/score',
    ],
    [
      'Er kwamen 14 artsen en 90 studenten.',
      'There came 14 doctors and 90 students.',
      'There came 90 doctors and 14 students.',
      'numbers/exchanged',
    ],
  ],
  'dates and times': [
    [
      'De wet geldt sinds 02-09-2019.',
      'The law has applied since 2 September 2019.',
      'The law has applied since 09/02/2019.',
      'dates/month',
    ],
    [
      'De akte is van 23-11-1998.',
      'The deed is dated November 23, 1998.',
      'The deed is dated 11/23/1998.',
      'dates/american',
    ],
    [
      'De markt is op 5/6 gesloten.',
      'The market is closed on 5 June.',
      'The market is closed on 5 July.',
      'numbers/missing',
    ],
    [
      'De boot vaart in mei en in mei alleen.',
      'The boat sails in May, and in May only.',
      'The boat sails in May, and in March only.',
      'dates/month',
    ],
    [
      'Het koor zingt vrijdagochtend.',
      'The choir sings on Friday morning.',
      'The choir sings on Wednesday morning.',
      'dates/weekday',
    ],
    [
      'Zaterdagmiddag is er een optocht.',
      'There is a parade on Saturday afternoon.',
      'There is a parade on Saturday morning.',
      'dates/day-part',
    ],
    [
      'De winkel gaat om 21.00 uur dicht.',
      'The shop closes at 9 p.m.',
      'The shop closes at 9 a.m.',
      'numbers/half-of-day',
    ],
    [
      'De mis begint om half elf.',
      'Mass begins at 10.30.',
      'Mass begins at half past eleven.',
      'numbers/changed',
    ],
    [
      'Hij voer in april 1871 en in juli 1875 uit.',
      'He set sail in April 1871 and in July 1875.',
      'He set sail in July 1871 and in April 1875.',
      'dates/exchanged',
    ],
    [
      'Een maand geleden brak de dam.',
      'The dam broke a month ago.',
      'The dam broke yesterday.',
      'numbers/ago',
    ],
    [
      'Een week geleden brak de dam.',
      'A week ago the dam broke.',
      'A month ago the dam broke.',
      'numbers/time-unit',
    ],
    [
      'Hij vist twee keer per week.',
      'He fishes twice a week.',
      'He fishes twice a month.',
      'dates/rate',
    ],
  ],
};

describe.each(Object.entries(rows))('%s', (_, pairs) => {
  test.each(pairs)('%s | %s: nothing to doubt', (nl, right) => {
    expect(facts(nl, right)).toEqual([]);
  });
  test.each(pairs.map(([nl, , wrong, rule]) => [nl, wrong, rule] as const))(
    '%s | %s: %s',
    (nl, wrong, rule) => {
      expect(facts(nl, wrong).map((finding) => finding.rule)).toContain(rule);
    },
  );
});

test.each([
  ['Het regende veertien dagen.', 'It rained for a fortnight.'],
  ['Anderhalf jaar later was de brug af.', 'A year and a half later the bridge was finished.'],
  ['Na drie kwartier kwam de trein.', 'The train came after three quarters of an hour.'],
  ['Een derde van de oogst ging verloren.', 'A third of the harvest was lost.'],
  ['Een vijfde van de boeren stopt.', 'A fifth of the farmers are stopping.'],
  ['De helft van de leden kwam.', 'Some 50% of the members came.'],
  ['Enkele honderden ganzen vlogen op.', 'Several hundred geese flew up.'],
  ['Het perceel is 2 tot 4 hectare.', 'The plot is 2 to 4 hectares (5 to 10 acres).'],
  ['De man is 1,93 meter lang.', 'The man is 6 feet 4 inches tall.'],
  ['Om drie uur ’s nachts ging het alarm.', 'The alarm went off at three in the morning.'],
  ['Willem verloor met 1-3 van Piet.', 'Willem lost 3-1 to Piet.'],
  ['De zaak loopt sinds 1-7-2021.', 'The case has been running since July 1, 2021.'],
  ['Op 2021-07-01 was het zover.', 'The day came on 1 July 2021.'],
  ['Twee- tot driehonderd kieviten.', 'Two to three hundred lapwings.'],
  ['De boot is een driemaster.', 'The boat is a three-master.'],
  ['De plank is 2 meter 40.', 'The board is 2.40 metres.'],
  ['Om tien voor vier ging de sirene.', 'At ten to four the siren sounded.'],
  ['Het vroor zeven graden.', 'It was seven degrees below zero.'],
  ['Zaterdag en zondag is de molen open.', 'The mill is open at the weekend.'],
  ['Acht dagen later was het gras groen.', 'A week later the grass was green.'],
  ['Bel 015 - 222 33 44.', 'Call +31 15 222 3344.'],
  ['Vannacht om twee uur ging de bel.', 'The bell rang at two o’clock this morning.'],
  ['Een kwart miljoen bollen.', 'A quarter of a million bulbs.'],
  ['De ploeg kwam met 0-3 achter.', 'The side went 3-0 down.'],
  ['De spleet is 2 centimeter.', 'The gap is 1 inch.'],
  ['Tussen 2,2 en 3,1 miljard euro.', 'Between 2.2 billion and 3.1 billion euros.'],
  ['Twee- tot driehonderd kieviten.', 'Two hundred to three hundred lapwings.'],
  ['Het kalf is 0,58 meter hoog.', 'The calf is 1 foot 11 tall.'],
  ['Vierentwintig uur later was het stil.', 'A day later it was quiet.'],
  ['Anderhalve maand later was het stil.', 'Six weeks later it was quiet.'],
  ['Rond twaalf uur luiden de klokken.', 'The bells ring around noon.'],
  ['Neem bij het snoeien enkele regels in acht.', 'Keep some rules in mind when pruning.'],
  ['De raad heeft er geen acht op geslagen.', 'The council paid no attention to it.'],
  ['Zij sprak hem onder vier ogen.', 'She spoke to him in private.'],
  ['Het loket is 24 uur per dag open.', 'The counter is open around the clock.'],
  ['Per 1 miljoen inwoners zijn er zes musea.', 'There are six museums per million people.'],
  ['Hij had zes eieren in een schaal.', 'He had half a dozen eggs in a bowl.'],
  ['Meer dan twintig prijzen won de film.', 'The film won more than two dozen prizes.'],
  ['Zij kregen allemaal COVID-19.', 'They all caught the coronavirus.'],
  ['Sinds het coronavirus is het stil.', 'It has been quiet since COVID-19.'],
])('%s | %s: the same in other words', (nl, en) => {
  expect(facts(nl, en)).toEqual([]);
});

test('the same time in another unit is no conversion, and nearly the same is an error', () => {
  const check = (en: string) =>
    checkTranslation(null, {
      title: null,
      segments: [{ n: 1, nl: 'De muur stond er 24 maanden.', en }],
    }).filter(({ check: name }) => name === 'numbers');
  expect(check('The wall was there for two years.')).toEqual([]);
  expect(facts('Het duurde vijf dagen.', 'It took one week.')).not.toEqual([]);
});

test('a finding says what it compared, in both texts', () => {
  const nl = 'Het weer is mooi. Er kwamen 70 mensen.';
  const en = 'The weather is fine. Some 80 people came.';
  const [finding] = facts(nl, en);
  expect(finding?.marks?.nl.map(([from, to]) => nl.slice(from, to))).toEqual(['70']);
  expect(finding?.marks?.en.map(([from, to]) => en.slice(from, to))).toEqual(['80']);
});

test('two numbers that changed places over two sentences are found', () => {
  const nl = 'De toren werd in 1884 gebouwd. De kerk werd in 1931 afgebroken.';
  expect(facts(nl, 'The tower was built in 1884. The church was torn down in 1931.')).toEqual([]);
  expect(facts(nl, 'The tower was built in 1931. The church was torn down in 1884.')).not.toEqual(
    [],
  );
});
