/** A price without what floating point adds: `0.1`, not `0.09999999999999999`. */
export function round(value: number): number {
  return Number(value.toPrecision(10));
}

/** The fields that have a value; a price leaves the others out. */
export function withoutUndefined<T extends object>(fields: T) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  // What is left out is left out of the type too: every field is optional in a price.
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
