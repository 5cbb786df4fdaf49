import { type LanguageDetector, loadLanguageDetector } from '../compact-ngrams.ts';
import { TolkError } from '../errors.ts';
import { wordSet } from '../word-set.ts';

/**
 * Texts with fewer letters are too short to tell (eld is right on 66% of sentences under 30
 * characters).
 */
const minLetters = 40;
/**
 * Dutch may score this share of the best language and still be taken for it: names and quotations
 * pull it down.
 */
const tolerance = 0.85;
/** More text than this tells nothing new. */
const sampleCharacters = 4_000;

/**
 * Detects the language of a text.
 *
 * @returns an ISO 639-1 code, `nl` where Dutch is about as likely as the best guess; null for a
 *   text that is too short or too strange to tell
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const sample = text.slice(0, sampleCharacters);
  return languageOf(sample, wordsOf(sample));
}

/** @param words of the sample */
async function languageOf(sample: string, words: readonly string[]): Promise<string | null> {
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (letters < minLetters) return null;
  if (isPlainlyDutch(words)) return 'nl';
  const eld = await loadLanguages();
  const result = eld.detect(sample);
  if (result.language === '') return null;
  const scores = result.getScores();
  const dutch = scores['nl'] ?? 0;
  return dutch >= (scores[result.language] ?? 0) * tolerance
    ? (siblingOf(sample) ?? 'nl')
    : result.language;
}

/** Loading its n-grams takes a while: only where little words do not tell. */
function loadLanguages(): Promise<LanguageDetector> {
  detector ??= loadLanguageDetector();
  return detector;
}

/** Of the process, as a module would be. */
let detector: Promise<LanguageDetector> | undefined;

/* Frequent words of Dutch that hardly another language has, and never so many of them. */
const plainDutch = wordSet(
  'een het niet zijn wordt worden naar heeft hebben zij hij deze werd ook zich uit voor door bij',
  'aan ik zou waren geweest kunnen moeten zullen',
);
/**
 * 153 of 190 Dutch documents (news, government, encyclopedias) reach both; none of their English
 * translations does.
 */
const plainShare = 0.09;
const plainKinds = 8;

/** Beyond doubt Dutch, by its little words. */
function isPlainlyDutch(words: readonly string[]): boolean {
  const plain = words.filter((word) => plainDutch.has(word));
  const isDense = plain.length >= words.length * plainShare;
  return isDense && new Set(plain).size >= plainKinds;
}

/** Loads what {@link detectLanguage} needs where little words do not tell, before that is measured. */
export async function prepareLanguages(): Promise<void> {
  await loadLanguages();
}

/*
 * Frequent words of Dutch's nearest relatives that are not Dutch, and of Dutch that neither of them
 * has: eld cannot tell the three apart.
 */
const siblings: Readonly<Record<string, ReadonlySet<string>>> = {
  af: wordSet(
    'nie vir sal hulle ek baie oor se jy julle hierdie daardie gesê hê dié ons was deur na',
  ),
  fy: wordSet(
    'fan yn foar mei hat hawwe oan troch nei ek dy dizze waard wurde wurdt binne moat kin',
    'kinne sei ûnder út oer wie sy hy neat ôf',
  ),
};
const onlyDutch = wordSet(
  'een voor niet zijn wordt worden naar heeft hebben door over zij hij ze deze bij werd er',
  'ik uit',
);
const minSiblingWords = 3;

/** Returns Afrikaans or Frisian, where the little words are theirs and not Dutch's. */
function siblingOf(text: string): string | undefined {
  const words = wordsOf(text);
  const dutch = countIn(onlyDutch, words);
  const found = Object.entries(siblings).find(([, frequent]) => {
    const own = countIn(frequent, words);
    return own >= minSiblingWords && own > dutch * 2;
  });
  return found?.[0];
}

/** The words of a text in small letters. */
function wordsOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return lower.match(beyondLatin.test(lower) ? /\p{L}+/gu : latinWord) ?? [];
}

/** Finding words takes half the time where there are no letters but these. */
const latinWord = /[a-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all that are before it
const beyondLatin = /[^\u0000-\u024f\u2010-\u2027\u20ac]/;

function countIn(set: ReadonlySet<string>, words: readonly string[]): number {
  let count = 0;
  for (const word of words) if (set.has(word)) count += 1;
  return count;
}

/**
 * Lets a Dutch article pass, and one that is too short to tell. Segments that are English already
 * do not count: a Dutch article may quote a press release.
 *
 * @param name how messages call the article
 * @returns its language, or null where it is too short to tell
 * @throws TolkError `article.not_dutch`
 */
export async function requireDutch(text: string, name: string): Promise<string | null> {
  const { rest, words } = withoutEnglish(text);
  const isMostlyEnglish = rest.length * 3 < text.length;
  const isWhole = rest.length <= sampleCharacters;
  const language = isMostlyEnglish
    ? 'en'
    : await (isWhole ? languageOf(rest, words) : detectLanguage(rest));
  if (language === null || language === 'nl') return language;
  const nameOfIt = new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  throw new TolkError(
    'article.not_dutch',
    `${name}: this looks like ${nameOfIt}, not Dutch; --any-language translates it anyway`,
  );
}

/** The segments that are not English, and their words. */
function withoutEnglish(text: string): { readonly rest: string; readonly words: string[] } {
  const segments = text.split('\n\n').map((segment) => ({ segment, words: wordsOf(segment) }));
  const others = segments.filter(({ words }) => !areEnglish(words));
  return {
    rest: others.map(({ segment }) => segment).join('\n\n'),
    words: others.flatMap(({ words }) => words),
  };
}

/* Frequent words that are English and not Dutch, and the other way round. */
const englishWords = wordSet(
  'the and of to that is it was for with as his he be by this are from or had not have but',
  'they you which were her all she there would their will when who has more if no out so',
  'said what about into than them can only other new some could time these two may then do',
  'first any my now such like our over me even most made after also did many before must',
  'through where much your way well down should because each just those people mr how too',
  'little',
);
const dutchWords = wordSet(
  'de het een en van dat niet voor met zijn er aan ook maar bij nog wel naar uit heeft',
  'hebben wordt worden deze dit om tot je ik ze hij zij wij u hun haar als dan kan moet zal',
  'zou geen meer veel',
);
const minWords = 6;
const englishShare = 0.25;
const dutchShare = 0.08;

/**
 * True for a segment of a Dutch article that is English already: a quotation, a press release.
 * Short ones are never taken for English.
 */
export function isEnglish(text: string): boolean {
  return areEnglish(wordsOf(text));
}

function areEnglish(words: readonly string[]): boolean {
  if (words.length < minWords) return false;
  const isMuchEnglish = countIn(englishWords, words) >= words.length * englishShare;
  return isMuchEnglish && countIn(dutchWords, words) <= words.length * dutchShare;
}
