import { wordSet } from '../word-set.ts';

/*
 * Dutch in English texts: what has an English form, and what may stay. Compiled by hand, from
 * general knowledge of both languages.
 */

/** Acronyms that English has another form for: the Dutch one, as it is written, and the English. */
export const dutchAcronyms: ReadonlyMap<string, string> = readForms(`
VS=US, VK=UK, VN=UN, NAVO=NATO, Navo=NATO, VAE=UAE, OVSE=OSCE, OESO=OECD, EVRM=ECHR, EHRM=ECtHR
EGKS=ECSC, BBP=GDP, bbp=GDP, BNP=GNP, bnp=GNP, BTW=VAT, btw=VAT, OM=Public Prosecution Service
ngo=NGO, MKB=SMEs, mkb=SMEs, zzp=self-employed, ZZP=self-employed, EHBO=first aid, ehbo=first aid
soa=STD, tbc=TB, OV=public transport, ov=public transport, lhbt=LGBT, LHBT=LGBT, lhbti=LGBTI
LHBTI=LGBTI, lhbtiq=LGBTIQ, LHBTIQ=LGBTIQ, WOI=WWI, WOII=WWII, AVG=GDPR, CAO=collective agreement
cao=collective agreement, aow=state pension, ggo=GMO, ggz=mental health care
`);

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
  'sambal rookworst erwtensoep snert vla trekschuit tjalk botter skutsje skutsjes fierljeppen',
  'korfbal klootschieten kaatsen apartheid laager kraal vlei rooibos biltong braai boerewors',
);

/** Names that have an English form, but stand in English texts as they are as well. */
export const alsoEnglishNames: ReadonlySet<string> = wordSet(
  'Kiev Peking Afrikaans Vlissingen Brugge Gent Leuven Antwerpen Noord-Holland Zuid-Holland',
  'Noord-Brabant Kamer Kamers Kamerlid Raad Hoge Hof Binnenhof Rekenkamer Rijkswaterstaat Eerste',
  'Tweede Spelen Commissie Unie Maria Christus God Bank Parlement Kerk Pool Fin Deen Noor Zweed Rus',
  'Belg Latijn Maas Maria Koninkrijk Staten Zaken Hannover Den Zwarte Buitenlandse Binnenlandse',
  'Financiën Justitie Defensie Onderwijs Volksgezondheid Koningsdag Celebes Birma Leiden',
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
