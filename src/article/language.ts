import { TolkError } from '../errors.ts';

/** Texts with fewer letters are too short to tell (eld is right on 66% of sentences under 30 characters). */
const minLetters = 40;
/** How far below the best language Dutch may score and still be taken for it: names and quotations pull it down. */
const tolerance = 0.85;
/** More text than this tells nothing new. */
const sampleCharacters = 4_000;

/**
 * The language of a text as an ISO 639-1 code, `nl` where Dutch is about as likely as the best
 * guess, or null when the text is too short or too strange to tell.
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const sample = text.slice(0, sampleCharacters);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < minLetters) return null;
  // Loading its n-grams takes a third of a second, which most commands need not spend.
  const { eld } = await import('eld/medium');
  const result = eld.detect(sample);
  if (result.language === '') return null;
  const scores = result.getScores();
  const dutch = scores['nl'] ?? 0;
  return dutch >= (scores[result.language] ?? 0) * tolerance
    ? (siblingOf(sample) ?? 'nl')
    : result.language;
}

/** Frequent words of Dutch's nearest relatives that are not Dutch, and of Dutch that neither of them has; eld cannot tell them apart. */
const siblings: Readonly<Record<string, ReadonlySet<string>>> = {
  af: new Set(
    'nie vir sal hulle ek baie oor se jy julle hierdie daardie gesê hê dié ons was deur na'.split(
      ' ',
    ),
  ),
  fy: new Set(
    'fan yn foar mei hat hawwe oan troch nei ek dy dizze waard wurde wurdt binne moat kin kinne sei ûnder út oer wie sy hy neat ôf'.split(
      ' ',
    ),
  ),
};
const onlyDutch = new Set(
  'een voor niet zijn wordt worden naar heeft hebben door over zij hij ze deze bij werd er ik uit'.split(
    ' ',
  ),
);
const minSiblingWords = 3;

/** Afrikaans or Frisian, where the little words are theirs and not Dutch's. */
function siblingOf(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (of: ReadonlySet<string>) => words.filter((word) => of.has(word)).length;
  const dutch = count(onlyDutch);
  return Object.keys(siblings).find((language) => {
    const own = count(siblings[language] ?? new Set());
    return own >= minSiblingWords && own > dutch * 2;
  });
}

/**
 * The language of a text; lets only Dutch, and what is too short to tell, pass.
 *
 * @throws TolkError `article.not_dutch`
 */
export async function requireDutch(text: string, name: string): Promise<string | null> {
  const rest = withoutEnglish(text);
  const language = rest.length * 3 < text.length ? 'en' : await detectLanguage(rest);
  if (language === null || language === 'nl') return language;
  const english = new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  throw new TolkError(
    'article.not_dutch',
    `${name}: this looks like ${english}, not Dutch; use --any-language to go on`,
  );
}

/** Without paragraphs that are English already; an article of which less than a third is left is English. */
function withoutEnglish(text: string): string {
  return text
    .split('\n\n')
    .filter((paragraph) => !isEnglish(paragraph))
    .join('\n\n');
}

/** Frequent words that are English and not Dutch, and the other way round. */
const englishWords = new Set(
  'the and of to that is it was for with as his he be by this are from or had not have but they you which were her all she there would their will when who has more if no out so said what about into than them can only other new some could time these two may then do first any my now such like our over me even most made after also did many before must through where much your way well down should because each just those people mr how too little'.split(
    ' ',
  ),
);
const dutchWords = new Set(
  'de het een en van dat niet voor met zijn er aan ook maar bij nog wel naar uit heeft hebben wordt worden deze dit om tot je ik ze hij zij wij u hun haar als dan kan moet zal zou geen meer veel'.split(
    ' ',
  ),
);
const minWords = 6;
const englishShare = 0.25;
const dutchShare = 0.08;

/** Is this paragraph of a Dutch article English already: a quotation, a press release? Short ones are never taken for it. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < minWords) return false;
  const english = words.filter((word) => englishWords.has(word)).length;
  const dutch = words.filter((word) => dutchWords.has(word)).length;
  return english >= words.length * englishShare && dutch <= words.length * dutchShare;
}
