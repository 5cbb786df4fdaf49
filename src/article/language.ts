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
  return dutch >= (scores[result.language] ?? 0) * tolerance ? 'nl' : result.language;
}

/**
 * Lets Dutch, and what is too short to tell, pass.
 *
 * @throws TolkError `article.not_dutch`
 */
export async function requireDutch(text: string, name: string): Promise<void> {
  const language = await detectLanguage(text);
  if (language === null || language === 'nl') return;
  const english = new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  throw new TolkError('article.not_dutch', `${name}: this looks like ${english}, not Dutch; use --any-language to go on`);
}
