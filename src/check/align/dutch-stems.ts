import { strongPasts } from '../../lexicon/synonyms.ts';

/*
 * Dutch words by their stems: one stem for all forms of a word, and of what is made of it. The same
 * is done to the lexicon's words, so a stem need not be a word: "maakte", "gemaakt", "maker" and
 * "maken" all are "mak". Different words may share one; for aligning that does little harm.
 */

const derived =
  /(?:heden|heid|ingen|ing|baar|bare|e?lijke?|ische?|jes?|loos|loze|ster|ende?|ste|ers?|ere|en|e)$/;
const minStem = 3;

/** The stem of a word as it is. */
export function stemOfDutch(word: string): string {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word;
  const cut = bare.replace(derived, '');
  const stem = cut.length < minStem ? bare.replace(/e?n?$/, '') : cut;
  return spell(stem.length < 2 ? bare : stem);
}

/** As stems are spelled: "maak" and "mak", "lev" and "leef", "bakk" and "bak" are one. */
const spell = (stem: string): string =>
  stem
    .replace(/([aeou])\1/, '$1')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/v$/, 'f')
    .replace(/z$/, 's');

const participle =
  /^(aan|achter|af|bij|binnen|door|in|mede|mee|na|neer|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|vrij|weer|weg)?(?:ge|te)(.{3,})$/;
const particle =
  /^(?:aan|achter|af|be|bij|binnen|boven|door|er|her|in|mee|mis|na|neer|om|onder|ont|op|over|samen|tegen|terug|toe|uit|vast|ver|voor|vrij|weer|weg)/;
const ending = /[tds]$/;

/** Other stems that a form may have: without "ge-", "on-" or the -t of a verb, or of a past. */
export function otherStemsOfDutch(word: string, stem: string): readonly string[] {
  const stems: string[] = [];
  const add = (found: string): void => {
    stems.push(found);
    if (ending.test(found) && found.length > minStem) stems.push(spell(found.slice(0, -1)));
  };
  add(stem);
  const [, prefix = '', rest = ''] = participle.exec(word) ?? [];
  if (rest !== '') add(prefix + stemOfDutch(rest));
  if (word.length > 6 && word.startsWith('on')) add(stemOfDutch(word.slice(2)));
  addPast(word, '', stems);
  const parted = particle.exec(word)?.[0];
  if (parted !== undefined) addPast(word.slice(parted.length), parted, stems);
  return stems;
}

function addPast(form: string, prefix: string, stems: string[]): void {
  const infinitive =
    strongPasts.get(form) ?? strongPasts.get(`ge${form}`) ?? strongPasts.get(form.slice(0, -1));
  if (infinitive !== undefined) stems.push(prefix + stemOfDutch(infinitive));
}
