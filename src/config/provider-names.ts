import type { Environment } from './environment.ts';

/**
 * The kinds of LLM server there are, and the variables in which each one's key is usually kept.
 * What else is known of each is in `llm/providers.ts`.
 */
export const providerKeyVariables = {
  openai: ['OPENAI_API_KEY'],
  azure: ['AZURE_OPENAI_API_KEY'],
  openrouter: ['OPENROUTER_API_KEY'],
  anthropic: ['ANTHROPIC_API_KEY'],
  gemini: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  mistral: ['MISTRAL_API_KEY'],
  groq: ['GROQ_API_KEY'],
  deepseek: ['DEEPSEEK_API_KEY'],
  xai: ['XAI_API_KEY'],
  together: ['TOGETHER_API_KEY'],
  fireworks: ['FIREWORKS_API_KEY'],
  cerebras: ['CEREBRAS_API_KEY'],
  bedrock: ['AWS_BEARER_TOKEN_BEDROCK'],
  github: ['GITHUB_TOKEN'],
  huggingface: ['HF_TOKEN'],
  nebius: ['NEBIUS_API_KEY'],
  scaleway: ['SCW_SECRET_KEY'],
  litellm: ['LITELLM_API_KEY'],
  ollama: ['OLLAMA_API_KEY'],
  lmstudio: ['LM_API_TOKEN'],
  llamacpp: ['LLAMA_API_KEY'],
  vllm: ['VLLM_API_KEY'],
  sglang: [],
  tgi: [],
  sandbox: [],
} as const satisfies Record<string, readonly string[]>;

/** The keys of providers that are in an environment, by their variables. */
export function readProviderKeys(env: Environment): Readonly<Record<string, string>> {
  const names = Object.values(providerKeyVariables).flat();
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

/** The name of a kind of LLM server. */
export type ProviderName = keyof typeof providerKeyVariables;

/** The names of all kinds of LLM server. */
// The keys of an object literal are its type's.
export const providerNames = Object.keys(providerKeyVariables) as [ProviderName, ...ProviderName[]];
