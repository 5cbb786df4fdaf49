import { error, type PairCheck } from './pair-check.ts';

const maxRepeats = 3;

/** One sentence repeated, more often than in the Dutch: the model was caught in a loop. */
export const checkRepetition: PairCheck = ({ nl, en }) => {
  const repeats = mostRepeated(en.raw);
  if (repeats <= maxRepeats || repeats <= mostRepeated(nl.raw)) return [];
  return [error(`a sentence stands ${repeats} times in the English`)];
};

function mostRepeated(text: string): number {
  const counts = new Map<string, number>();
  for (const sentence of text.split(/(?<=[.!?…])\s+|\n/)) {
    if (sentence.length > 10) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
