import { type Place, type Planted, type Planter, pick } from './planter.ts';

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
