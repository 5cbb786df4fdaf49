import { wordSet } from '../word-set.ts';

/*
 * Dutch in English texts: what has an English form, and what may stay. Compiled by hand, from
 * general knowledge of both languages.
 */

/** An acronym in Dutch, and what English has for it. */
interface DutchAcronym {
  readonly english: string;
  /** What the Dutch may have in its place, in lower case. */
  readonly full: string | undefined;
}

/** Acronyms that English has another form for, as they are written in Dutch. */
export const dutchAcronyms: ReadonlyMap<string, DutchAcronym> = new Map(
  `
VS=US=verenigde staten, VK=UK=verenigd koninkrijk, VN=UN=verenigde naties, NAVO=NATO, Navo=NATO
VAE=UAE=verenigde arabische emiraten, OVSE=OSCE, OESO=OECD, WGO=WHO=wereldgezondheidsorganisatie
EVRM=ECHR, EHRM=ECtHR=europees hof voor de rechten, EGKS=ECSC, OM=Public Prosecution Service=openbaar ministerie
BBP=GDP=bruto binnenlands, bbp=GDP=bruto binnenlands, BNP=GNP=bruto nationaal, bnp=GNP=bruto nationaal
BTW=VAT, btw=VAT, ngo=NGO, MKB=SMEs=midden- en kleinbedrijf, mkb=SMEs=midden- en kleinbedrijf
zzp=self-employed, ZZP=self-employed, EHBO=first aid=eerste hulp, ehbo=first aid=eerste hulp
soa=STD, tbc=TB, OV=public transport=openbaar vervoer, ov=public transport=openbaar vervoer
lhbt=LGBT, LHBT=LGBT, lhbti=LGBTI, LHBTI=LGBTI, lhbtiq=LGBTIQ, LHBTIQ=LGBTIQ
WO=World War=wereldoorlog, WOI=WWI=wereldoorlog, WOII=WWII=wereldoorlog, AVG=GDPR
CAO=collective agreement, cao=collective agreement, aow=state pension, ggo=GMO
ggz=mental health care=geestelijke gezondheidszorg
`
    .trim()
    .split(/, |\n/)
    .map((entry) => entry.split('='))
    .map(([dutch = '', english = '', full]) => [dutch, { english, full }]),
);

/** Abbreviations without a full stop inside, which English does not have. */
export const dutchAbbreviations: ReadonlyMap<string, string> = readForms(`
bijv=e.g., enz=etc., dhr=Mr, mevr=Ms, mw=Ms, blz=p., mld=billion, zgn=so-called, evt=possibly
jl=last
`);

/** Dutch words that English takes over for what is Dutch: they may stay. */
export const loanWords: ReadonlySet<string> = wordSet(
  'polder polders hofje hofjes stroopwafel stroopwafels poffertje poffertjes bitterbal',
  'bitterballen kroket kroketten frikandel frikandellen stamppot hutspot hagelslag speculaas',
  'oliebol oliebollen pannenkoek pannenkoeken jenever genever borrel gezellig gezelligheid terp',
  'terpen wad wadden elfstedentocht pepernoten kruidnoten beschuit muisjes rijsttafel nasi bami',
  'sambal ketjap trassi kroepoek rookworst erwtensoep snert vla trekschuit tjalk botter skutsje skutsjes fierljeppen',
  'korfbal klootschieten kaatsen apartheid laager kraal vlei rooibos biltong braai boerewors',
);

/** Small words inside names ("Vincent van Gogh", "Partij voor de Dieren"). */
export const nameParticles: ReadonlySet<string> = wordSet(
  "van de der den des het een te ten ter en in op aan bij voor of uit 't 's tot over met om onder",
  'zu zum la le les du da di do dos das del von und y e et al el bin ibn',
);

function readForms(list: string): ReadonlyMap<string, string> {
  return new Map(
    list
      .trim()
      .split(/, |\n/)
      .map((entry): [string, string] => {
        const at = entry.indexOf('=');
        return [entry.slice(0, at), entry.slice(at + 1)];
      }),
  );
}
