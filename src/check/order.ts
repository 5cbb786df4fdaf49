import type { Translation } from '../contract.ts';

/** Segments share at least this many marks more with each other's English before they are taken to be swapped. */
const minGain = 2;

/** What stands in a text and its translation alike: names, numbers and words the languages share. */
function marks(text: string): Set<string> {
  return new Set(text.match(/\d+|\p{Lu}[\p{L}'’-]{2,}|\p{L}{6,}/gu));
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((mark) => b.has(mark)).length;
}

/** Neighbours whose English stands under each other's number; gives the first number of each such pair. */
export function findSwapped({ segments }: Translation): number[] {
  const pairs = segments.map(({ n, nl, en }) => ({ n, nl: marks(nl), en: marks(en) }));
  return pairs.flatMap((one, at) => {
    const two = pairs[at + 1];
    if (!two) return [];
    const straight = shared(one.nl, one.en) + shared(two.nl, two.en);
    const crossed = shared(one.nl, two.en) + shared(two.nl, one.en);
    return crossed - straight >= minGain ? [one.n] : [];
  });
}
