import { describe, expect, it, test } from 'vitest';
import { checkOpposites } from '../../../src/check/opposites/opposites.ts';
import { readPair, readSide } from '../../../src/check/parse/pair.ts';
import { readOppositions } from '../../../src/lexicon/opposites/concepts.ts';
import { opposites } from '../../../src/lexicon/opposites/opposites.ts';

/** The rules that are broken, and how badly. */
function find(nl: string, en: string): string[] {
  const findings = checkOpposites(readPair(nl, en), { article: readSide(nl, 'nl') });
  return findings.map(({ severity, rule }) => `${severity} ${rule?.replace('opposites/', '')}`);
}

describe('the opposite of what the Dutch says', () => {
  test.each([
    [
      'rise-fall',
      'De huren stegen vorig jaar in alle provincies.',
      'Rents rose last year in all provinces.',
      'Rents fell last year in all provinces.',
    ],
    [
      'rise-fall',
      'Het aantal leden nam in de zomer snel af.',
      'Membership declined rapidly over the summer.',
      'Membership grew rapidly over the summer.',
    ],
    [
      'rise-fall',
      'De veerdienst wordt volgens de wethouder uitgebreid.',
      'According to the alderman, the ferry service is being expanded.',
      'According to the alderman, the ferry service is being reduced.',
    ],
    [
      'comparative',
      'De nieuwe zaal is groter.',
      'The new hall is larger.',
      'The new hall is smaller.',
    ],
    [
      'superlative',
      'Dit is de hoogste molen van de streek.',
      'This is the highest mill in the region.',
      'This is the lowest mill in the region.',
    ],
    [
      'win-lose',
      'De thuisploeg won de finale na verlenging.',
      'The home team won the final after extra time.',
      'The home team lost the final after extra time.',
    ],
    [
      'support',
      'De vakbond is tegenstander van het akkoord.',
      'The union is an opponent of the agreement.',
      'The union is a supporter of the agreement.',
    ],
    [
      'quality',
      'De rechtbank achtte hem onschuldig.',
      'The court considered him innocent.',
      'The court considered him guilty.',
    ],
    [
      'gender',
      'Een vrouw uit Sneek belde de politie.',
      'A woman from Sneek called the police.',
      'A man from Sneek called the police.',
    ],
    [
      'he-she',
      'De directeur zei dat zij zou vertrekken.',
      'The director said she would leave tomorrow.',
      'The director said he would leave tomorrow.',
    ],
    ['he-she', 'Ze werkt bij de bank.', 'She works at the bank.', 'He works at the bank.'],
    [
      'he-she',
      'Zij kreeg een brief van zijn baas.',
      'She got a letter from his boss.',
      'She got a letter from her boss.',
    ],
    ['person', 'Ik heb het niet gezien.', 'I did not see it.', 'We did not see it.'],
    [
      'role',
      'De wethouder opende de brug.',
      'The alderman opened the bridge.',
      'The mayor opened the bridge.',
    ],
    [
      'before-after',
      'Hij belde nadat de winkel was gesloten.',
      'He called after the shop had closed.',
      'He called before the shop had closed.',
    ],
    [
      'compass',
      'Ten noordoosten van Zwolle brandt een schuur.',
      'A barn is on fire north-east of Zwolle.',
      'A barn is on fire south-west of Zwolle.',
    ],
    [
      'relative-time',
      'Gisteren werd de tunnel gesloten.',
      'Yesterday the tunnel was closed.',
      'Tomorrow the tunnel was closed.',
    ],
    [
      'bound',
      'De reis duurt minstens negen uur.',
      'The journey takes at least nine hours.',
      'The journey takes at most nine hours.',
    ],
    [
      'relative-time',
      'De huidige eigenaar schaamt zich voor de oude schuur.',
      'The current owner is ashamed of the old barn.',
      'The former owner is ashamed of the old barn.',
    ],
    [
      'relative-time',
      'In de afgelopen tien jaar werden in dit dorp weinig huizen gebouwd.',
      'In the past ten years few houses were built in this village.',
      'In the future ten years few houses were built in this village.',
    ],
    [
      'quantifier',
      'Iedereen kreeg een brief.',
      'Everyone received a letter.',
      'Nobody received a letter.',
    ],
    [
      'cause',
      'Omdat het regende ging de optocht niet door.',
      'Because it rained, the parade was cancelled.',
      'Although it rained, the parade was cancelled.',
    ],
  ])('%s: an error in %s', (rule, nl, right, wrong) => {
    expect(find(nl, right)).toEqual([]);
    expect(find(nl, wrong)).toEqual([`error ${rule}`]);
  });

  test.each([
    [
      'deed',
      'De verdachte werd woensdag vrijgesproken.',
      'The suspect was acquitted on Wednesday.',
      'The suspect was convicted on Wednesday.',
    ],
    [
      'before-after-placed',
      'Nadat de dijk was gebroken, vertrok de burgemeester voor lang overleg naar de verre hoofdstad.',
      'The mayor left for long talks in the distant capital after the dike had broken.',
      'The mayor left for long talks in the distant capital before the dike had broken.',
    ],
    [
      'he-she-unfounded',
      'De schaatser vergiste zich in de laatste ronde.',
      'The skater made a mistake in the final lap.',
      'She made a mistake in the final lap.',
    ],
    [
      'with-without',
      'Zij vertrokken zonder hun bagage.',
      'They left without their luggage.',
      'They left with their luggage.',
    ],
    [
      'approximation-lost',
      'Er kwamen ongeveer 300 bezoekers.',
      'About 300 visitors came.',
      '300 visitors came.',
    ],
  ])('%s: a warning in %s', (rule, nl, right, wrong) => {
    expect(find(nl, right)).toEqual([]);
    expect(find(nl, wrong)).toEqual([`warning ${rule}`]);
  });
});

describe('what means the same', () => {
  test.each([
    ['a negation in one language', 'Zij verloor nooit een wedstrijd.', 'She won every match.'],
    [
      'a negated opposite',
      'De prijs is niet lager dan vorig jaar.',
      'The price is higher than it was.',
    ],
    ['another word for it', 'Het water zakt.', 'The water is going down.'],
    [
      'a word that may render it',
      'De lonen stijgen en er valt veel sneeuw.',
      'Wages are higher and much snow falls.',
    ],
    ['both, in both', 'De lonen stegen en de prijzen daalden.', 'Wages rose and prices fell.'],
    [
      'an idiom',
      'De gemeente geeft een feest op de markt.',
      'A party of the municipality takes place in the market square.',
    ],
    [
      'a name',
      'De nieuwe plaat van Old Blue verschijnt vandaag.',
      'Old Blue releases a record today.',
    ],
    [
      'in the sentence before',
      'De huur steeg, meldt de gemeente Zwolle. De waarde van winkels daalde volgens Kees Bos in 2020.',
      'The municipality of Zwolle says the value of shops fell. Rents rose, said Kees Bos in 2020.',
    ],
    ['"zijn", to be', 'De kinderen zijn bij haar moeder.', 'The children are with her mother.'],
    ['"ze", they', 'Ze zijn gisteren vertrokken.', 'They left yesterday.'],
    ['the country', 'Hun schip voer naar Amerika.', 'Their ship sailed to the US.'],
    ['part of a number', 'Het museum is geopend tot 17.00 uur.', 'The museum is open until 5 pm.'],
    [
      'none, by another negation',
      'Als u nog steeds geen verbinding met het eiland heeft, probeer dan het volgende.',
      "If you still can't get a connection with the island, try some of the following.",
    ],
    ['less of a quality', 'De boot is minder snel.', 'The boat is slower.'],
    ['hardly any', 'Er is nauwelijks wind.', 'There is hardly any wind.'],
    ['to look for, to find', 'Zoek de sleutel en kom.', 'Find the key and come.'],
    ['only after, before', 'Pas na een uur kwam de boot.', 'It was an hour before the boat came.'],
    ['we, somebody and I', 'Met mijn zus gingen we zwemmen.', 'My sister and I went swimming.'],
    [
      'about, in another way',
      'Ruim 40 huizen liepen schade op.',
      'At least 40 houses were damaged.',
    ],
  ])('%s', (_, nl, en) => {
    expect(find(nl, en)).toEqual([]);
  });
});

it('counts a meaning that stands twice', () => {
  const nl = 'De een koos voor meer licht, de ander voor minder lawaai.';
  expect(find(nl, 'One chose more light, the other less noise.')).toEqual([]);
  expect(find(nl, 'One chose less light, the other less noise.')).not.toEqual([]);
});

it('says what it compared, with its place in both texts', () => {
  const [nl, en] = ['De omzet daalde.', 'Turnover rose.'];
  const [finding] = checkOpposites(readPair(nl, en), { article: readSide(nl, 'nl') });
  expect(finding?.message).toBe('the Dutch says "daalde", the English "rose"');
  const [dutch, english] = [finding?.marks?.nl[0], finding?.marks?.en[0]];
  expect(nl.slice(...(dutch ?? []))).toBe('daalde');
  expect(en.slice(...(english ?? []))).toBe('rose');
});

describe('the lexicon', () => {
  const all = opposites.flatMap(({ entries }) => readOppositions(entries));

  it('has at least 300 kinds of opposites', () => {
    expect(all.filter(({ length }) => length > 1).length).toBeGreaterThanOrEqual(300);
  });

  it('has words of both languages for every meaning', () => {
    const bare = all.flat().filter(({ nl, en }) => nl.length === 0 || en.length === 0);
    expect(bare).toEqual([]);
  });

  it.each([
    ['aflopen', 'De subsidie liep in juni af.', 'The subsidy began in June.'],
    ['a compound', 'De prijsdaling was welkom.', 'The price rise was welcome.'],
    ['a compound of a day', 'Het gebeurde zaterdagavond.', 'It happened on Saturday morning.'],
  ])('knows %s', (_, nl, en) => {
    expect(find(nl, en)).toHaveLength(1);
  });
});
