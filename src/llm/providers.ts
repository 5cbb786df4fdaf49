import type { Capabilities } from './http/capabilities.ts';

/** What is known beforehand of a kind of server. */
export interface Preset {
  /** Where it is, when nothing else is configured. */
  readonly baseUrl?: string;
  /** Recognises it by its address. */
  readonly host?: RegExp;
  readonly needsKey: boolean;
  /** Azure takes the key in a header of its own. */
  readonly keyHeader: 'authorization' | 'api-key';
  /** Takes `/v1/batches` at half price, as OpenAI has it. */
  readonly batchApi?: true;
  /** Where to begin; what it refuses is learned from there. */
  readonly capabilities: Capabilities;
}

const modern: Capabilities = {
  format: 'json_schema',
  limit: 'max_completion_tokens',
  temperature: false,
  cacheKey: false,
};
const local: Capabilities = {
  format: 'json_schema',
  limit: 'max_tokens',
  temperature: true,
  cacheKey: false,
};
const key = { needsKey: true, keyHeader: 'authorization' } as const;
const keyless = { needsKey: false, keyHeader: 'authorization' } as const;

/**
 * The servers Tolk knows by name (`TOLK_PROVIDER`) or by address. From their documents, 2026-11:
 * OpenAI's reasoning models refuse a temperature; Mistral answers 422 to `max_completion_tokens`,
 * Gemini 400 to `prompt_cache_key`; Ollama, vLLM, llama.cpp and LM Studio turn the schema into a
 * grammar.
 */
export const presets = {
  openai: {
    ...key,
    baseUrl: 'https://api.openai.com/v1',
    host: /(^|\.)openai\.com$/,
    batchApi: true,
    capabilities: { ...modern, cacheKey: true },
  },
  azure: { needsKey: true, keyHeader: 'api-key', host: /\.azure\.com$/, capabilities: modern },
  openrouter: {
    ...key,
    baseUrl: 'https://openrouter.ai/api/v1',
    host: /(^|\.)openrouter\.ai$/,
    capabilities: { ...modern, limit: 'max_tokens' },
  },
  mistral: {
    ...key,
    baseUrl: 'https://api.mistral.ai/v1',
    host: /(^|\.)mistral\.ai$/,
    capabilities: { ...local },
  },
  gemini: {
    ...key,
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    host: /(^|\.)googleapis\.com$/,
    capabilities: { ...local },
  },
  ollama: { ...keyless, baseUrl: 'http://127.0.0.1:11434/v1', capabilities: local },
  vllm: { ...keyless, baseUrl: 'http://127.0.0.1:8000/v1', capabilities: local },
  llamacpp: { ...keyless, baseUrl: 'http://127.0.0.1:8080/v1', capabilities: local },
  lmstudio: { ...keyless, baseUrl: 'http://127.0.0.1:1234/v1', capabilities: local },
} as const satisfies Record<string, Preset>;

/** The name of a preset. */
export type PresetName = keyof typeof presets;

/** The preset for an address nobody named: by its host, else as OpenAI's, without its extras. */
export function presetFor(name: PresetName | undefined, baseUrl: string | undefined): Preset {
  if (name !== undefined) return presets[name];
  const host = baseUrl === undefined ? 'api.openai.com' : new URL(baseUrl).hostname;
  const all: readonly Preset[] = Object.values(presets);
  return all.find((preset) => preset.host?.test(host)) ?? { ...keyless, capabilities: modern };
}
