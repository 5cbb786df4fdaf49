import {
  inSegment,
  type Place,
  type Planted,
  type Planter,
  pick,
  replaceOne,
  sentencesOf,
} from './planter.ts';

/** The English of one segment is lost; those after it move up, and the last one has none. */
function dropSegment({ segments, at }: Place): Planted | null {
  if (segments.length < 2) return null;
  return new Map(
    segments.slice(at).map((_, step) => [at + step, segments[at + step + 1]?.en ?? '']),
  );
}

function swapSegments({ segments, at, en }: Place, random: () => number): Planted | null {
  const others = segments.flatMap((segment, other) =>
    other !== at && segment.en !== en ? [other] : [],
  );
  const other = pick(others, random);
  const taken = other === undefined ? undefined : segments[other];
  if (other === undefined || !taken) return null;
  return new Map([
    [at, taken.en],
    [other, en],
  ]);
}

function leaveInDutch({ at, nl, en }: Place): Planted | null {
  return nl === en ? null : new Map([[at, nl]]);
}

function sayTwice({ at, en, segments }: Place): Planted | null {
  const next = segments[at + 1];
  return next && next.en !== en ? new Map([[at + 1, en]]) : null;
}

const introductions = [
  'Here is the English translation: ',
  'Sure! Here is the translation of the text:\n\n',
  'Translation: ',
];
const apologies = [
  'I am sorry, but I cannot translate this text.',
  "I'm sorry, I can't assist with that request.",
  'As an AI language model, I am unable to translate this content.',
];

/** The last sentence again and again. */
function loop({ en }: Place): string {
  const last = sentencesOf(en).at(-1) ?? '';
  return `${en.trimEnd()} ${Array.from({ length: 6 }, () => last.trim()).join(' ')}`;
}

const address = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\p{Ll}+/gu;

/** What models do besides translating. */
export const formPlanters: readonly Planter[] = [
  inSegment('whole segments', 'introduction', 'an introduction of the model', ({ en }, random) => {
    return `${pick(introductions, random)}${en}`;
  }),
  inSegment('whole segments', 'apology', 'an apology in place of the text', (_, random) => {
    return pick(apologies, random) ?? null;
  }),
  inSegment('whole segments', 'loop', 'the last sentence seven times', loop),
  inSegment('whole segments', 'address', 'another web or e-mail address', ({ en }, random) =>
    replaceOne(en, address, random, ([found]) =>
      found.replace(/(?<=\p{L})\p{Ll}(?=\p{Ll}*\.\p{Ll}+)/u, ''),
    ),
  ),
];

/** Errors that concern a segment as a whole. */
export const wholePlanters: readonly Planter[] = [
  {
    group: 'whole segments',
    kind: 'segment-dropped',
    what: 'a segment lost, the rest moves up',
    plant: dropSegment,
  },
  {
    group: 'whole segments',
    kind: 'segments-swapped',
    what: 'two segments exchanged',
    plant: swapSegments,
  },
  {
    group: 'whole segments',
    kind: 'segment-in-dutch',
    what: 'a segment left in Dutch',
    plant: leaveInDutch,
  },
  {
    group: 'whole segments',
    kind: 'segment-twice',
    what: 'a segment said again in place of the next',
    plant: sayTwice,
  },
];
