import { z } from 'zod';
import { dayMs } from '../../duration.ts';
import { reasoningCapabilities } from './reasoning.ts';
import { streamCapabilities } from './streaming.ts';

/** What a server can do, learned from what it refuses. */
export const capabilitiesSchema = z.object({
  /** How an answer's form is asked for: a strict schema, JSON of any kind, or words only. */
  format: z.enum(['json_schema', 'json_object', 'text']),
  /** Whether it turns a schema into a grammar, and so takes one that says more. @default false */
  grammar: z.boolean().optional(),
  /** Which parameter limits the answer's length. */
  limit: z.enum(['max_completion_tokens', 'max_tokens', 'none']),
  /** Whether it takes a temperature. */
  temperature: z.boolean(),
  /** Whether it takes `prompt_cache_key`. */
  cacheKey: z.boolean(),
  /** How instructions are sent; `none`: in front of the first message. @default 'system' */
  role: z.enum(['system', 'developer', 'none']).optional(),
  /** The most tokens it gives in an answer, where it has said so. */
  outputLimit: z.number().int().positive().optional(),
  /** Articles whose joint answers were of no use, one after another; see `joint/ability.ts`. @default none */
  withoutJointAnswer: z.array(z.string()).optional(),
  ...reasoningCapabilities,
  ...streamCapabilities,
});

/** What a server can do; see {@link capabilitiesSchema}. */
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** Servers are updated; after this long they are asked again. */
export const capabilitiesTtlMs = dayMs;
