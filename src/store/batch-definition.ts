import { z } from 'zod';
import { articleOptionsSchema } from '../contract.ts';

const fileSchema = z.object({ path: z.string(), bytes: z.number(), modifiedMs: z.number() });

/** What a batch was asked to do; it does not change. */
export const batchDefinitionSchema = z.object({
  files: z.array(fileSchema),
  format: z.string().nullable(),
  map: z.record(z.string(), z.string()),
  guess: z.enum(['common', 'none']),
  filter: z.object({
    minWords: z.number().optional(),
    maxWords: z.number().optional(),
    after: z.string().optional(),
    before: z.string().optional(),
  }),
  limit: z.number().nullable(),
  /** Entries chosen of `of`, by their numbers from a seed. */
  sample: z.object({ size: z.number(), of: z.number(), seed: z.number() }).nullable(),
  existing: z.enum(['use', 'skip', 'again']),
  options: articleOptionsSchema,
  /** From 1, the first, to 2,000,000; work that belongs to no batch goes before all of them. */
  priority: z.number(),
  via: z.enum(['direct', 'batch-api', 'mix']),
  /** With `mix`, the share that goes directly. */
  directShare: z.number().default(1),
  /** When what is still at the Batch API is called back and asked directly, to be in time (ms). */
  recallAt: z.number().nullable().default(null),
  out: z
    .object({
      path: z.string(),
      format: z.string(),
      order: z.enum(['input', 'finished']),
      release: z.boolean(),
    })
    .nullable(),
  rejects: z.string().nullable(),
  /** A file of gold articles, slipped in one by one. */
  gold: z.string().nullable().default(null),
  /** The pilot that gold articles are compared with. */
  pilot: z.string().nullable().default(null),
  /** Only these entries, by their numbers. */
  picked: z.array(z.number()).nullable().default(null),
});

/** What a batch was asked to do; see {@link batchDefinitionSchema}. */
export type BatchDefinition = z.infer<typeof batchDefinitionSchema>;
