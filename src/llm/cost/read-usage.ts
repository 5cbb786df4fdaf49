/*
 * What a call used, as servers say it. Each has its own names for the same numbers, and counts some
 * of them apart; and some say nothing, or what cannot be true:
 *
 *   OpenAI, vLLM, …        prompt_tokens, completion_tokens, *_details; reasoning is in completion
 *   xAI, Gemini's /openai  reasoning is outside completion_tokens: only total_tokens shows it
 *   Anthropic, Bedrock     input_tokens, output_tokens; what the cache held is outside input_tokens
 *   DeepSeek               prompt_cache_hit_tokens
 *   Groq, Moonshot         the object is in `x_groq` or in the choice when an answer is streamed
 *   Gemini, Ollama         usageMetadata, prompt_eval_count: their own APIs, through gateways
 *   OpenRouter             cost: what was paid, in dollars
 */

/** What a server says that a call used. */
export interface ReportedUsage {
  /** All tokens sent, those from the cache and those written to it among them; 0 if not said. */
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  /** All tokens received, those of reasoning among them; 0 if not said. */
  readonly completionTokens: number;
  readonly reasoningTokens: number;
  /** True where a number is missing or cannot be true, so that it must be counted by us. */
  readonly isEstimated: boolean;
  /** What the server says it has charged, in its own unit. */
  readonly reportedCost?: number;
  /** The service tier that answered: `default`, `flex`, `priority`, … */
  readonly tier?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** More tokens than a call can have; whoever says so miscounts. */
const mostTokens = 100_000_000;

const names = {
  prompt: [
    'prompt_tokens',
    'input_tokens',
    'promptTokenCount',
    'prompt_eval_count',
    'inputTokens',
    'tokens.input_tokens',
  ],
  completion: [
    'completion_tokens',
    'output_tokens',
    'candidatesTokenCount',
    'eval_count',
    'outputTokens',
    'tokens.output_tokens',
  ],
  total: ['total_tokens', 'totalTokenCount', 'totalTokens'],
  cached: [
    'prompt_tokens_details.cached_tokens',
    'input_tokens_details.cached_tokens',
    'prompt_cache_hit_tokens',
    'cached_tokens',
    'num_cached_tokens',
    'cachedContentTokenCount',
    'cache_read_input_tokens',
    'cacheReadInputTokens',
  ],
  cacheWrite: [
    'prompt_tokens_details.cache_write_tokens',
    'input_tokens_details.cache_write_tokens',
    'prompt_tokens_details.cache_creation_tokens',
    'cache_creation_input_tokens',
    'cacheWriteInputTokens',
  ],
  reasoning: [
    'completion_tokens_details.reasoning_tokens',
    'output_tokens_details.reasoning_tokens',
    'reasoning_tokens',
    'thoughtsTokenCount',
  ],
} as const;

const anthropicCache = [
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'cacheReadInputTokens',
  'cacheWriteInputTokens',
] as const;

/**
 * Reads what a call used from the body of its answer, from whatever dialect.
 *
 * @param body the whole answer, or what a stream has been put together to
 */
export function readUsage(body: unknown): ReportedUsage {
  const fields = findUsage(body);
  const prompt = withCacheApart(fields);
  const completion = withReasoningApart(fields, prompt.promptTokens);
  const isEstimated = prompt.promptTokens === 0 || completion.completionTokens === null;
  const reportedCost = readCost(fields);
  const tier = text(asFields(body)['service_tier']) ?? text(fields['service_tier']);
  return {
    ...prompt,
    ...completion,
    completionTokens: completion.completionTokens ?? 0,
    isEstimated,
    ...(reportedCost === null ? {} : { reportedCost }),
    ...(tier === null ? {} : { tier }),
  };
}

/** The object that holds the numbers, wherever a server puts it. */
function findUsage(body: unknown): Fields {
  const { usage, usageMetadata, x_groq: groq, choices } = asFields(body);
  const first = Array.isArray(choices) ? asFields(choices[0])['usage'] : undefined;
  const places = [usage, usageMetadata, asFields(groq)['usage'], first, body];
  const known = [...names.prompt, ...names.completion, ...names.total];
  return places.map(asFields).find((fields) => most(fields, known) !== null) ?? {};
}

/** The prompt as it is given, or what the total leaves for it; 0 where neither says. */
function promptIn(fields: Fields): number {
  const given = most(fields, names.prompt) ?? 0;
  const total = most(fields, names.total);
  const completion = most(fields, names.completion);
  if (given > 0 || total === null || completion === null) return given;
  return Math.max(0, total - completion);
}

/** The prompt; what the cache held is added where the server counts it apart. */
function withCacheApart(fields: Fields) {
  const given = promptIn(fields);
  const cached = most(fields, names.cached) ?? 0;
  const written = most(fields, names.cacheWrite) ?? 0;
  const promptTokens = isCacheApart(fields) ? given + cached + written : given;
  const cachedTokens = Math.min(cached, promptTokens);
  const cacheWriteTokens = Math.min(written, promptTokens - cachedTokens);
  return { promptTokens, cachedTokens, cacheWriteTokens };
}

function isCacheApart(fields: Fields): boolean {
  const given = promptIn(fields);
  const cache = (most(fields, names.cached) ?? 0) + (most(fields, names.cacheWrite) ?? 0);
  if (cache === 0) return false;
  // Anthropic's and Bedrock's own form; through gateways beside a `prompt_tokens` of either kind.
  const isAnthropic = most(fields, anthropicCache) !== null;
  if (isAnthropic && (fields['prompt_tokens'] === undefined || cache > given)) return true;
  const total = most(fields, names.total);
  const completion = most(fields, names.completion) ?? 0;
  const reasoning = most(fields, names.reasoning) ?? 0;
  const rest = total === null ? null : total - given - completion;
  return rest === cache && rest !== reasoning;
}

/** The completion; reasoning is added where the server counts it apart. */
function withReasoningApart(fields: Fields, promptTokens: number) {
  const given = most(fields, names.completion);
  const reasoning = most(fields, names.reasoning) ?? 0;
  const total = most(fields, names.total);
  const visible = given ?? 0;
  // Of a total alone nobody knows what was sent and what was received.
  const hidden =
    total === null || promptTokens === 0
      ? hiddenWithoutTotal(visible, reasoning)
      : total - promptTokens - visible;
  const apart = Math.max(0, hidden);
  const completionTokens = given === null && apart === 0 ? null : visible + apart;
  const reasoningTokens = Math.min(Math.max(reasoning, apart), completionTokens ?? 0);
  return { completionTokens, reasoningTokens };
}

/** More reasoning than completion: the one is not in the other. */
function hiddenWithoutTotal(visible: number, reasoning: number): number {
  return reasoning > visible ? reasoning : 0;
}

/** OpenRouter's `cost`; with a key of one's own the provider charges its part besides. */
function readCost(fields: Fields): number | null {
  const cost = amount(fields['cost']);
  if (cost === null) return null;
  const upstream = amount(asFields(fields['cost_details'])['upstream_inference_cost']) ?? 0;
  return fields['is_byok'] === true ? cost + upstream : cost;
}

/** The largest of the numbers that have one of these names; null where there is none. */
function most(fields: Fields, paths: readonly string[]): number | null {
  const counts = paths.map((path) => tokens(at(fields, path))).filter((count) => count !== null);
  return counts.length === 0 ? null : Math.max(...counts);
}

function at(fields: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => asFields(value)[name], fields);
}

/** A number of tokens, also as text or a fraction; null for what is none. */
function tokens(value: unknown): number | null {
  const count = amount(value);
  return count === null || count > mostTokens ? null : Math.ceil(count);
}

function amount(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function asFields(value: unknown): Fields {
  // Any object is one of unknown fields.
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
