import { termsIn } from './glossary.ts';
import type { CheckContext, PairCheck, PairFinding } from './pair-check.ts';
import { fold } from './parse/fold.ts';
import type { Pair } from './parse/pair.ts';

/**
 * The findings of a check on names, without those on English words that the glossary asks for: a
 * user's own term may be any name.
 */
export function unlessRendered(check: PairCheck): PairCheck {
  return (pair, context) => {
    const findings = check(pair, context);
    if (findings.length === 0 || !context.glossary) return findings;
    const rendered = renderingsOf(pair, context);
    return findings.filter((finding) => !wordsOf(markedIn(pair, finding)).some(isIn(rendered)));
  };
}

const isIn = (words: ReadonlySet<string>) => (word: string) => words.has(word);

function renderingsOf({ nl, en }: Pair, context: CheckContext): ReadonlySet<string> {
  const english = en.raw.toLowerCase();
  const used = termsIn(nl, context)
    .filter(({ own }) => own)
    .flatMap((term) => [term.en, ...term.also])
    .filter((rendering) => english.includes(rendering.toLowerCase()));
  return new Set(used.flatMap(wordsOf));
}

/** The English that a finding marks. */
function markedIn({ en }: Pair, { marks }: PairFinding): string {
  return (marks?.en ?? [])
    .map(([from, to]) => en.raw.slice(from - en.start, to - en.start))
    .join(' ');
}

const wordsOf = (text: string): string[] => fold(text).match(/\p{L}{3,}/gu) ?? [];
