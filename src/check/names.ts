import { type CheckContext, error, type PairCheck, warning } from './pair-check.ts';
import { dutchWords, englishWords, exonymsOf, exonymWords } from './parse/dictionary.ts';
import { englishForms, fold, hasName, type Name } from './parse/names.ts';
import type { Pair, Side } from './parse/pair.ts';

/*
 * A name that was changed: one is gone from the English, and one that the Dutch does not have has
 * come, at about the same place. Names with an English form of their own are known (exonyms.ts) or
 * look alike; words that a dictionary has are parts of institutions, which are translated.
 */

/** Adjectives of places and peoples change their form (Haagse, Franse; Parisian, Finnish). */
const dutchAdjective = /(?:se|sche|aans|iërs?)$/;
const englishAdjective = /(?:ians?|ish|ese|eans?)$/;
/** Dutch nouns that institutions are made of, as ends of compounds. */
const institution =
  /(?:hof|raad|kamer|bank|dienst|vergadering|naties|staten|huis|partij|ministerie|minister|secretaris|rechter|bond|verbond|vereniging(?:en)?|bureau|instituut|universiteit|school|museum|park|straat|plein|laan|weg|brug|kerk|unie|wet|verdrag|akkoord|commissie|autoriteit|inspectie|politie|leger|luitenant|zaken|oorlog|rivier|zee|meer|eiland(?:en)?|berg|kust|oceaan|oosten|westen|noorden|zuiden|republiek|koninkrijk|provincie|gemeente|fonds|stichting|genootschap|federatie|beurs|liga|league|beker|prijs|spelen|kampioenschap(?:pen)?|festival|journaal|krant|blad)$/;
const dutchParts = new Set(
  'noord zuid oost west midden nieuw groot klein rode witte zwarte groene gouden stille grote hoge eerste tweede derde het de een hij zij deze dit dat niet premier president voorzitter koning koningin prins prinses paus dhr mevrouw meneer verenigde algemene nederlandse general richter agentschap verbond bond iemand niemand conservatieven republikeinen democraten'.split(
    ' ',
  ),
);
const englishParts = new Set(
  'north south east west northern southern eastern western northwest northeast southwest southeast middle new great pacific atlantic gulf street road avenue hill hills lake river bay island islands mount valley park square tower house hall hospital church college school university institute foundation association committee commission council board bureau department ministry secretary minister prime chief judge justice judiciary judicial attorney senator senate congress parliament parliamentary republican republicans democrat democrats democratic labour conservative conservatives tory tories liberal party union league cup championship championships olympic olympics festival award awards prize red white black green golden blue royal king queen prince princess pope col colonel lieutenant captain major sergeant reverend rep gov sen nov dec oct sept jan feb aug hurricane storm tropical category assembly security mitigation disaster management houses westminster enforcement treasury exchange federal federation national international internal global world war air force navy army marine coast guard police fire rescue emergency agency administration authority service services centre center research science technology health education defense defense homeland state states united kingdom republic city county town district region province government cabinet chancellor ambassador general director chairman chairwoman spokesman spokeswoman manager coach fellow professor doctor instead meanwhile however moreover furthermore according respiratory medium tide desert basin mountains stateside internet web black-and-white congressional constitution amendment act bill deal accord treaty bank banks fund stock market index group company corporation inc ltd holdings airport airlines airways station railway highway bridge gate weekend christmas easter english'.split(
    ' ',
  ),
);
/** What takes a name's place stands about where the name stood: this far, at most, of the text's length. */
const nearness = 0.25;
const headlineShare = 0.75;

/** A name that is gone while another has come in its place, or that is gone. */
export const checkNames: PairCheck = (pair, context) => {
  const { changed, gone } = compare(pair, context);
  return [
    ...changed.map(([one, two]) =>
      error(
        `the name "${one.text}" is not in the English where it should be; there stands "${two.text}"`,
      ),
    ),
    ...gone.map(({ text }) => warning(`the name "${text}" is not in the English`)),
  ];
};

/** An acronym that is gone while another has come. Those with an English form of their own are known. */
export const checkAcronyms: PairCheck = ({ nl, en }) => {
  const gone = acronymsOf(nl).filter(
    (one) => !known(en, one) && !(exonymsOf(one.toLowerCase()).length > 0),
  );
  const come = acronymsOf(en).filter(
    (one) => !known(nl, one) && !exonymWords.has(one.toLowerCase()) && !englishAcronyms.has(one),
  );
  return gone.flatMap((one, at) =>
    come[at] === undefined
      ? []
      : [warning(`"${one}" is not in the English, which has "${come[at]}" instead`)],
  );
};

/** Of times, places and titles: they come and go. */
const englishAcronyms = new Set(
  'AM PM ET EST EDT BST GMT CET US USA UK UN EU CEO MP MPS TV OK II III IV VI VII VIII IX XI XII'.split(
    ' ',
  ),
);

function acronymsOf({ tokens, words }: Side): string[] {
  const found = tokens
    .filter(
      ({ kind, text }) =>
        kind === 'word' && text.length > 1 && text.length < 7 && /^\p{Lu}+$/u.test(text),
    )
    .map(({ text }) => text);
  // Where whole sentences are in capitals, nothing follows.
  return found.length > Math.max(4, words.size / 4) ? [] : [...new Set(found)];
}

const known = ({ raw }: Side, acronym: string): boolean =>
  raw.includes(acronym) || raw.includes([...acronym].join('.'));

/** A name that has come from nowhere. */
export const checkAddedNames: PairCheck = (pair, context) =>
  compare(pair, context).come.map(({ text }) =>
    warning(`the name "${text}" in the English is not in the Dutch`),
  );

interface Compared {
  readonly changed: ReadonlyArray<readonly [Name, Name]>;
  readonly gone: readonly Name[];
  readonly come: readonly Name[];
}

const compared = new WeakMap<Pair, Compared>();

/** Two checks ask for the same comparison. */
function compare(pair: Pair, context: CheckContext): Compared {
  const known = compared.get(pair) ?? compareNames(pair, context);
  compared.set(pair, known);
  return known;
}

function compareNames({ nl, en }: Pair, { article }: CheckContext): Compared {
  if (isHeadline(en)) return { changed: [], gone: [], come: [] };
  const isKnown = (name: Name) =>
    name.solid || article.names().some(({ folded, solid }) => solid && folded === name.folded);
  const strange = en
    .names()
    .filter(
      (name) =>
        isOwnEnglish(name) &&
        !hasName(nl.folded(), name) &&
        !exonymWords.has(name.folded) &&
        !hasName(article.folded(), name),
    );
  let gone = nl
    .names()
    .filter(
      (name) =>
        isOwnDutch(name) &&
        !hasName(en.folded(), name) &&
        !englishForms(name).some((form) => en.folded().capitals.has(form)),
    );
  const changed: Array<readonly [Name, Name]> = [];
  const come: Name[] = [];
  for (const two of strange) {
    const at = placesOf(en, two);
    const one =
      gone.find(
        (name) =>
          (two.solid || (isKnown(name) && isNoun(two))) && near(placesOf(nl, name), at, nearness),
      ) ?? rarer(nl, en, at, (name) => two.solid || (isKnown(name) && isNoun(two)));
    if (one) changed.push([one, two]);
    else if (two.solid) come.push(two);
    gone = gone.filter((name) => name !== one);
  }
  return { changed, gone: gone.filter(({ solid }) => solid), come };
}

/** Where most words have a capital, a capital tells nothing. */
function isHeadline({ tokens }: Side): boolean {
  const long = tokens.filter(({ kind, text }) => kind === 'word' && text.length > 3);
  return long.filter(({ capital }) => capital).length > long.length * headlineShare;
}

/** At the beginning of a sentence many words have a capital: these are no names. */
const isNoun = ({ text }: Name): boolean =>
  !/(?:ing|ed|ly|tion|ment|ness|able|ful|ous|ive|s)$/.test(text);

/** A capitalised word that the Dutch has more often than the English, at about these places. */
function rarer(
  nl: Side,
  en: Side,
  at: readonly number[],
  isSure: (name: Name) => boolean,
): Name | undefined {
  return nl.names().find((name) => {
    if (!isSure(name)) return false;
    const places = placesOf(nl, name);
    return (
      !dutchAdjective.test(name.text) &&
      places.length > placesOf(en, name).length &&
      near(places, at, nearness / 2)
    );
  });
}

function isOwnDutch({ text, folded }: Name): boolean {
  const lower = text.toLowerCase();
  if (text === text.toUpperCase()) return false;
  return (
    !dutchParts.has(lower) &&
    !dutchWords.has(lower) &&
    !dutchAdjective.test(lower) &&
    !institution.test(lower) &&
    folded.length > 2
  );
}

function isOwnEnglish({ text, folded }: Name): boolean {
  const lower = text.toLowerCase();
  if (lower.includes("'") || text === text.toUpperCase()) return false;
  return (
    ![lower, lower.replace(/s$/, ''), lower.replace(/es$/, '')].some(
      (word) => englishWords.has(word) || englishParts.has(word),
    ) && !englishAdjective.test(folded)
  );
}

const near = (some: readonly number[], others: readonly number[], distance: number): boolean =>
  some.some((one) => others.some((other) => Math.abs(one - other) <= distance));

/** How far into the text a name stands, wherever it does, from 0 to 1. */
function placesOf(
  { raw, tokens }: Side,
  { text, folded }: { readonly text: string; readonly folded: string },
): number[] {
  return tokens
    .filter(
      (token) =>
        token.capital && (token.text.startsWith(text) || fold(token.text).startsWith(folded)),
    )
    .map(({ start }) => start / Math.max(1, raw.length));
}
