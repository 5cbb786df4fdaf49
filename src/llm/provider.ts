import type { Config } from '../config.ts';
import { TolkError } from '../errors.ts';

/** OpenAI's own address, used when only a key is given. */
const openaiBaseUrl = 'https://api.openai.com/v1';
/** The name the practice LLM answers under, whatever model it was asked for. */
const sandboxModel = 'sandbox';
/** Model asked when none is configured: cheap, large output, structured answers. */
const defaultModel = 'gpt-4.1-mini';

/** Which LLM a configuration means: a server, the practice LLM, or none yet. */
export type Provider =
  | { readonly kind: 'api'; readonly baseUrl: string; readonly model: string }
  | { readonly kind: 'sandbox'; readonly model: string }
  | { readonly kind: 'none' };

/**
 * Which LLM `config` means.
 *
 * @throws TolkError `config.no_provider` when `TOLK_PROVIDER` asks for a server and nothing says where
 */
export function chooseProvider(config: Config): Provider {
  if (config.provider === 'sandbox') return { kind: 'sandbox', model: config.model ?? sandboxModel };
  if (config.apiKey !== undefined || config.baseUrl !== undefined) {
    return { kind: 'api', baseUrl: config.baseUrl ?? openaiBaseUrl, model: config.model ?? defaultModel };
  }
  if (config.provider === 'openai') throw noProvider();
  return { kind: 'none' };
}

/** The error for work that must not fall back on the practice LLM by itself. */
export function noProvider(): TolkError {
  return new TolkError(
    'config.no_provider',
    'no LLM is configured; set OPENAI_API_KEY, or LLM_BASE_URL for another server, or give --provider sandbox to practise with a word-by-word gloss',
  );
}

/** True when the model that answered is the sandbox's word-by-word gloss. */
export function isGloss(model: string): boolean {
  return model === sandboxModel || model.startsWith(`${sandboxModel}-`);
}
