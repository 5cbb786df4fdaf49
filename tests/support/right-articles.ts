import type { Reference } from './planted.ts';

/*
 * Articles with right English, written for this: full of what corpora have little of (percentages,
 * scores, times of day, temperatures, rates, Roman numerals, web addresses), so that there is a place
 * for every kind of error, also where the corpora are not there.
 */

const texts: Readonly<Record<string, ReadonlyArray<readonly [nl: string, en: string]>>> = {
  council: [
    [
      'De gemeente Utrecht wil volgend jaar 4.300 woningen bouwen, zegt wethouder Bakker. Dat is niet genoeg, vindt de oppositie.',
      'The city of Utrecht wants to build 4,300 homes next year, says alderman Bakker. That is not enough, in the opinion of the opposition.',
    ],
    [
      'In de wijk Overvecht stemde 62 procent van de bewoners tegen het plan. Volgens Fatima Yilmaz luisterde niemand naar hen.',
      'In the Overvecht neighbourhood, 62 per cent of residents voted against the plan. According to Fatima Yilmaz, nobody listened to them.',
    ],
    [
      'Het besluit valt op 14 maart. De minister heeft nooit gezegd dat zij de kosten van 18 miljoen euro zou vergoeden.',
      'The decision will be taken on 14 March. The minister never said that she would reimburse the costs of 18 million euros.',
    ],
    [
      'De steun voor de coalitie daalde in mei met 3 procentpunt, terwijl de werkloosheid met 1,5% steeg. Vermoedelijk komt er in september een tweede stemming.',
      'Support for the coalition fell by 3 percentage points in May, while unemployment rose by 1.5%. There will probably be a second vote in September.',
    ],
    [
      'De vergadering begint om 19.30 uur en duurt ten minste twee uur. Meer informatie staat op www.overvecht-bouwt.nl of is te krijgen via info@overvecht-bouwt.nl.',
      'The meeting starts at 7.30 p.m. and will last at least two hours. More information is available at www.overvecht-bouwt.nl or from info@overvecht-bouwt.nl.',
    ],
    [
      'Een derde van de huurders betaalt meer dan 900 euro per maand. Mevrouw De Wit betaalt de helft van haar inkomen aan huur, meldt de woningcorporatie.',
      'A third of tenants pay more than 900 euros per month. Mrs De Wit spends half of her income on rent, the housing association reports.',
    ],
    [
      '"Wij hebben de bewoners te laat gehoord", gaf burgemeester Van Dam woensdagavond toe. Hij beloofde vóór 1 juni met een nieuw voorstel te komen.',
      '"We listened to the residents too late," mayor Van Dam admitted on Wednesday evening. He promised to present a new proposal before 1 June.',
    ],
    [
      'De rechtbank in Den Haag sprak de aannemer vrij, omdat het bewijs niet overtuigend was. Het Openbaar Ministerie gaat in hoger beroep.',
      'The court in The Hague acquitted the contractor because the evidence was not convincing. The Public Prosecution Service will appeal.',
    ],
  ],
  football: [
    [
      'FC Twente won zaterdag met 3-1 van Heracles, na een ruststand van 0-1. Het was de eerste overwinning in vijf wedstrijden.',
      'FC Twente beat Heracles 3-1 on Saturday, after trailing 0-1 at half-time. It was their first win in five matches.',
    ],
    [
      'Trainer Oosting zei dat hij de tweede helft de beste van het seizoen vond. "Maar we zijn er nog lang niet", voegde hij eraan toe.',
      'Coach Oosting said he thought the second half was the best of the season. "But we are far from there yet," he added.',
    ],
    [
      'Bijna 28.000 toeschouwers zagen hoe Hilgers in de 89e minuut de 3-1 maakte. De wedstrijd duurde door blessures 12 minuten langer.',
      'Nearly 28,000 spectators saw Hilgers make it 3-1 in the 89th minute. Because of injuries, the match lasted 12 minutes longer.',
    ],
    [
      'In de halve finale wacht Sparta, dat woensdag met 2-0 verloor van Feyenoord. De clubs speelden in 1984 en 2012 al eerder tegen elkaar.',
      'In the semi-final they will face Sparta, who lost 2-0 to Feyenoord on Wednesday. The clubs had played each other before, in 1984 and 2012.',
    ],
    [
      'Een kaartje kost 24,50 euro, ruim twee keer zo veel als tien jaar geleden. Voor kinderen tot 12 jaar is de toegang gratis.',
      'A ticket costs 24.50 euros, more than twice as much as ten years ago. Admission is free for children up to 12 years of age.',
    ],
    [
      'De club zou de Zweedse spits Lindqvist voor 2,4 miljoen euro willen kopen. Volgens zijn zaakwaarnemer is er nog niets getekend.',
      'The club reportedly wants to buy the Swedish striker Lindqvist for 2.4 million euros. According to his agent, nothing has been signed yet.',
    ],
    [
      'Zijn zus speelt bij Ajax en werd vorig jaar kampioen. Zij scoorde vaker dan alle andere speelsters: 31 keer in 22 wedstrijden.',
      'His sister plays for Ajax and became champion last year. She scored more often than all other players: 31 times in 22 matches.',
    ],
    [
      'Alleen de keeper mag zondag niet meedoen. Hij moet na zijn rode kaart drie wedstrijden toekijken.',
      'Only the goalkeeper may not take part on Sunday. After his red card he must watch three matches from the stands.',
    ],
  ],
  weather: [
    [
      'In de nacht van maandag op dinsdag daalde de temperatuur tot -8 graden Celsius. Overdag wordt het niet warmer dan 2 graden.',
      'In the night from Monday to Tuesday the temperature dropped to -8 degrees Celsius. During the day it will not get warmer than 2 degrees.',
    ],
    [
      'In het noorden valt 5 tot 10 centimeter sneeuw, in het zuiden blijft het droog. Rijkswaterstaat strooit meer dan 3.000 kilometer weg.',
      'In the north 5 to 10 centimetres of snow will fall, while it will stay dry in the south. Rijkswaterstaat is gritting more than 3,000 kilometres of road.',
    ],
    [
      "De wind waait met 90 kilometer per uur, het hardst sinds januari 2018. Treinen rijden tot 10.00 uur 's ochtends niet.",
      'The wind is blowing at 90 kilometres per hour, the strongest since January 2018. Trains will not run until 10 a.m.',
    ],
    [
      'Het waterpeil van de Maas steeg met 40 centimeter per dag en staat nu boven de 8,5 meter. In Limburg vertrokken 1.200 mensen uit hun huis.',
      'The water level of the Meuse rose by 40 centimetres per day and is now above 8.5 metres. In Limburg, 1,200 people left their homes.',
    ],
    [
      'Begin maart verwacht het KNMI zachter weer. Mogelijk wordt het de warmste lente van de 21e eeuw, aldus weerman Piet Hofstra.',
      'The KNMI expects milder weather in early March. It may become the warmest spring of the 21st century, according to weatherman Piet Hofstra.',
    ],
    [
      'In Duitsland en Polen vielen zeker zes doden door de kou. De Duitse regering stelde 250 miljoen euro beschikbaar.',
      'In Germany and Poland at least six people died because of the cold. The German government made 250 million euros available.',
    ],
    [
      'In de jaren zestig vroor het vaker en langer. Toen werd de Elfstedentocht, een schaatstocht van bijna 200 kilometer, drie keer gereden.',
      'In the 1960s frosts were more frequent and longer. At that time the Elfstedentocht, a skating tour of nearly 200 kilometres, was held three times.',
    ],
    [
      'Het ijs is op veel plaatsen onbetrouwbaar, waarschuwt de schaatsbond. Ouders moeten hun kinderen niet zonder toezicht laten schaatsen.',
      'The ice is unreliable in many places, the skating association warns. Parents should not let their children skate without supervision.',
    ],
  ],
  history: [
    [
      'Koning Willem II kocht het schilderij in 1843 voor 12.000 gulden. Na zijn dood verkocht de familie het aan een Engelse handelaar.',
      'King William II bought the painting in 1843 for 12,000 guilders. After his death the family sold it to an English dealer.',
    ],
    [
      'Tijdens de Eerste Wereldoorlog verdween het uit Londen. Pas in mei 1921 werd het in Parijs teruggevonden, zonder lijst.',
      'During the First World War it disappeared from London. It was not until May 1921 that it was found in Paris, without its frame.',
    ],
    [
      'Conservator Eva Lindeman denkt dat haar voorganger het nooit heeft laten onderzoeken. "Hij vertrouwde de verkoper volledig", zegt zij.',
      'Curator Eva Lindeman thinks that her predecessor never had it examined. "He trusted the seller completely," she says.',
    ],
    [
      'De verf stamt uit de zeventiende eeuw, maar het doek is ten hoogste honderd jaar oud. Driekwart van het oppervlak is later overgeschilderd.',
      'The paint dates from the seventeenth century, but the canvas is at most a hundred years old. Three-quarters of the surface was painted over later.',
    ],
    [
      'In hoofdstuk IV van haar boek beschrijft zij twee oudere kopieën. De ene hangt links van de ingang, de andere in de oostelijke vleugel.',
      'In chapter IV of her book she describes two older copies. One hangs to the left of the entrance, the other in the eastern wing.',
    ],
    [
      'Het museum is dagelijks geopend van 10.00 tot 17.00 uur, behalve op maandag. Per jaar komen er 85.000 bezoekers, 15% meer dan voor de verbouwing.',
      'The museum is open daily from 10:00 to 17:00, except on Mondays. Each year it receives 85,000 visitors, 15% more than before the renovation.',
    ],
    [
      'Een van de broers Meijer zou het in 1940 voor een te lage prijs hebben verkocht. De erfgenamen, die in de VS en het VK wonen, eisen het nu terug.',
      'One of the Meijer brothers allegedly sold it in 1940 for too low a price. The heirs, who live in the US and the UK, are now demanding it back.',
    ],
    [
      'De commissie verwierp de eis, omdat de herkomst onduidelijk is. Vrijwel alle documenten gingen in de oorlog verloren, aldus voorzitter Klaas Brouwer.',
      'The committee rejected the claim because the provenance is unclear. Almost all documents were lost in the war, according to chairman Klaas Brouwer.',
    ],
  ],
  economy: [
    [
      'De omzet van Brandsma Schoenen groeide in 2023 van $1,2 miljard naar $1,5 miljard. De winst daalde echter met 8 procent, doordat de invoer duurder werd.',
      'Sales at Brandsma Schoenen grew from $1.2 billion to $1.5 billion in 2023. Profits, however, fell by 8 per cent because imports became more expensive.',
    ],
    [
      'Een op de vijf winkels sluit voor het einde van het jaar. Hooguit 350 van de 2.900 werknemers verliezen hun baan, verwacht de directeur.',
      'One in five shops will close before the end of the year. The director expects that at most 350 of the 2,900 employees will lose their jobs.',
    ],
    [
      'De vakbond is tegen het plan en dreigt met een staking van 48 uur. Bestuurder Karin Postma noemt het "een klap in het gezicht van trouwe mensen".',
      'The union is against the plan and is threatening a 48-hour strike. Union leader Karin Postma calls it "a slap in the face of loyal people".',
    ],
    [
      'Een paar schoenen kost gemiddeld £65, drie keer zo veel als in 1995. In Groot-Brittannië zijn de prijzen lager dan in Nederland.',
      'A pair of shoes costs £65 on average, three times as much as in 1995. In Great Britain prices are lower than in the Netherlands.',
    ],
    [
      'Volgende week praten de NAVO en de EU-lidstaten over de handel met Turkije. De Turkse president zal waarschijnlijk niet komen.',
      'Next week NATO and the EU member states will discuss trade with Turkey. The Turkish president will probably not attend.',
    ],
    [
      'De beurs in Amsterdam sloot 2,3 procent hoger. Vooral grote banken stegen, kleinere bedrijven verloren terrein.',
      'The Amsterdam stock exchange closed 2.3 per cent higher. Large banks in particular rose, while smaller companies lost ground.',
    ],
    [
      'Het bbp groeide minder dan verwacht: 0,4 in plaats van 0,9 procent. Het CBS spreekt van het zwakste kwartaal sinds 2020.',
      'GDP grew less than expected: 0.4 instead of 0.9 per cent. Statistics Netherlands calls it the weakest quarter since 2020.',
    ],
    [
      'De fabriek verbruikt 30 procent minder stroom dan voorheen. Ze produceert 7,5 ton per uur en draait zeven dagen per week.',
      'The factory uses 30 per cent less electricity than before. It produces 7.5 tonnes per hour and operates seven days per week.',
    ],
    [
      'De Europese Commissie keurde de verkoop van de merknaam goed. Slechts één lidstaat, Malta, stemde tegen.',
      'The European Commission approved the sale of the brand name. Only one member state, Malta, voted against it.',
    ],
    [
      'Het bestuur telt slechts één vrouw. De voorzitter noemt dat jammer, maar wil geen quotum invoeren.',
      'The board has only one woman. The chairman calls that a pity but does not want to introduce a quota.',
    ],
  ],
};

/** Articles with right English that were written for the project. */
export const rightArticles: readonly Reference[] = Object.entries(texts).map(([id, pairs]) => ({
  id,
  title: null,
  corpus: 'invented',
  translation: { title: null, segments: pairs.map(([nl, en], at) => ({ n: at + 1, nl, en })) },
}));
