import { z } from 'zod';
import { articleOptionsSchema } from '../contract.ts';

const fileSchema = z.object({ path: z.string(), bytes: z.number(), modifiedMs: z.number() });

const fieldRuleSchema = z.object({
  /** The name of a field: an article's own, or one of its source. */
  field: z.string(),
  /** `~` asks for a part of it. */
  operator: z.enum(['=', '!=', '~', '!~', '<', '<=', '>', '>=']),
  /** Of several, any may fit. */
  values: z.array(z.string()),
});

/** What a field of an article has to be; see `batch/field-rules.ts`. */
export type FieldRule = z.infer<typeof fieldRuleSchema>;

const filterSchema = z.object({
  /** At least this many words. */
  minWords: z.number().optional(),
  /** At most this many words. */
  maxWords: z.number().optional(),
  /** From this date (ISO), which counts itself. */
  after: z.string().optional(),
  /** Up to this date (ISO), which does not count. */
  before: z.string().optional(),
  /** What its fields have to be; all rules must hold. */
  fields: z.array(fieldRuleSchema).optional(),
});

const outputSchema = z.object({
  /** A file, or a folder for Markdown and HTML. */
  path: z.string(),
  /** What it is written as. */
  format: z.string(),
  /** As in the corpus, or as articles finish. */
  order: z.enum(['input', 'finished']),
  /** Whether articles are deleted from Redis as they are written. */
  release: z.boolean(),
  /** Whether it may take the place of what is there. */
  overwrite: z.boolean().optional(),
  /** What a row of a table stands for. @default 'articles' */
  rows: z.enum(['articles', 'segments']).optional(),
  /** Fields of the source that are columns of their own. */
  columns: z.union([z.literal('all'), z.array(z.string())]).optional(),
});

/**
 * What happens to a batch whose requests the Batch API refuses or loses, or that it has no time
 * for: the batch pauses, or they are asked directly, at full price.
 */
export const fallbackSchema = z.enum(['pause', 'direct']);

/** What happens where the Batch API does not do its work; see {@link fallbackSchema}. */
export type Fallback = z.infer<typeof fallbackSchema>;

/** What a user asks of a batch; it does not change. */
const definitionSchema = z.object({
  /** The files of the corpus, as they were when the batch was defined. */
  files: z.array(fileSchema),
  /** The format of all files; null where their names tell it. */
  format: z.string().nullable(),
  /** Which field is which: Tolk's name → the corpus's. */
  map: z.record(z.string(), z.string()),
  /** Whether fields are guessed by common names. */
  guess: z.enum(['common', 'none']),
  /** Where in each JSON value the articles are. */
  records: z.string().optional(),
  /** Whether the first row of CSV has the names of columns; left out, what it looks like. */
  header: z.enum(['first-row', 'none']).optional(),
  /** Whether an article is refused whose date cannot be read. */
  strictDates: z.boolean().optional(),
  /** What numbers in dates begin with, where the user says it. */
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  /** What text files are in, where the user says it. */
  encoding: z.string().optional(),
  /** What was noted when the files were listed, by the names of counters. */
  notes: z.record(z.string(), z.number()).optional(),
  /** Which articles are wanted. */
  filter: filterSchema,
  /** Only this many entries, from the first. */
  limit: z.number().nullable(),
  /** Entries chosen of `of`, by their numbers from a seed. */
  sample: z.object({ size: z.number(), of: z.number(), seed: z.number() }).nullable(),
  /** What is done already: written again at no cost, left out, or done again. */
  existing: z.enum(['use', 'skip', 'again']),
  /** How its articles are handled. */
  options: articleOptionsSchema,
  /** From 1, the first, to 2,000,000; work that belongs to no batch goes before all of them. */
  priority: z.number(),
  /** The route. */
  via: z.enum(['direct', 'batch-api', 'mix']),
  /** What happens where the Batch API does not do its work; see {@link fallbackSchema}. */
  fallback: fallbackSchema.nullable().default(null),
  /** Where the English goes; null where it is read later. */
  out: outputSchema.nullable(),
  /** Where entries go that cannot be taken. */
  rejects: z.string().nullable(),
  /** A file of gold articles, injected one by one to measure with. */
  gold: z.string().nullable().default(null),
  /** The pilot that gold articles are compared with. */
  pilot: z.string().nullable().default(null),
});

/** What a batch is asked to do; made by `defineBatch`. */
export type BatchDefinition = z.infer<typeof definitionSchema>;

const planSchema = z.object({
  /** With `mix`, the share that goes directly. */
  directShare: z.number().default(1),
  /**
   * When what is still at the Batch API is cancelled there and asked directly, to be in time (ms).
   */
  cancelApiBatchAt: z.number().nullable().default(null),
  /** Only these entries, by their numbers. */
  picked: z.array(z.number()).nullable().default(null),
});

/**
 * A definition as it is kept, with how the run was planned. Earlier versions named one field
 * otherwise.
 */
export const storedDefinitionSchema = z.preprocess(
  (stored) =>
    typeof stored === 'object' && stored !== null && 'recallAt' in stored
      ? { cancelApiBatchAt: stored.recallAt, ...stored }
      : stored,
  definitionSchema.extend(planSchema.shape),
);

/** A definition with how the run was planned; see {@link storedDefinitionSchema}. */
export type StoredDefinition = z.infer<typeof storedDefinitionSchema>;
