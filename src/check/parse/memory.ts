/** Something of which is kept what was found out about it, by slot: a word, a text, a pair. */
export interface Remembered {
  readonly known: unknown[];
}

/**
 * Makes functions of a thing that are computed once for each: `perWord((word) => …)`. What they
 * found is kept with the thing itself, which is faster to ask than a map.
 */
export function memoryOf<Thing extends Remembered>() {
  let slots = 0;
  return <Found extends NonNullable<unknown> | null, More = void>(
    find: (thing: Thing, more: More) => Found,
  ) => {
    const slot = slots;
    slots += 1;
    return (thing: Thing, more: More): Found => {
      const { known } = thing;
      // Only what `find` gave stands in its slot.
      const before = known[slot] as Found | undefined;
      if (before !== undefined) return before;
      const found = find(thing, more);
      while (known.length < slot) known.push(undefined);
      known[slot] = found;
      return found;
    };
  };
}
