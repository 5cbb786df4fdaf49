import { describe, expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

const found = (check: string, nl: string, en: string) =>
  checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] })
    .filter((finding) => finding.check === check && finding.severity !== 'hint')
    .map(({ rule }) => rule);

describe('certainty', () => {
  test.each([
    ['alleged-lost', 'De vermeende dief woont in Delft.', 'The thief lives in Delft.'],
    ['accused-lost', 'Zij wordt beschuldigd van diefstal van een fiets.', 'She stole a bicycle.'],
    ['probable-lost', 'De brand is vermoedelijk aangestoken.', 'The fire was started on purpose.'],
    ['probable-lost', 'De school sluit misschien in juni.', 'The school closes in June.'],
    ['expected-lost', 'Naar verwachting komen er duizend bezoekers.', 'A thousand visitors come.'],
    [
      'intended-lost',
      'De raad overweegt de haven te verkopen.',
      'The council is selling the harbour.',
    ],
    ['would-lost', 'De bakker zou het geld hebben gestolen.', 'The baker stole the money.'],
    ['hedge-added', 'De trein was te laat.', 'The train was allegedly late.'],
    ['modality', 'De dijk kan breken.', 'The dyke will break.'],
    ['modality', 'Bezoekers moeten een kaart tonen.', 'Visitors may show a card.'],
    ['need-not', 'Ouders hoeven het formulier niet te tekenen.', 'Parents may not sign the form.'],
    ['need-not', 'Je mag de deur niet openen.', 'You do not have to open the door.'],
    ['must-added', 'De bibliotheek leent boeken uit.', 'The library must lend books.'],
  ])('%s: %s | %s', (rule, nl, en) => {
    expect(found('certainty', nl, en)).toEqual([`certainty/${rule}`]);
  });

  test.each([
    ['De vermeende dief woont in Delft.', 'The suspected thief lives in Delft.'],
    ['De vermeende dief woont in Delft.', 'The alleged thief lives in Delft.'],
    ['De brand is vermoedelijk aangestoken.', 'The fire may have been started on purpose.'],
    ['De bakker zou het geld hebben gestolen.', 'The baker is said to have stolen the money.'],
    ['De bakker zou het geld hebben gestolen.', 'The baker reportedly stole the money.'],
    ['Zij zei dat de winkel zou sluiten.', 'She said the shop was going to close.'],
    ['De dijk kan breken.', 'The dyke could break.'],
    ['Tegen het vonnis is geen hoger beroep mogelijk.', 'The verdict is final.'],
    ['Wie wil, kan leren door deel te nemen aan de cursus.', 'You can learn by taking the course.'],
    ['Het bestuur maakt het mogelijk thuis te werken.', 'The board lets people work at home.'],
    ['Kom zo snel mogelijk naar de haven.', 'Come to the harbour as soon as you like.'],
    ['De jongen lijkt op zijn vader.', 'The boy resembles his father.'],
    ['Ouders hoeven het formulier niet te tekenen.', 'Parents do not need to sign the form.'],
    ['Je mag de deur niet openen.', 'You must not open the door.'],
    ['Volgens de krant was de trein te laat.', 'The train was reportedly late.'],
  ])('right English is left alone: %s | %s', (nl, en) => {
    expect(found('certainty', nl, en)).toEqual([]);
  });

  test.each([
    [
      'one of two',
      'De vermeende dief is naar verluidt gevlucht.',
      'The alleged thief has fled.',
      'alleged-lost',
    ],
    [
      'one beside a word that another of the Dutch calls for',
      'De getuige beweert dat de vermeende dief is gevlucht.',
      'The witness claims that the thief has fled.',
      'alleged-lost',
    ],
  ])('%s is missed: %s | %s', (_, nl, en, rule) => {
    expect(found('certainty', nl, en)).toEqual([`certainty/${rule}`]);
  });

  test.each([
    ['De zogenaamde molenaarsknecht maalt het graan.', 'The miller’s hand grinds the grain.'],
    ['Misschien wilt u de haven zien.', 'You might want to see the harbour.'],
    [
      'De molen maakt een bezoek aan de haven van Delft en de kerk mogelijk.',
      'The mill makes a visit to the harbour of Delft and the church a reality.',
    ],
  ])('what is no doubt is left alone: %s | %s', (nl, en) => {
    expect(found('certainty', nl, en)).toEqual([]);
  });

  test('a hedge elsewhere in the sentence does not count', () => {
    const nl =
      'De vermeende dief woont in een klein huis aan de haven van Delft, en zijn broer vertrekt ' +
      'morgen waarschijnlijk met de trein naar Utrecht.';
    const en =
      'The thief lives in a small house at the harbour of Delft, and his brother will probably ' +
      'leave for Utrecht by train tomorrow.';
    expect(found('certainty', nl, en)).toEqual(['certainty/alleged-lost']);
  });
});

describe('attribution', () => {
  test.each([
    ['Volgens de politie was de chauffeur dronken.', 'The driver was drunk.'],
    ['De brug is veilig, zei de wethouder.', 'The bridge is safe.'],
    ['De wethouder liet gisteren weten dat de brug veilig is.', 'The bridge is safe.'],
  ])('that was lost is found: %s | %s', (nl, en) => {
    expect(found('attribution', nl, en)).toEqual(['attribution/lost']);
  });

  test('is found beside a word that may attribute something else', () => {
    const nl =
      'De bakker kocht meel voor de winkel aan de haven, en de brug is veilig, zei de wethouder.';
    const en = 'The baker bought flour for the shop at the harbour, and the bridge is safe.';
    expect(found('attribution', nl, en)).toEqual(['attribution/lost']);
  });

  test('of two, one that was lost is found', () => {
    const nl = 'Volgens de krant was de brug dicht, zei de wethouder, en de boot kwam te laat.';
    const en = 'According to the newspaper the bridge was closed, and the boat came too late.';
    expect(found('attribution', nl, en)).toEqual(['attribution/one-lost']);
  });

  test.each([
    ['Als mensen dat zeggen, bedoelen ze de haven.', 'People mean the harbour by that.'],
    ['Je kunt de schade ook melden.', 'You can also put the damage on the list.'],
    ['Volgens nieuwe plannen gaat de haven dicht.', 'Under new plans the harbour closes.'],
    ['Volgens de politie was de chauffeur dronken.', 'Police say the driver was drunk.'],
    [
      'De brug is veilig, aldus de wethouder.',
      'In the opinion of the alderman the bridge is safe.',
    ],
    ['Volgens de regels is de haven dicht.', 'The rules have the harbour closed.'],
    [
      'De brug is veilig. Dat zei de wethouder gisteren in de raad.',
      'The bridge is safe, the alderman said. It was in the council, yesterday.',
    ],
  ])('in other words is left alone: %s | %s', (nl, en) => {
    expect(found('attribution', nl, en)).toEqual([]);
  });
});

describe('tense', () => {
  test.each([
    ['De haven werd gebouwd door boeren.', 'The harbour will be built by farmers.', 'turned'],
    ['De haven zal worden verkocht.', 'The harbour was sold.', 'turned'],
    ['De haven is klein.', 'The harbour was small.', 'present-past'],
  ])('that was turned is found: %s | %s', (nl, en, rule) => {
    expect(found('tense', nl, en)).toEqual([`tense/${rule}`]);
  });

  test.each([
    ['De haven wordt morgen verkocht.', 'The harbour will be sold tomorrow.'],
    ['Zij zei dat de haven verkocht zou worden.', 'She said that the harbour would be sold.'],
    ['De haven zal in mei worden verkocht.', 'The harbour is to be sold in May.'],
    ['Pas vanaf 1905 is de haven diep.', 'The harbour was only deep from 1905.'],
    ['Volgens Bas is de haven klein.', 'The harbour was small, according to Bas.'],
    ['De haven is vorig jaar geopend.', 'The harbour was opened last year.'],
  ])('that is right is left alone: %s | %s', (nl, en) => {
    expect(found('tense', nl, en)).toEqual([]);
  });
});

describe('cause', () => {
  test.each([
    ['De school ging dicht omdat het dak lekte.', 'The school closed although the roof leaked.'],
    ['Vanwege de storm voer de boot.', 'Despite the storm the boat sailed.'],
    [
      'Hoewel het dak lekte, bleef de school open.',
      'Because the roof leaked, the school stayed open.',
    ],
    ['De boot voer ondanks de storm.', 'The boat sailed because of the storm.'],
  ])('that was turned is found: %s | %s', (nl, en) => {
    expect(found('cause', nl, en)).toEqual(['cause/turned']);
  });

  test.each([
    ['De school ging dicht omdat het dak lekte.', 'The roof leaked, so the school closed.'],
    [
      'Het dak lekte, maar de school bleef open.',
      'Although the roof leaked, the school stayed open.',
    ],
    ['De boot voer ondanks de storm.', 'The boat sailed in spite of the storm.'],
  ])('that is right is left alone: %s | %s', (nl, en) => {
    expect(found('cause', nl, en)).toEqual([]);
  });
});
