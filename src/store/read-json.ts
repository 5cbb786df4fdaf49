import { z } from 'zod';
import { TolkError } from '../errors.ts';

/**
 * A value from JSON that is kept in Redis, validated: whoever can write there may have.
 *
 * @param key where it is kept; the error names it
 * @throws TolkError `store.corrupt`
 */
export function readJson<S extends z.ZodType>(text: string, schema: S, key: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw corrupt(key, cause);
  }
}

/** The same for what is no loss: null where it cannot be read. */
export function tryReadJson<S extends z.ZodType>(text: string, schema: S): z.output<S> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** A schema for JSON in a text, read by another one; what is no JSON is an issue, never thrown. */
export function jsonText<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** Makes the error for what cannot be read in Redis, under its key. */
export function corrupt(key: string, cause: unknown): TolkError {
  const message = `${key} in Redis cannot be read; it was written by another version or damaged`;
  return new TolkError('store.corrupt', message, { cause });
}
