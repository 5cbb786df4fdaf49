import { expect, test } from 'vitest';
import { checkAsAsked as checkTranslation } from '../../support/check-as-asked.ts';

/* English that says the same in other words, as translators do: none of it deserves a warning. */

const doubts = (nl: string, en: string) =>
  checkTranslation(null, { title: null, segments: [{ n: 1, nl, en }] })
    .filter(({ severity }) => severity !== 'hint')
    .map(({ message }) => message);

const inOtherWords = [
  'Geen van de inzittenden raakte gewond. | Everyone on board escaped unhurt.',
  'De rechter acht niet bewezen dat hij van het plan wist. | The judge found no proof that he knew of the plan.',
  'De brug gaat niet eerder dan in maart weer open. | The bridge will reopen in March at the earliest.',
  'Onder hen waren drie kinderen, van wie de jongste vier was. | They included three children, the youngest of them four years old.',
  'De vulkaan was sinds 1886 niet meer uitgebarsten. | The volcano had been dormant since 1886.',
  'De premier liet in het midden of hij zich opnieuw verkiesbaar stelt. | The prime minister did not say whether he would stand again.',
  'Vraag de vergunning uiterlijk acht weken van tevoren aan. | Apply for the permit at least eight weeks in advance.',
  'De omzet bleef nagenoeg gelijk. | Turnover was virtually unchanged.',
  'U vindt hier informatie die u vooraf kunt delen. | Here you will find information that you can share beforehand.',
  'De vermoedelijke dader is nog voortvluchtig. | The suspect is still at large.',
  'Naar verluidt heeft de club al een opvolger gevonden. | Word has it that the club has already found a successor.',
  'Hij leek niet onder de indruk. | He was unimpressed, by the look of it.',
  'Hij zou later premier worden. | He went on to become prime minister.',
  'U kunt het bestand wissen zonder het eerst te openen. | You can delete the file without having to open it first.',
  'Zonder vergunning mag je er niet varen. | You need a permit to sail there.',
  'Niet eerder was het in maart zo warm. | It was the warmest March day on record.',
  'De prijzen stegen minder hard dan verwacht. | Prices rose more slowly than expected.',
  'De minister sluit niets uit. | The minister is keeping all options open.',
  'De kans is klein dat hij speelt. | He is unlikely to play.',
  'Volgens De Jager is het plan onhaalbaar. | De Jager believes the plan is not feasible.',
  'De film gaat over een jongen die zijn hond kwijtraakt. | The film is about a boy who loses his dog.',
  'Zij is de dochter van een Britse moeder. | She was born to a British mother.',
  'De verdachte zweeg. | The suspect said nothing.',
  'De politie liet hem gaan. | Police released him.',
  'De meerderheid wil geen windmolens. | A majority is against wind turbines.',
  'Ze verkochten de boerderij aan een Belg. | The farm was bought by a Belgian.',
  'U ontvangt binnen twee dagen bericht van ons. | We will send you a message within two days.',
  'Uw aanvraag wordt binnen acht weken behandeld. | We will process your application within eight weeks.',
  'In de tweede helft maakte Jansen gelijk. | Jansen equalised after the break.',
  'Hij verloor zijn baan. | He was sacked.',
  'Volgens haar is dat onzin. | She dismisses that as nonsense.',
  'De soort komt alleen voor op Madagaskar. | The species is endemic to Madagascar.',
];

const numbersAndDates = [
  'Zij zouden samen een huis kopen. | The two were going to buy a house together.',
  'Beide landen tekenden. | The two countries both signed.',
  'Het schip Zeven Provinciën lag in de haven. | The ship Zeven Provinciën lay in the port.',
  'In de nacht van zaterdag op zondag brak brand uit. | A fire broke out overnight on Saturday.',
  'Het werd gebouwd onder keizer Augustus. | It was built under Emperor Augustus.',
];

const names = [
  'De Russische president Poetin tekende de wet. | Vladimir Putin signed the law.',
  'De Turkse president Erdogan reageerde woedend. | Turkish President Recep Tayyip Erdogan reacted with fury.',
  'De rivier ontspringt in de Vogezen. | The river rises in the Vosges.',
  'Brussel dreigt met sancties. | The EU is threatening sanctions.',
  'De slag bij Tjakranegara vond plaats in 1894. | The battle of Cakranegara took place in 1894.',
  'In die zomer sprak men vaak over de moslims. | That summer people often talked about the Muslims.',
  'In die zomer sprak men vaak over het marxisme. | That summer people often talked about Marxism.',
  'Hij schrijft voor het Parool. | He writes for Het Parool.',
  'Schilder startte vanaf de eerste plaats. | Schilder started from first place.',
];

const keptInDutch = [
  'Zoek met termen als krijgsbuit, oorlogsbuit en roofkunst. | Search using terms such as krijgsbuit, oorlogsbuit and roofkunst.',
  "Zoek op trefwoorden zoals 'koelie' en 'heiden'. | Search for keywords such as 'koelie' and 'heiden'.",
  'Kies de modus “auto” in het menu. | Choose the “auto” mode in the menu.',
  'In de publicatie Wit over zwart staat een overzicht. | The publication Wit over zwart contains an overview.',
  "Zoek in de catalogus op 'inboorling'. | In the catalogue, search for 'inboorling'.",
  'Meer staat in het stuk Bekend met de zwarte kast. | More is in the piece Bekend met de zwarte kast (in Dutch).',
  'De schijf zit in een caddy. | The disc sits in a caddy.',
  'In de dierentuin kwam een aardwolf ter wereld. | An aardwolf was born at the zoo.',
];

test.each(
  [...inOtherWords, ...numbersAndDates, ...names, ...keptInDutch].map((pair) => pair.split(' | ')),
)('right English is left alone: %s → %s', (nl = '', en = '') => {
  expect(doubts(nl, en)).toEqual([]);
});

test.each([
  ['Er kwamen minder mensen kijken.', 'More people came to watch.'],
  ['Zonder vergunning mag je er niet varen.', 'Without a permit you may sail there.'],
  ['Ze verkochten de boerderij in mei.', 'They bought the farm in May.'],
  ['De kans is groot dat hij speelt.', 'He is unlikely to play.'],
  ['Het begint op zaterdag, niet op zondag.', 'It starts on Monday, not on Sunday.'],
  ['De Russische president Poetin tekende de wet.', 'The Chinese president Putin signed the law.'],
  ['Zij lopen mee met de drie anderen.', 'They walk along with the four others.'],
  ['De cipiers staakten.', 'Cipiers went on strike.'],
])('what is wrong is still seen: %s → %s', (nl, en) => {
  expect(doubts(nl, en)).not.toEqual([]);
});
