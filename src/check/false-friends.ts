import { hint, type PairCheck } from './pair-check.ts';

/** Dutch stems that look like an English word and mean another one: what they do not mean, and what they do. */
const friends: ReadonlyArray<readonly [dutch: string, english: string, meaning: string]> = [
  ['eventueel|eventuele', 'eventual|eventually', 'possible, possibly'],
  ['actueel|actuele', 'actual|actually', 'current, topical'],
  ['actualiteit|actualiteiten', 'actuality', 'current affairs'],
  ['controle|controles', 'control|controls', 'check, inspection'],
  ['controleren|controleert|gecontroleerd', 'control|controls|controlled', 'to check'],
  ['brutaal|brutale', 'brutal', 'cheeky, bold'],
  ['consequent|consequente', 'consequent|consequently', 'consistent'],
  ['dapper|dappere', 'dapper', 'brave'],
  ['directie|directies', 'direction|directions', 'management'],
  ['fabriek|fabrieken', 'fabric|fabrics', 'factory'],
  ['gymnasium', 'gymnasium', 'grammar school'],
  ['kritiek', 'critic|critique', 'criticism'],
  ['lokaal|lokalen', 'locale', 'classroom; local'],
  ['manifestatie|manifestaties', 'manifestation|manifestations', 'demonstration, event'],
  ['mening|meningen', 'meaning', 'opinion'],
  ['motief', 'motif', 'motive'],
  ['notitie|notities', 'notice', 'note'],
  ['novelle|novelles', 'novel|novels', 'novella'],
  ['ordinair|ordinaire', 'ordinary', 'vulgar'],
  ['pathetisch|pathetische', 'pathetic', 'melodramatic'],
  ['personeel', 'personal', 'staff'],
  ['prospectus', 'prospect', 'brochure'],
  ['proces|processen', 'process|processes', 'trial; process'],
  ['rapport|rapporten', 'rapport', 'report'],
  ['rendement', 'rendition', 'return, yield'],
  ['roman|romans', 'roman', 'novel'],
  ['rumoer|rumoerig', 'rumour|rumor|rumours', 'noise'],
  ['slim|slimme', 'slim', 'clever'],
  ['smal|smalle', 'small', 'narrow'],
  ['solide', 'solid', 'sound, reliable'],
  ['stadium', 'stadium', 'stage'],
  ['sensibel|sensibele', 'sensible', 'sensitive'],
  ['sympathiek|sympathieke', 'sympathetic', 'likeable'],
  ['undergrond', 'underground', 'subsoil'],
  ['braaf|brave', 'brave', 'well-behaved'],
  ['chef', 'chef', 'boss'],
  ['concurrent|concurrenten', 'concurrent', 'competitor'],
  ['concurrentie', 'concurrency', 'competition'],
  ['fractie|fracties', 'fraction|fractions|faction', 'parliamentary party'],
  ['genie', 'genie', 'genius'],
  ['globaal|globale', 'global|globally', 'rough, broadly'],
  ['parket', 'parquet', 'public prosecution service'],
  ['principieel|principiële', 'principal|principally', 'on principle'],
  ['procederen|procedeert', 'proceed|proceeds', 'to litigate'],
  ['promotie', 'promotion', 'doctorate; promotion'],
  ['reclame', 'reclaim|reclaiming', 'advertising'],
  ['realiseren', 'realize|realise', 'to achieve; to realise'],
  ['stage|stages', 'stage|stages', 'internship'],
  ['trant', 'trend', 'manner'],
  ['warenhuis|warenhuizen', 'warehouse|warehouses', 'department store'],
  ['wethouder|wethouders', 'lawmaker|lawmakers', 'alderman, city executive'],
  ['biljoen', 'billion', 'trillion'],
  ['miljard', 'milliard', 'billion'],
];

const index = new Map<
  string,
  Array<readonly [english: ReadonlySet<string>, dutch: string, meaning: string]>
>();
for (const [dutch, english, meaning] of friends) {
  for (const form of dutch.split('|')) {
    if (form.includes(' ')) continue;
    const known = index.get(form) ?? [];
    index.set(form, [...known, [new Set(english.split('|')), form, meaning]]);
  }
}

/** A Dutch word and the English one it is often taken for, in the same text: worth a look. */
export const checkFalseFriends: PairCheck = ({ nl, en }) => {
  const doubts = [];
  for (const word of nl.words) {
    for (const [english, dutch, meaning] of index.get(word) ?? []) {
      const found = [...english].find((one) => en.words.has(one));
      if (found !== undefined)
        doubts.push(hint(`"${dutch}" may not mean "${found}" here, but: ${meaning}`));
    }
  }
  return doubts;
};
