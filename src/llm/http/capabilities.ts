import { z } from 'zod';
import { dayMs } from '../../duration.ts';
import { reasoningCapabilities } from './reasoning.ts';

/** What a server can do, learned from what it refuses. */
export const capabilitiesSchema = z.object({
  /** How an answer's form is asked for: a strict schema, JSON of any kind, or words only. */
  format: z.enum(['json_schema', 'json_object', 'text']),
  /** Which parameter limits the answer's length. */
  limit: z.enum(['max_completion_tokens', 'max_tokens', 'none']),
  /** Whether it takes a temperature. */
  temperature: z.boolean(),
  /** Whether it takes `prompt_cache_key`. */
  cacheKey: z.boolean(),
  ...reasoningCapabilities,
});

/** What a server can do; see {@link capabilitiesSchema}. */
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** Servers are updated; after this long they are asked again. */
export const capabilitiesTtlMs = dayMs;

/**
 * What is left to try after a server refused a request with this message; null when the message
 * names nothing that can be left out.
 */
export function learnFrom(message: string, capabilities: Capabilities): Capabilities | null {
  if (/response_format|json_schema|structured output/i.test(message)) {
    if (capabilities.format === 'json_schema') return { ...capabilities, format: 'json_object' };
    if (capabilities.format === 'json_object') return { ...capabilities, format: 'text' };
  }
  if (/max_completion_tokens/i.test(message) && capabilities.limit === 'max_completion_tokens')
    return { ...capabilities, limit: 'max_tokens' };
  if (/max_tokens/i.test(message) && capabilities.limit === 'max_tokens')
    return { ...capabilities, limit: 'max_completion_tokens' };
  if (/temperature/i.test(message) && capabilities.temperature)
    return { ...capabilities, temperature: false };
  if (/prompt_cache_key/i.test(message) && capabilities.cacheKey)
    return { ...capabilities, cacheKey: false };
  return null;
}
