import { createHash } from 'node:crypto';
import { institutions } from './institutions.ts';

/** A term with a fixed English rendering. */
export interface Term {
  readonly nl: string;
  /** The rendering asked for. */
  readonly en: string;
  /** Others that are right as well. */
  readonly also: readonly string[];
  /** For the translator: when it holds, what it is. */
  readonly note: string | null;
  /** What a reader abroad may need at first mention. */
  readonly gloss: string | null;
  /** Capitals count. */
  readonly exactCase: boolean;
  /** Given by the user, so that it must be used. */
  readonly own: boolean;
}

/** Terms, found by the words they begin with. */
export interface Glossary {
  /** Terms that occur in the text, each once; where one lies in another, the longer one. */
  termsIn(text: string): Term[];
}

/**
 * The version of the terms that bear on a text: the same as long as those are, whatever else
 * changes.
 */
export function glossaryVersion(terms: readonly Term[]): string | null {
  if (terms.length === 0) return null;
  const lines = terms.map(({ nl, en, also, note, gloss }) =>
    JSON.stringify([nl, en, also, note, gloss]),
  );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('base64url').slice(0, 8);
}

/** A glossary of the user's terms, before the built-in ones. */
export function createGlossary(own: readonly Term[] = []): Glossary {
  const taken = new Set(own.map(({ nl }) => nl.toLowerCase()));
  const byFirst = new Map<
    string,
    Array<{ readonly term: Term; readonly words: readonly string[] }>
  >();
  for (const term of [...own, ...builtIn.filter(({ nl }) => !taken.has(nl.toLowerCase()))]) {
    const words = wordsOf(term.nl);
    const first = words[0]?.toLowerCase() ?? '';
    const known = byFirst.get(first) ?? [];
    byFirst.set(
      first,
      [...known, { term, words }].toSorted((a, b) => b.words.length - a.words.length),
    );
  }
  return {
    termsIn(text) {
      const words = wordsOf(text);
      const found = new Set<Term>();
      for (let at = 0; at < words.length; ) {
        const hit = byFirst
          .get(words[at]?.toLowerCase() ?? '')
          ?.find((one) => standsAt(words, at, one.words, one.term.exactCase));
        if (hit) found.add(hit.term);
        at += hit?.words.length ?? 1;
      }
      return [...found];
    },
  };
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\d]+(?:[-'’][\p{L}\d]+)*/gu) ?? [];

function standsAt(
  words: readonly string[],
  at: number,
  term: readonly string[],
  exactCase: boolean,
): boolean {
  return term.every((word, step) => {
    const here = words[at + step];
    return exactCase ? here === word : here?.toLowerCase() === word.toLowerCase();
  });
}

/** Names and abbreviations are found as they are written, other terms in any case. */
function readTerm(line: string): Term {
  const at = line.indexOf('=');
  const nl = line.slice(0, at);
  const { renderings = '', gloss = null } =
    /^(?<renderings>[^(]+?)(?: \((?<gloss>.+)\))?$/.exec(line.slice(at + 1))?.groups ?? {};
  const [en = '', ...also] = renderings.split('|');
  return { nl, en, also, note: null, gloss, exactCase: /\p{Lu}/u.test(nl), own: false };
}

/** The terms Tolk knows by itself. */
const builtIn: readonly Term[] = institutions.trim().split('\n').map(readTerm);
