import type { Doubt } from './check.ts';
import { exonyms } from './exonyms.ts';

/**
 * Names: words with a capital inside a sentence, of four letters or more, that stand alone. Parts of
 * longer names are left out, since those are often translated as a whole (Hoge Raad, Stille Oceaan).
 */
const loneName = /(?<=[\p{Ll}\d],? )\p{Lu}\p{Ll}{3,}(?![\p{L}\d'’-])(?!,? (?:van |de |der |den |of |the )*\p{Lu})/gu;
/** Adjectives of places and peoples change their form (Haagse, Franse). */
const adjective = /(?:se|sche|ische|aans|ees|er|ers|ian|ish|ese|ans)$/;
/** A name and its English form begin alike (Syrië, Syria). */
const commonBeginning = 3;

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
 * A name that was changed: it is gone from the English, and in its stead stands one that the Dutch
 * does not have. Names with an English form of their own are known (exonyms.ts) or begin alike.
 */
export function checkNames(nl: string, en: string): Doubt[] {
  const gone = loneNames(nl).filter((name) => !english.has(name) && !adjective.test(name) && !knownIn(name, en));
  if (gone.length !== 1) return [];
  const come = loneNames(en).filter(
    (name) => !calendar.test(name) && !englishNames.has(name) && !adjective.test(name) && !knownIn(name, nl),
  );
  if (come.length !== 1) return [];
  return [{ severity: 'error', message: `the name "${gone[0]}" is not in the English, which has "${come[0]}" instead` }];
}

const loneNames = (text: string): string[] => [...new Set(text.match(loneName))];

/** True when the text has the name, or a word that begins like it. */
function knownIn(name: string, text: string): boolean {
  const start = fold(name).slice(0, commonBeginning);
  return fold(text)
    .split(/[^\p{L}\d]+/u)
    .some((word) => word.startsWith(start));
}
