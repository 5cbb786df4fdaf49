import type { Capabilities } from './capabilities.ts';
import { effortFor, learnEffort } from './reasoning.ts';
import type { LlmRequest } from './request.ts';

/*
 * What to try after a server has refused a request's form. Each row knows the words in which
 * servers name a field, and what to send instead. Within one call no value is tried twice, so that
 * a message that names everything (vLLM's names `max_tokens` and `max_completion_tokens` at once)
 * leads through a few forms at most, and never around.
 */

interface Learnable {
  readonly namedBy: RegExp;
  /** In the order in which they are tried. */
  readonly instead: (now: Capabilities, words: string) => ReadonlyArray<Partial<Capabilities>>;
}

const learnables: readonly Learnable[] = [
  {
    // OpenAI streams some models to verified organisations only; some servers take no options, or
    // stream, but not with a schema. So this row is the first: the schema is worth more.
    namedBy: /stream_options|include_usage|\bstream(?:ing|ed)?\b/i,
    instead: ({ stream }, words) => {
      if (stream === 'none') return [];
      const hasOptions = stream === 'with_usage' && /stream_options|include_usage/i.test(words);
      return hasOptions ? [{ stream: 'plain' }, { stream: 'none' }] : [{ stream: 'none' }];
    },
  },
  {
    // OpenAI, Azure, Anthropic (`output_config.format.schema`), OpenRouter ("requested parameters").
    namedBy:
      /response[_ ]?format|json[_ ]?schema|json[_ ](?:object|mode)|structured[_ ]output|output_config|\bschema\b|requested parameters|grammar|guided/i,
    instead: ({ format, grammar }) => {
      if (grammar) return [{ grammar: false }];
      if (format === 'json_schema') return [{ format: 'json_object' }, { format: 'text' }];
      return format === 'json_object' ? [{ format: 'text' }, { format: 'json_schema' }] : [];
    },
  },
  {
    namedBy: /max_(?:completion_|output_|new_)?tokens|maxOutputTokens/i,
    instead: ({ limit }) => {
      if (limit === 'none') return [];
      const other = limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
      return [{ limit: other }, { limit: 'none' }];
    },
  },
  {
    namedBy: /temperature/i,
    instead: ({ temperature }) => (temperature ? [{ temperature: false }] : []),
  },
  {
    namedBy: /prompt_cache_key/i,
    instead: ({ cacheKey }) => (cacheKey ? [{ cacheKey: false }] : []),
  },
  {
    // Templates of Gemma and Mistral ("System role not supported", "roles must alternate"), o1-mini
    // ("'messages[0].role' does not support 'system'"), Gemini ("Developer instruction is not
    // enabled"), FastAPI ("Input should be 'user' or 'assistant'").
    namedBy:
      /\b(?:system|developer)\b.{0,20}\b(?:role|message|prompt|instruction)|\broles?\b.{0,60}(?:system|developer|alternat|not (?:supported|allowed)|invalid|unexpected)|(?:role|messages).{0,40}should be|'?user'? (?:or|and) '?assistant|alternat\w+|interleave|consecutive|successive|first message/i,
    instead: ({ role = 'system' }, words) => {
      if (role === 'none') return [];
      const takesDeveloper =
        role === 'system' && /use \W?developer|developer\W.{0,20}instead/i.test(words);
      return takesDeveloper ? [{ role: 'developer' }, { role: 'none' }] : [{ role: 'none' }];
    },
  },
];

/** The values of capabilities that one call has tried. */
export type TriedForms = Set<string>;

const nameOf = (change: Partial<Capabilities>): string => JSON.stringify(change);

/**
 * What is left to try after a server refused a request with these words; null when they name
 * nothing that can be asked otherwise, or all of it was tried.
 *
 * @param tried is added to
 */
export function nextForm(
  words: string,
  now: Capabilities,
  request: Pick<LlmRequest, 'model' | 'extras'>,
  tried: TriedForms,
): Partial<Capabilities> | null {
  const proposals = learnables
    .filter(({ namedBy }) => namedBy.test(words))
    .flatMap(({ instead }) => instead(now, words));
  const change = proposals.find((proposal) => !tried.has(nameOf(proposal)));
  if (change === undefined) return learnEffort(words, now, effortOf(request, now));
  tried.add(nameOf(change));
  tried.add(nameOf(replacedBy(change, now)));
  return change;
}

function replacedBy(change: Partial<Capabilities>, now: Capabilities): Partial<Capabilities> {
  return Object.fromEntries(Object.entries(now).filter(([field]) => field in change));
}

function effortOf(
  { model, extras }: Pick<LlmRequest, 'model' | 'extras'>,
  capabilities: Capabilities,
) {
  return effortFor(model, capabilities, extras?.effort);
}
