import { factSentences, negativeSentences, plainSentences } from './invented.ts';
import {
  inSegment,
  type Planter,
  pick,
  replaceOne,
  sentencesOf,
  splice,
  wordsOf,
} from './planter.ts';

/** The first words of a text, up to a share of them; null where it is short. */
function cutOff(en: string, share: number): string | null {
  const words = wordsOf(en);
  if (words.length < 16) return null;
  return words
    .slice(0, Math.round(words.length * share))
    .join(' ')
    .replace(/[.,;:!?]+$/, '');
}

/** A sentence from a list comes after one of the text's. */
function addSentence(en: string, added: readonly string[], random: () => number): string | null {
  const sentences = sentencesOf(en);
  const fitting = added.filter((sentence) => !en.includes(sentence));
  const chosen = pick(fitting, random);
  if (chosen === undefined || wordsOf(en).length < 5) return null;
  const at = 1 + Math.floor(random() * sentences.length);
  const before = sentences.slice(0, at).join('').trimEnd();
  return `${before} ${chosen} ${sentences.slice(at).join('')}`.trimEnd();
}

/** One sentence of several is lost; not a short one. */
function dropSentence(en: string, random: () => number): string | null {
  const sentences = sentencesOf(en);
  if (sentences.length < 2) return null;
  const long = sentences.flatMap((sentence, at) => (wordsOf(sentence).length >= 4 ? [at] : []));
  const at = pick(long, random);
  return at === undefined ? null : sentences.toSpliced(at, 1).join('').trimEnd();
}

const opening =
  '(?:which|who|whom|whose|while|where|although|because|since|when|after|before|but|and|as|if|so|including|according to|with)';
const middleClause = new RegExp(`, ${opening} [^,.;:!?"“”]+(?=,)`, 'gu');
const lastClause = /, [^,.;:!?"“”]+(?=[.!?](?:\s|$))/gu;
const bracketed = / \([^()]+\)| [–—] [^–—.;]+ [–—](?= )/gu;

/** A clause of four words or more is lost: between commas, dashes or brackets, or after the last. */
function dropClause(en: string, random: () => number): string | null {
  const clauses = [middleClause, lastClause, bracketed].flatMap((pattern) =>
    [...en.matchAll(pattern)].filter(
      ([clause]) => wordsOf(clause).length >= 5 && wordsOf(en).length - wordsOf(clause).length >= 5,
    ),
  );
  const chosen = pick(clauses, random);
  if (!chosen) return null;
  const end = chosen.index + chosen[0].length;
  const closing = en[end] === ',' && !chosen[0].startsWith(' ') ? end + 1 : end;
  return splice(en, chosen.index, closing, '');
}

const quotation = /["“][^"“”]{12,}["”]|(?<![\p{L}])[‘'][^‘’'"]{12,}[’'](?!\p{L})/gu;

/** A quotation is lost, or its second half. */
function dropQuotation(en: string, random: () => number): string | null {
  return replaceOne(en, quotation, random, ([quoted]) => {
    const words = wordsOf(quoted);
    if (words.length < 4 || words.length > wordsOf(en).length - 4) return null;
    if (words.length < 9) return '';
    return `${words.slice(0, Math.ceil(words.length / 2)).join(' ')}${quoted.at(-1)}`;
  });
}

/** What is there of the Dutch, and only that. */
export const coveragePlanters: readonly Planter[] = [
  inSegment('coverage', 'sentence-dropped', 'a sentence of the segment lost', ({ en }, random) =>
    dropSentence(en, random),
  ),
  inSegment('coverage', 'clause-dropped', 'a clause lost', ({ en }, random) =>
    dropClause(en, random),
  ),
  inSegment('coverage', 'quotation-dropped', 'a quotation or half of it lost', ({ en }, random) =>
    dropQuotation(en, random),
  ),
  inSegment('coverage', 'cut-off-85', 'cut off at 85%', ({ en }) => cutOff(en, 0.85)),
  inSegment('coverage', 'cut-off-70', 'cut off at 70%', ({ en }) => cutOff(en, 0.7)),
  inSegment('coverage', 'cut-off-closed', 'cut off at 80%, with a full stop', ({ en }) => {
    const cut = cutOff(en, 0.8);
    return cut === null ? null : `${cut}.`;
  }),
  inSegment(
    'coverage',
    'added-plain',
    'a sentence added, nothing checkable in it',
    (place, random) => addSentence(place.en, plainSentences, random),
  ),
  inSegment('coverage', 'added-fact', 'a sentence added, with a name or number', (place, random) =>
    addSentence(place.en, factSentences, random),
  ),
  inSegment('coverage', 'added-negative', 'a sentence added, with a negation', (place, random) =>
    addSentence(place.en, negativeSentences, random),
  ),
  inSegment('coverage', 'sentence-twice', 'a sentence said twice', ({ en }, random) => {
    const sentences = sentencesOf(en);
    const at = Math.floor(random() * sentences.length);
    const sentence = sentences[at] ?? '';
    if (wordsOf(sentence).length < 4) return null;
    return sentences.toSpliced(at, 1, `${sentence.trimEnd()} `, sentence).join('');
  }),
  {
    group: 'coverage',
    kind: 'sentence-moved',
    what: 'a sentence in the next segment',
    plant({ en, at, segments }) {
      const next = segments[at + 1];
      const sentences = sentencesOf(en);
      const last = sentences.at(-1) ?? '';
      if (!next || sentences.length < 2 || wordsOf(last).length < 4) return null;
      return new Map([
        [at, sentences.slice(0, -1).join('').trimEnd()],
        [at + 1, `${last.trimEnd()} ${next.en}`],
      ]);
    },
  },
];

const openQuote = /["“][^"“”]{12,}["”]/gu;

/** Whose words they are. */
export const quotationPlanters: readonly Planter[] = [
  inSegment('meaning', 'quotes-dropped', 'quotation marks lost', ({ en }, random) =>
    replaceOne(en, openQuote, random, ([quoted]) => quoted.slice(1, -1)),
  ),
  inSegment('meaning', 'quotes-added', 'quotation marks added', ({ en }, random) => {
    if (/["“”]/.test(en)) return null;
    return replaceOne(
      en,
      /(?<=\p{Ll} )\p{Ll}+(?: [\p{L}-]+){3,6}(?=[ .,])/gu,
      random,
      ([words]) => `“${words}”`,
    );
  }),
];
