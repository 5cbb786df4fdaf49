import { agencies } from '../../article/beside-lines.ts';
import { takeDate } from '../../article/date.ts';
import { normalizeText } from '../../article/text.ts';
import type { FoundBlock } from './blocks.ts';
import { withoutLabel } from './metadata.ts';
import type { Reason } from './surroundings.ts';

/*
 * Lines that stand in the box of an article and are none of it: bylines, credits of pictures, "Lees ook",
 * invitations to share or to subscribe, times of players, prices. A rule looks at short blocks only, and
 * at those of a subject not where the article is about it.
 */

/** Where a block stands. */
export interface BlockPlace {
  readonly block: FoundBlock;
  /** True for one of the first or last of the article. */
  readonly isAtEdge: boolean;
  /** The title, in lower case. */
  readonly title: string;
}

/** One rule: a block of at most so many characters that says so. */
interface LineRule {
  readonly reason: Reason;
  readonly most: number;
  readonly fits: (text: string, place: BlockPlace) => boolean;
}

const says =
  (...patterns: readonly RegExp[]) =>
  (text: string): boolean =>
    patterns.some((pattern) => pattern.test(text));

const networks =
  /\b(?:facebook|twitter|x\.com|instagram|whatsapp|linkedin|tiktok|telegram|youtube|bluesky|mastodon|threads|e-?mail)\b/i;

/** In this order: the first that fits is the reason. */
const rules: readonly LineRule[] = [
  {
    reason: 'byline',
    most: 90,
    fits: (text, { isAtEdge }) => isAtEdge && (isByline(text) || isDateLine(text)),
  },
  {
    reason: 'byline',
    most: 60,
    fits: says(
      /^(?:leestijd|leesduur)\b/i,
      /^(?:±|ca\. )?\d{1,2} ?min(?:\.|uut|uten)?(?: (?:lezen|leestijd))?$/i,
    ),
  },
  {
    reason: 'credit',
    most: 70,
    fits: says(
      /^(?:foto(?:['’]?s|grafie|graaf)?|beeld|illustraties?|infographic|video)(?: \([^)]*\))? ?(?:[:|©–/-]|door ).+[^.!?]$/i,
      /^(?:foto|beeld|illustratie) (?=\p{Lu})[^.!?]+$/u,
      /^(?:©|\(c\)|copyright)/i,
      new RegExp(`^(?:bron ?: ?)?${agencies}(?: ?[/|,&] ?[\\p{L} .]+)?$`, 'u'),
    ),
  },
  {
    reason: 'related',
    most: 220,
    fits: (text, { block }) =>
      /^(?:lees|bekijk|luister|kijk|zie) ?(?:hier )?(?:ook|meer|verder|hier|alles|eerder)\b/i.test(
        text,
      ) &&
      (block.linked > 0.3 ||
        /^[^.]{0,40}:.*[^.;]$/.test(text) ||
        /^lees (?:ook|meer|verder)\b.{0,60}(?<![.;])$/i.test(text)),
  },
  {
    reason: 'related',
    most: 160,
    fits: (text, { block }) =>
      (/^(?:klik hier|meer over|meer nieuws|meer informatie)\b/i.test(text) &&
        block.linked > 0.2) ||
      (/^\d{1,2} (?:sec|min|uur|uren|dag|we?ek|maand)\p{L}*(?:, ?\d \p{L}+)? geleden\b/iu.test(
        text,
      ) &&
        (block.linked > 0.3 || text.length <= 40)),
  },
  {
    reason: 'sharing',
    most: 260,
    fits: (text, { block }) =>
      /\b(?:like|volg) (?:ons|@\w+|[\w.]+ op)\b/i.test(text) &&
      (networks.test(text) || block.linked > 0.3),
  },
  {
    reason: 'sharing',
    most: 140,
    fits: (text, { block }) =>
      (/^(?:deel|delen|share|tweet|reageer|mail|print|kopieer|bewaar|opslaan)\b/i.test(text) &&
        (block.linked > 0.3 ||
          networks.test(text) ||
          /^\p{L}+ (?:dit|deze|het) (?:artikel|bericht|pagina|link|verhaal)\b/iu.test(text) ||
          text.length <= 12)) ||
      /^tweets (?:by|van|door)\b/i.test(text) ||
      /^(?:facebook|twitter|whatsapp|linkedin|instagram|e-?mail|telegram)$/i.test(text) ||
      /^reageer op dit (?:artikel|bericht|verhaal)(?: \(\d+\))?$/i.test(text) ||
      /^(?:heb je|heeft u|heb jij) (?:een |nog )?(?:tips?|opmerking|fout)\b.*\?/i.test(text),
  },
  {
    reason: 'sharing',
    most: 120,
    fits: (text, { isAtEdge }) =>
      isAtEdge &&
      /^(?:was|vond|heeft|hebt|heb|bent|ben)\b.{0,30}\b(?:pagina|artikel|informatie|tekst|antwoord)\b.{0,40}\b(?:nuttig|handig|behulpzaam|duidelijk|geholpen|gevonden)\b.{0,30}\?$/i.test(
        text,
      ),
  },
  {
    reason: 'newsletter',
    most: 260,
    fits: (text, { title }) =>
      !title.includes('nieuwsbrief') &&
      /nieuwsbrief/i.test(text) &&
      /\b(?:meld|schrijf|abonneer|ontvang|aanmelden|inschrijven)\b/i.test(text),
  },
  {
    reason: 'newsletter',
    most: 260,
    fits: says(
      /^(?:u|je|jij|wilt u|wil je) (?:ontvangt|krijgt|ontvangen|krijgen) (?:deze|dit) (?:e-?mail|mail|nieuwsbrief|bericht) (?:omdat|want|als)\b/i,
      /^(?:uitschrijven|afmelden|(?:bekijk|lees) (?:deze |de |dit )?(?:e-?mail |mail |nieuwsbrief |bericht )?(?:online|in (?:je|uw) browser))\W*$/i,
    ),
  },
  {
    reason: 'cookies',
    most: 400,
    fits: (text, { title }) =>
      !title.includes('cookie') &&
      /\bcookies?\b/i.test(text) &&
      /accepte|akkoord|toestemming|instelling|voorkeur|(?:wij|we) (?:maken )?(?:gebruik|plaats)|om deze inhoud|geblokkeerd/i.test(
        text,
      ),
  },
  {
    reason: 'paywall',
    most: 320,
    fits: (text, { title }) =>
      !/abonn|betaalmuur|premium/.test(title) &&
      says(
        /\bword (?:nu )?(?:abonnee|lid)\b/i,
        /^(?:abonneer|log in|inloggen|registreer)\b.*\b(?:lezen|lees|toegang|artikel|account)\b/i,
        /\b(?:al|nog geen) abonnee\b ?\?/i,
        /\b(?:alleen|exclusief) (?:toegankelijk |beschikbaar )?voor (?:abonnees|leden)\b/i,
        /\bonbeperkt(?:e)? (?:lezen|toegang)\b/i,
        /^dit is een (?:premium|plus)[- ]?(?:artikel|verhaal)?\b/i,
        /^lees (?:direct|meteen|nu) verder\b|€ ?\d.{0,40}\blees (?:direct |meteen )?verder\b/i,
        /^(?:probeer|lees) .{0,20}\b(?:weken?|maanden?) (?:gratis|voor €)/i,
        /^exclusieve (?:artikelen|verhalen)\b/i,
        /^(?:verder|dit artikel|alles|het hele artikel) lezen ?\?/i,
        /\bkrijgt toegang tot alle\b/i,
        /\beerste maand (?:gratis|voor)\b/i,
      )(text),
  },
  {
    reason: 'player',
    most: 200,
    fits: says(
      /^(?:\d{1,2}:)?\d{1,2}:\d{2}(?: ?\/ ?(?:\d{1,2}:)?\d{1,2}:\d{2})?$/,
      /^(?:afspelen|pauzeren|play|speel af|video afspelen|bekijk video|geluid (?:aan|uit))$/i,
      /^(?:luister naar|beluister) (?:dit|het) artikel\b/i,
      /(?:browser|javascript|flash|html5).{0,60}(?:ondersteun|aan te zetten|inschakel|nodig|vereist)/i,
      /^(?:deze|dit) (?:video|audio|fragment|bericht|inhoud) (?:kan niet|is niet|wordt)\b/i,
    ),
  },
  {
    reason: 'shop',
    most: 40,
    fits: says(/^(?:v\.?a\.? |vanaf |nu |voor )?€ ?\d[\d.]*(?:,(?:\d\d|-{1,2}|–))?$/i),
  },
  { reason: 'weather', most: 12, fits: says(/^-?\d{1,2} ?°C?$/) },
  {
    reason: 'advertisement',
    most: 40,
    fits: says(/^(?:advertentie|adverteren|ingezonden mededeling|gesponsord|reclame)$/i),
  },
  {
    reason: 'navigation',
    most: 200,
    fits: says(
      /alle rechten voorbehouden|all rights reserved/i,
      /^(?:terug )?naar (?:boven|de homepage)$/i,
    ),
  },
  {
    reason: 'navigation',
    most: 200,
    fits: (text, { block }) =>
      block.linked > 0.3 &&
      /^(?:tags?|trefwoorden|labels?|onderwerp(?:en)?|categorie(?:ën)?|rubriek(?:en)?) ?:/i.test(
        text,
      ),
  },
  {
    reason: 'player',
    most: 10,
    fits: (text, { block }) => block.layout?.kind === 'caption' && /^\d+ ?\/ ?\d+$/.test(text),
  },
];

/** Why a line is not the article; undefined for what is. */
export function reasonOfLine(place: BlockPlace): Reason | undefined {
  const { text, layout } = place.block;
  const kind = layout?.kind ?? 'paragraph';
  if (kind === 'code' || kind === 'note' || kind === 'row') return undefined;
  const found = rules.find(({ most, fits }) => text.length <= most && fits(text, place));
  // A headline may say anything; only the rules that ask for more than words look at it.
  if (kind === 'heading' && (found?.reason === 'byline' || found?.reason === 'credit'))
    return undefined;
  return found?.reason;
}

const bylineWords =
  /^(?:van (?:onze|een van onze)\b|door:? (?=\p{Lu})|tekst(?: en (?:foto|beeld)['’]?s?)? ?: |auteur ?: |geschreven door |redacteur ?: |by (?=\p{Lu}))/iu;

/** `Van onze verslaggever Jan Jansen`, `Door: Jan Jansen`. */
function isByline(text: string): boolean {
  return (
    bylineWords.test(text) &&
    startsBig(text) &&
    !/[.!?]$/.test(text) &&
    text.split(' ').length <= 12
  );
}

/** After "door" comes a name: `Door corona dicht` is a headline. */
function startsBig(text: string): boolean {
  return !/^(?:door|by)\b/i.test(text) || /^\p{L}+:? \p{Lu}/u.test(text);
}

/** A date alone, or with a time and a name: `11 maart 2016 om 22:43 door Jan Jansen`. */
function isDateLine(text: string): boolean {
  if (
    /^(?:vandaag|gisteren|zojuist|(?:maan|dins|woens|donder|vrij|zater|zon)dag),? (?:om )?\d{1,2}[:.]\d\d(?: uur)?$/i.test(
      text,
    )
  )
    return true;
  const taken = takeDate(normalizeText(withoutLabel(text)).toLowerCase());
  if ('problem' in taken || taken.date.length < 10) return false;
  return (
    /^(?:[,|–-]? ?(?:om |at )?\d{1,2}[:.]\d\d(?: ?uur)?)?(?:,? ?(?:door|by|-|–|\|) .{3,60})?(?:[,|•·–-]? ?\d{1,2} ?min(?:uten|\.)?(?: (?:lezen|leestijd))?)?$/.test(
      taken.rest,
    ) || /^[|·•,–-]? ?(?:laatste? )?(?:bijgewerkt|gewijzigd|update[d]?)\b.{0,60}$/.test(taken.rest)
  );
}

/** Longer is none. */
const longestByline = 500;

/** The author in a byline; undefined where it has none. */
export function authorIn(text: string): string | undefined {
  if (text.length > longestByline) return undefined;
  const name = text
    .replace(/^.*\d{4}.*?\b(?:door|by) /i, '')
    .replace(bylineWords, '')
    .trim()
    .replace(/^(?:verslagge(?:ver|efster)|redact(?:eur|rice)|correspondent|redactie)s?\b:?\s*/i, '')
    .trim();
  return /^\p{Lu}/u.test(name) && !/\d/.test(name) && name.length <= 80 ? name : undefined;
}
