import { type ProviderName, providerKeyVariables } from '../config/provider-names.ts';
import type { Capabilities } from './http/capabilities.ts';

/** What is known beforehand of a kind of server. */
export interface Preset {
  /** Where it is, when nothing else is configured. */
  readonly baseUrl?: string;
  /** An example of the address, where each user has another one. */
  readonly addressLike?: string;
  /** Recognises it by its address. */
  readonly host?: RegExp;
  readonly needsKey: boolean;
  /** Environment variables in which its key is usually kept. */
  readonly keyVariables: readonly string[];
  /** Azure takes a key in a header of its own; a token goes into `authorization` everywhere. */
  readonly keyHeader: 'authorization' | 'api-key';
  /** Runs on the user's own machines: slow, free, and nothing leaves them. */
  readonly local?: true;
  /** Says in `usage.cost` what it has charged, in dollars. */
  readonly reportsDollars?: true;
  /** Takes `/v1/batches` at half price, as OpenAI has it. */
  readonly batchApi?: true;
  /** Where to begin; what it refuses is learned from there. */
  readonly capabilities: Capabilities;
}

type KnownPreset = Omit<Preset, 'keyVariables'>;

const unknownReasoning = {
  effortField: 'reasoning_effort',
  refusedEfforts: [],
  thinks: false,
} as const satisfies Partial<Capabilities>;
const modern: Capabilities = {
  format: 'json_schema',
  limit: 'max_completion_tokens',
  temperature: false,
  cacheKey: false,
  stream: 'with_usage',
  ...unknownReasoning,
};
/** Servers of open models: the older name of the limit, and a temperature. */
const classic: Capabilities = { ...modern, limit: 'max_tokens', temperature: true };
/**
 * A server nobody knows begins with the older name of the limit: who does not take it says so, while
 * the newer one is ignored by some, whose own limit then cuts answers off.
 */
const unknownServer: Capabilities = { ...modern, limit: 'max_tokens' };
const template: Capabilities = { ...classic, effortField: 'chat_template_kwargs' };

const key = { needsKey: true, keyHeader: 'authorization' } as const;
const keyless = { needsKey: false, keyHeader: 'authorization' } as const;
const ownMachine = { ...keyless, local: true } as const;

/**
 * The servers Tolk knows by name (`TOLK_PROVIDER`) or by address. The first whose `host` fits is
 * taken. From their documents, 2026-11:
 *
 * - OpenAI's reasoning models refuse a temperature; Google asks for the default one with Gemini 3
 *   (lower ones loop), Anthropic's newest refuse one.
 * - Mistral answers 422 to `max_completion_tokens`, Gemini 400 to `prompt_cache_key`.
 * - Anthropic's endpoint for OpenAI clients ignores `response_format`, DeepSeek's takes no schema.
 * - Ollama, vLLM, llama.cpp, LM Studio and SGLang turn the schema into a grammar.
 * - How each takes the reasoning effort is `effortField` (http/reasoning.ts).
 */
export const presets = {
  openai: {
    ...key,
    baseUrl: 'https://api.openai.com/v1',
    host: /(^|\.)openai\.com$/,
    batchApi: true,
    capabilities: { ...modern, cacheKey: true },
  },
  // Before Azure: its older address is one of Azure's, and takes a GitHub token.
  github: {
    ...key,
    baseUrl: 'https://models.github.ai/inference',
    host: /^models\.github\.ai$|^models\.inference\.ai\.azure\.com$/,
    capabilities: modern,
  },
  azure: {
    needsKey: true,
    keyHeader: 'api-key',
    addressLike: 'https://RESOURCE.openai.azure.com/openai/v1',
    host: /(^|\.)azure\.(com|us|cn)$|(^|\.)azure-api\.(net|us)$/,
    capabilities: modern,
  },
  openrouter: {
    ...key,
    baseUrl: 'https://openrouter.ai/api/v1',
    host: /(^|\.)openrouter\.ai$/,
    reportsDollars: true,
    capabilities: { ...modern, limit: 'max_tokens', effortField: 'reasoning.effort' },
  },
  anthropic: {
    ...key,
    baseUrl: 'https://api.anthropic.com/v1',
    host: /(^|\.)anthropic\.com$/,
    capabilities: { ...modern, format: 'text', limit: 'max_tokens' },
  },
  gemini: {
    ...key,
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    host: /(^|\.)googleapis\.com$/,
    capabilities: { ...classic, temperature: false },
  },
  mistral: {
    ...key,
    baseUrl: 'https://api.mistral.ai/v1',
    host: /(^|\.)mistral\.ai$/,
    capabilities: classic,
  },
  groq: {
    ...key,
    baseUrl: 'https://api.groq.com/openai/v1',
    host: /(^|\.)groq\.com$/,
    capabilities: { ...modern, temperature: true },
  },
  deepseek: {
    ...key,
    baseUrl: 'https://api.deepseek.com/v1',
    host: /(^|\.)deepseek\.com$/,
    capabilities: { ...classic, format: 'json_object', effortField: 'thinking.type' },
  },
  xai: {
    ...key,
    baseUrl: 'https://api.x.ai/v1',
    host: /(^|\.)x\.ai$/,
    capabilities: { ...modern, temperature: true },
  },
  together: {
    ...key,
    baseUrl: 'https://api.together.xyz/v1',
    host: /(^|\.)together\.(xyz|ai)$/,
    capabilities: { ...classic, effortField: 'reasoning.enabled' },
  },
  fireworks: {
    ...key,
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    host: /(^|\.)fireworks\.ai$/,
    capabilities: classic,
  },
  cerebras: {
    ...key,
    baseUrl: 'https://api.cerebras.ai/v1',
    host: /(^|\.)cerebras\.ai$/,
    capabilities: { ...modern, temperature: true },
  },
  bedrock: {
    ...key,
    addressLike: 'https://bedrock-runtime.REGION.amazonaws.com/openai/v1',
    host: /^bedrock[\w.-]*\.(amazonaws\.com|api\.aws)$/,
    capabilities: modern,
  },
  huggingface: {
    ...key,
    baseUrl: 'https://router.huggingface.co/v1',
    host: /(^|\.)huggingface\.(co|cloud)$/,
    capabilities: classic,
  },
  nebius: {
    ...key,
    baseUrl: 'https://api.tokenfactory.nebius.com/v1',
    host: /(^|\.)nebius\.(com|ai)$/,
    capabilities: classic,
  },
  scaleway: {
    ...key,
    baseUrl: 'https://api.scaleway.ai/v1',
    host: /(^|\.)scaleway\.(ai|com)$/,
    capabilities: classic,
  },
  litellm: {
    ...keyless,
    baseUrl: 'http://127.0.0.1:4000/v1',
    capabilities: { ...modern, limit: 'max_tokens' },
  },
  ollama: {
    ...ownMachine,
    baseUrl: 'http://127.0.0.1:11434/v1',
    // It takes an effort for every model, and `none` from those that never think.
    capabilities: { ...classic, thinks: true },
  },
  lmstudio: { ...ownMachine, baseUrl: 'http://127.0.0.1:1234/v1', capabilities: classic },
  llamacpp: {
    ...ownMachine,
    baseUrl: 'http://127.0.0.1:8080/v1',
    capabilities: { ...template, grammar: true },
  },
  vllm: { ...ownMachine, baseUrl: 'http://127.0.0.1:8000/v1', capabilities: template },
  sglang: { ...ownMachine, baseUrl: 'http://127.0.0.1:30000/v1', capabilities: template },
  tgi: { ...ownMachine, baseUrl: 'http://127.0.0.1:3000/v1', capabilities: classic },
} as const satisfies Record<Exclude<ProviderName, 'sandbox'>, KnownPreset>;

/** The name of a preset. */
export type PresetName = keyof typeof presets;

/** The names of all presets. */
// The keys of an object literal are its type's.
export const presetNames = Object.keys(presets) as readonly PresetName[];

/** The preset for a name, or else for an address: by its host, or one that suits any server. */
export function presetFor(name: PresetName | undefined, baseUrl: string | undefined): Preset {
  const known = name ?? recognise(baseUrl ?? presets.openai.baseUrl);
  if (known === undefined) return { ...keyless, keyVariables: [], capabilities: unknownServer };
  return { ...presets[known], keyVariables: providerKeyVariables[known] };
}

/** By its host, or on a machine of the user's own by a port that nothing else uses. */
function recognise(baseUrl: string): PresetName | undefined {
  const { hostname, port } = new URL(baseUrl);
  const byHost = presetNames.find((name) => {
    const preset: KnownPreset = presets[name];
    return preset.host?.test(hostname);
  });
  return byHost ?? (isOwnMachine.test(hostname) ? localPorts[port] : undefined);
}

/** Loopback, `host.docker.internal`, and names without a domain, as containers have. */
const isOwnMachine = /^(?:127\.[\d.]+|\[::1\]|localhost|host\.docker\.internal|[\w-]+)$/;
const localPorts: Readonly<Record<string, PresetName>> = {
  11434: 'ollama',
  1234: 'lmstudio',
  30000: 'sglang',
};
