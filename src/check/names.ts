import type { Doubt } from './check.ts';
import { exonyms } from './exonyms.ts';

/** Names: words with a capital inside a sentence, of four letters or more. */
const nameInSentence = /(?<=[\p{L}\d]['"’”)]?,? ['"‘“(]?)\p{Lu}\p{Ll}{3,}(?:-\p{L}+)*(?![\p{L}\d])/gu;
/** Adjectives of places and peoples change their form (Haagse, Franse; Parisian, Finnish). */
const dutchAdjective = /(?:se|sche|aan|ees)$/;
const englishAdjective = /(?:ian|ish|ese|ean|ians)$/;
/** A name and its English form begin alike (Syrië, Syria). */
const commonBeginning = 4;

const english: ReadonlyMap<string, string> = new Map(
  exonyms.split(/[,\n]/).flatMap((entry): Array<[string, string]> => {
    const [dutch, name] = entry.trim().split('=');
    return dutch && name ? [[dutch, name]] : [];
  }),
);
const englishNames = new Set([...english.values()].flatMap((name) => name.split(' ')));
/** Capitalised in English, not in Dutch. */
const calendar =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?$|^(?:January|February|March|April|June|July|August|September|October|November|December)$/;

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * A name that was changed: one is gone from the English, and one that the Dutch does not have has
 * come. Names with an English form of their own are known (exonyms.ts) or begin alike; where several
 * are gone or have come, they were probably translated as a whole (Hoge Raad, Supreme Court).
 */
export function checkNames(nl: string, en: string): Doubt[] {
  const gone = namesIn(nl).filter(
    (name) => !dutchAdjective.test(name) && !knownIn(name, en) && !knownIn(english.get(name)?.replace(/^the /, '') ?? name, en),
  );
  if (gone.length !== 1) return [];
  const come = namesIn(en).filter(
    (name) => !calendar.test(name) && !englishNames.has(name) && !englishAdjective.test(name) && !knownIn(name, nl),
  );
  if (come.length !== 1) return [];
  return [{ severity: 'error', message: `the name "${gone[0]}" is not in the English, which has "${come[0]}" instead` }];
}

const namesIn = (text: string): string[] => [...new Set(text.match(nameInSentence))];

/** True when the text has the name, or another word with a capital that begins like it. */
function knownIn(name: string, text: string): boolean {
  const start = fold(name).slice(0, commonBeginning);
  return (text.match(/\p{Lu}[\p{L}\d]*/gu) ?? []).some((word) => fold(word).startsWith(start));
}
