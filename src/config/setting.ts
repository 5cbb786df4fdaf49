import { z } from 'zod';
import { dayMs } from '../duration.ts';

/** A whole number within bounds. */
export const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** A whole number of milliseconds, a day at most. */
export const milliseconds = (min: number, max = dayMs) => count(min, max);

/** One setting. */
export interface Setting<S extends z.ZodType> {
  /** The environment variable. */
  readonly env: string;
  readonly schema: S;
  /** One line for the reference table. */
  readonly doc: string;
  /** Never shown. */
  readonly secret?: true;
}

/** Defines a setting. */
export function setting<S extends z.ZodType>(
  env: string,
  schema: S,
  doc: string,
  secret?: true,
): Setting<S> {
  return secret ? { env, schema, doc, secret } : { env, schema, doc };
}
