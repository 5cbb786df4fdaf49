import type { Translation } from '../../src/contract.ts';

/** A part of a summary and the segments it cites; null where it may rest on all of them. */
export interface SummaryPart {
  readonly text: string;
  readonly cites: readonly number[] | null;
}

/** A part that is wrong. */
interface Fault extends SummaryPart {
  readonly kind: string;
  /** No check sees it. */
  readonly isMissed: boolean;
}

/** An article, parts of summaries that are right, and parts that are wrong, each by its kind. */
export interface SummaryCase {
  readonly translation: Translation;
  readonly good: readonly SummaryPart[];
  readonly faulty: readonly Fault[];
}

const article = (title: string, pairs: ReadonlyArray<readonly [nl: string, en: string]>) => ({
  title,
  segments: pairs.map(([nl, en], at) => ({ n: at + 1, nl, en })),
});
const part = (cites: readonly number[] | null, text: string): SummaryPart => ({ text, cites });
const fault = (kind: string, cites: readonly number[] | null, text: string): Fault => ({
  kind,
  text,
  cites,
  isMissed: false,
});
/** One that no check sees. */
const missed = (...args: Parameters<typeof fault>): Fault => ({
  ...fault(...args),
  isMissed: true,
});

const exportsOfChina = article('Chinese exports grow, imports fall', [
  [
    'De Chinese export is in juli met 14 procent gestegen, meldt het douanekantoor in Peking. ' +
      'De invoer daalde juist met 3,5 procent.',
    'Chinese exports rose by 14 per cent in July, the customs office in Beijing reports. ' +
      'Imports, by contrast, fell by 3.5 per cent.',
  ],
  [
    'Volgens econoom Li Wei van de bank Huaxin komt de groei door de vraag naar elektrische ' +
      'auto’s uit Zuid-Amerika. “Europa koopt minder, maar Brazilië maakt dat goed”, zei hij.',
    'According to economist Li Wei of the bank Huaxin the growth is due to demand for electric ' +
      'cars from South America. "Europe is buying less, but Brazil makes up for it," he said.',
  ],
  [
    'Het handelsoverschot liep op van 2,2 naar 3,1 miljard dollar per dag. Een jaar eerder was ' +
      'dat nog 1,9 miljard.',
    'The trade surplus went up from 2.2 to 3.1 billion dollars a day. A year earlier it had been ' +
      '1.9 billion.',
  ],
  [
    'Minister Anna Brandt van Handel in Berlijn noemde de cijfers zorgwekkend. Zij sluit nieuwe ' +
      'heffingen niet uit. De Franse regering is er tegen.',
    'Trade minister Anna Brandt in Berlin called the figures worrying. She does not rule out new ' +
      'tariffs. The French government is against them.',
  ],
  [
    'Exporteurs vrezen dat havens deze winter dichtgaan vanwege het ijs. De haven van Dalian, ' +
      'die in 2019 open had moeten gaan, ging pas in 2024 open.',
    'Exporters fear that ports will close this winter because of the ice. The port of Dalian, ' +
      'which should have opened in 2019, did not open until 2024.',
  ],
]);

const murderTrial = article('Man acquitted of manslaughter in Zwolle', [
  [
    'De rechtbank in Zwolle heeft een 42-jarige man uit Kampen dinsdag vrijgesproken van doodslag ' +
      'op zijn buurman Henk Dijkstra. Hij kreeg wel acht maanden cel voor het dragen van een wapen.',
    'The court in Zwolle on Tuesday acquitted a 42-year-old man from Kampen of the manslaughter of ' +
      'his neighbour Henk Dijkstra. He was given eight months in prison for carrying a weapon.',
  ],
  [
    'Volgens officier van justitie Marit Postma stak de verdachte Dijkstra neer na een ruzie over ' +
      'een schutting. Advocaat Joris Kamp zei dat zijn cliënt zich verdedigde.',
    'According to prosecutor Marit Postma the accused stabbed Dijkstra after a quarrel about a ' +
      'fence. Lawyer Joris Kamp said that his client was defending himself.',
  ],
  [
    'De rechter vond niet bewezen dat de man de bedoeling had te doden. Twee getuigen zagen dat ' +
      'Dijkstra als eerste sloeg.',
    'The judge did not find it proven that the man meant to kill. Two witnesses saw Dijkstra ' +
      'strike first.',
  ],
  [
    'De man zou al eerder buren hebben bedreigd, maar daarvan is nooit aangifte gedaan. De ' +
      'politie had hem in 2017 een waarschuwing gegeven.',
    'The man is said to have threatened neighbours before, but no report was ever made to the ' +
      'police. The police had given him a warning in 2017.',
  ],
  [
    'Het Openbaar Ministerie gaat mogelijk in hoger beroep. Postma had twaalf jaar geëist. De ' +
      'weduwe van Dijkstra verliet huilend de zaal.',
    'The Public Prosecution Service may appeal. Postma had asked for twelve years. Dijkstra’s ' +
      'widow left the courtroom in tears.',
  ],
]);

const bridge = article('New bridge over the Meuse to cost more', [
  [
    'De nieuwe brug over de Maas bij Venlo kost 84 miljoen euro, 20 miljoen meer dan begroot. ' +
      'Dat heeft wethouder Sanne Bos maandag aan de gemeenteraad geschreven.',
    'The new bridge over the Meuse near Venlo will cost 84 million euros, 20 million more than was ' +
      'budgeted. Alderman Sanne Bos wrote this to the city council on Monday.',
  ],
  [
    'Staal is een derde duurder geworden en er is een tekort aan lassers. De bouw begint daarom ' +
      'niet in mei, maar in september. De brug moet in 2029 klaar zijn.',
    'Steel has become a third more expensive and there is a shortage of welders. Construction will ' +
      'therefore not begin in May, but in September. The bridge is to be ready in 2029.',
  ],
  [
    'Per dag rijden nu 31.000 auto’s over de oude brug, waarvan 4.000 vrachtwagens. De snelheid ' +
      'is er verlaagd naar 50 kilometer per uur.',
    'At present 31,000 cars a day cross the old bridge, 4,000 of them lorries. The speed limit ' +
      'there has been lowered to 50 kilometres an hour.',
  ],
  [
    'Raadslid Omar Yildiz (GroenLinks) steunt het plan. Zijn collega Petra Smeets van de VVD wil ' +
      'eerst een onderzoek naar de kosten. “We tekenen geen blanco cheque”, zei Smeets.',
    'Councillor Omar Yildiz (GroenLinks) supports the plan. His colleague Petra Smeets of the VVD ' +
      'wants an inquiry into the costs first. "We are not signing a blank cheque," said Smeets.',
  ],
  [
    'De provincie Limburg betaalt ten minste de helft. Het Rijk heeft nog niets toegezegd, al ' +
      'verwacht Bos dat in Den Haag voor de zomer een besluit valt.',
    'The province of Limburg will pay at least half. The national government has not promised ' +
      'anything yet, though Bos expects a decision in The Hague before the summer.',
  ],
]);

/** Articles with summaries of them, written for Tolk. */
export const summaryCases: readonly SummaryCase[] = [
  {
    translation: exportsOfChina,
    good: [
      part(null, 'Chinese exports up 14% in July'),
      part([1], 'China exported 14 per cent more in July, while imports declined by 3.5 per cent.'),
      part(
        [2],
        'Economist Li Wei attributes the growth to South American demand for electric cars.',
      ),
      part([3], 'The daily trade surplus grew from $2.2 billion to $3.1 billion.'),
      part(
        [4],
        'German trade minister Anna Brandt does not exclude new tariffs, which France opposes.',
      ),
      part([5], 'The port of Dalian opened in 2024, five years late.'),
      part([5], 'Exporters worry that ice will close ports this winter.'),
      part(null, 'China’s exports rose in July and its imports fell, the customs office says.'),
    ],
    faulty: [
      fault('number', [1], 'Chinese exports rose by 41 per cent in July.'),
      fault('scale', [3], 'The trade surplus rose to 3.1 million dollars a day.'),
      fault('currency', [3], 'The trade surplus rose to 3.1 billion euros a day.'),
      fault('direction', [1], 'Chinese exports fell by 14 per cent in July.'),
      fault(
        'numbers exchanged',
        [1],
        'Exports rose by 3.5 per cent, while imports fell by 14 per cent.',
      ),
      fault('country', null, 'Japan reports a 14% rise in exports'),
      fault('country', null, 'Indian exports rise by 14 per cent'),
      fault(
        'speaker',
        [2],
        'According to Anna Brandt the growth is due to demand for electric cars.',
      ),
      fault('speaker', [4], 'Li Wei called the figures worrying.'),
      fault('negation', [4], 'Trade minister Anna Brandt rules out new tariffs.'),
      missed('opposite', [4], 'The French government is in favour of new tariffs.'),
      fault('opposite', [2], 'Europe is buying more, Li Wei said.'),
      fault('cause', [1], 'Imports fell because exports rose.'),
      fault('invented', [5], 'The strike of dockers in the capital has cost thousands of jobs.'),
      fault(
        'name',
        [2],
        'Economist Chen Wei of the bank Huaxin spoke of demand for electric cars.',
      ),
      fault('citation', [1], 'The port of Dalian opened only in 2024.'),
      fault('month', [1], 'Chinese exports rose by 14 per cent in June.'),
    ],
  },
  {
    translation: murderTrial,
    good: [
      part(null, 'Kampen man acquitted of killing his neighbour'),
      part(
        [1],
        'A man of 42 from Kampen was acquitted of manslaughter on Tuesday, but got eight months for carrying a weapon.',
      ),
      part([2], 'His lawyer, Joris Kamp, said he acted in self-defence.'),
      part(
        [2],
        'Prosecutor Marit Postma said the accused stabbed Dijkstra after an argument over a fence.',
      ),
      part([3], 'The judge held that intent to kill was not proven.'),
      part([4], 'He is alleged to have threatened neighbours earlier; nobody reported that.'),
      part([5], 'Prosecutors, who had demanded twelve years, may appeal.'),
      part([3], 'According to two witnesses Dijkstra hit first.'),
    ],
    faulty: [
      fault('opposite', null, 'Kampen man convicted of killing his neighbour'),
      fault('opposite', [1], 'The court in Zwolle convicted a 42-year-old man of manslaughter.'),
      fault(
        'who',
        [2],
        'According to prosecutor Marit Postma, Dijkstra stabbed the accused after a quarrel about a fence.',
      ),
      fault(
        'speaker',
        [2],
        'According to Joris Kamp the accused stabbed Dijkstra after a quarrel.',
      ),
      missed('speaker', [2], 'Marit Postma said that the man was defending himself.'),
      fault('certainty', [4], 'The man had threatened neighbours before.'),
      fault('certainty', [5], 'The Public Prosecution Service will appeal.'),
      fault('negation', [3], 'The judge found it proven that the man meant to kill.'),
      fault('day', [1], 'The court acquitted a 42-year-old man on Thursday.'),
      fault('number', [1], 'He was given eighteen months in prison for carrying a weapon.'),
      fault('unit', [1], 'He was given eight years in prison for carrying a weapon.'),
      fault('count', [5], 'Postma had asked for eight years.'),
      fault('city', [1], 'The court in Zutphen acquitted a man from Kampen.'),
      fault('citation', [4], 'Two witnesses saw Dijkstra strike first.'),
      fault('invented', [5], 'The family received flowers and a letter of apology from the mayor.'),
      fault('attribution', [2], 'The accused stabbed Dijkstra after a quarrel about a fence.'),
      fault(
        'cause',
        [4],
        'Because of threats to neighbours the police gave him a warning in 2017.',
      ),
    ],
  },
  {
    translation: bridge,
    good: [
      part(null, 'New Venlo bridge to cost 20 million euros more'),
      part([1], 'The bridge near Venlo will cost €84 million, 20 million over budget.'),
      part(
        [2],
        'Building starts in September instead of May, and the bridge should be finished in 2029.',
      ),
      part([2], 'The delay is due to dearer steel and a shortage of welders.'),
      part([3], 'Some 31,000 cars use the old bridge every day, including 4,000 lorries.'),
      part(
        [4],
        'Petra Smeets (VVD) wants the costs investigated first, while Omar Yildiz backs the plan.',
      ),
      part([5], 'Limburg pays at least 50 per cent; the government has promised nothing so far.'),
      part([5], 'Alderman Bos expects The Hague to decide before the summer.'),
    ],
    faulty: [
      fault('number', [1], 'The new bridge will cost 48 million euros.'),
      fault('exceeds', [1], 'The new bridge costs 20 million less than was budgeted.'),
      fault('count', [3], 'Some 31,000 lorries a day cross the old bridge.'),
      fault('unit', [3], 'Some 31,000 cars an hour cross the old bridge.'),
      fault('month', [2], 'Construction will begin in May.'),
      fault('opposite', [4], 'Omar Yildiz opposes the plan.'),
      fault('speaker', [4], '"We are not signing a blank cheque," said Yildiz.'),
      fault(
        'speaker',
        [4],
        'According to Omar Yildiz there must be an inquiry into the costs first.',
      ),
      fault('bound', [5], 'The province of Limburg will pay at most half.'),
      fault('negation', [5], 'The national government has promised money.'),
      fault('time', [5], 'A decision in The Hague is expected after the summer.'),
      fault('certainty', [5], 'The Hague will decide before the summer.'),
      fault('river', [1], 'The new bridge over the Rhine near Venlo will cost 84 million euros.'),
      fault('name', [1], 'Alderman Sanne Vos wrote this to the city council.'),
      fault(
        'direction',
        [3],
        'The speed limit on the old bridge has been raised to 50 kilometres an hour.',
      ),
      fault('invented', [2], 'Local shopkeepers hope for more tourists and plan a festival.'),
      fault('percent', [2], 'Steel has become a quarter more expensive.'),
    ],
  },
];
