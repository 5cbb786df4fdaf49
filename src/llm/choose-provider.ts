import type { Config } from '../config/config.ts';
import { TolkError } from '../errors.ts';
import { sandboxModel } from '../gloss.ts';
import { Credentials, type KeySource } from './http/credentials.ts';
import type { Endpoint } from './http/openai-client.ts';
import type { RequestExtras } from './http/request.ts';
import { type Preset, presetFor, presetNames } from './providers.ts';

/** The part of the configuration that says which LLM to ask, and how. */
export type LlmConfig = Config['llm'];

/** Model asked of OpenAI when none is configured: cheap, structured answers, need not reason. */
export const defaultModel = 'gpt-6-luna';

/** Which LLM a configuration means: a server, the practice LLM, or none yet. */
export type Provider =
  | {
      readonly kind: 'api';
      readonly baseUrl: string;
      readonly model: string;
      readonly preset: Preset;
    }
  | { readonly kind: 'sandbox'; readonly model: string }
  | { readonly kind: 'none' };

/**
 * Which LLM `llm` means.
 *
 * @throws TolkError `config.no_provider` when `TOLK_PROVIDER` names a server and key or address is
 *   missing
 */
export function chooseProvider(llm: LlmConfig): Provider {
  if (llm.provider === 'sandbox') return { kind: 'sandbox', model: llm.model ?? sandboxModel };
  const isNamed = llm.provider !== undefined || llm.baseUrl !== undefined;
  if (!isNamed && llm.apiKey === undefined && llm.tokenCommand === undefined)
    return { kind: 'none' };
  const preset = presetFor(llm.provider, llm.baseUrl);
  const baseUrl = llm.baseUrl === undefined ? preset.baseUrl : withPath(llm.baseUrl, preset);
  if (baseUrl === undefined) throw missing(llm, `LLM_BASE_URL (${preset.addressLike})`);
  if (llm.provider !== undefined && preset.needsKey && keyOf(llm, preset) === null)
    throw missing(llm, ['OPENAI_API_KEY', ...preset.keyVariables].join(' or '));
  return { kind: 'api', baseUrl, model: llm.model ?? defaultModel, preset };
}

/** An address with the path that its kind of server has, where only the host was given. */
function withPath(baseUrl: string, preset: Preset): string {
  const url = new URL(baseUrl);
  const usual = preset.baseUrl ?? preset.addressLike;
  if (usual === undefined || url.pathname !== '/') return baseUrl;
  url.pathname = new URL(usual).pathname;
  return url.href;
}

function missing({ provider }: LlmConfig, what: string): TolkError {
  return new TolkError(
    'config.no_provider',
    `TOLK_PROVIDER is ${provider}, which needs ${what}; set it`,
  );
}

/**
 * The key for a server: what only Tolk reads comes first, then the provider's own variable, so that
 * no key goes to a server that it is not for.
 */
function keyOf(llm: LlmConfig, preset: Preset): string | KeySource | null {
  if (llm.tokenCommand !== undefined) return { kind: 'command', command: llm.tokenCommand };
  if (llm.apiKeyFile !== undefined) return { kind: 'file', path: llm.apiKeyFile };
  const own = preset.keyVariables.flatMap((name) => llm.providerKeys[name] ?? []);
  return own[0] ?? llm.apiKey ?? null;
}

/**
 * Sees to it that an LLM is configured, before anything is started.
 *
 * @throws TolkError `config.no_provider`
 */
export function requireProvider(llm: LlmConfig): void {
  if (chooseProvider(llm).kind === 'none') throw noProvider(llm);
  requireModel(llm);
}

/**
 * Sees to it that a server is not asked for a model that only OpenAI has.
 *
 * @throws TolkError `config.no_provider` when another provider is named, and no model
 */
export function requireModel(llm: LlmConfig): void {
  const { provider, baseUrl, model } = llm;
  const isOther = provider !== undefined && provider !== 'openai' && provider !== 'sandbox';
  // Whoever gives an address may have a server there that takes any name.
  if (isOther && baseUrl === undefined && model === undefined)
    throw missing(llm, 'TOLK_MODEL (the name of one of its models)');
}

/** The model articles are translated with that name none; undefined where no LLM is configured. */
export function chooseModel(llm: LlmConfig): string | undefined {
  const provider = chooseProvider(llm);
  return provider.kind === 'none' ? undefined : provider.model;
}

/** The error for work that must not fall back on the practice LLM by itself. */
export function noProvider(llm: LlmConfig): TolkError {
  return new TolkError(
    'config.no_provider',
    'no LLM is configured; set OPENAI_API_KEY, or LLM_BASE_URL for another server, ' +
      'or give --provider sandbox to practise with a word-by-word gloss' +
      hintAtKeys(llm),
  );
}

/** Keys that are there for many reasons say nothing of the LLM that is meant. */
const commonTokens = ['GITHUB_TOKEN', 'HF_TOKEN', 'SCW_SECRET_KEY'];

/** What would use a key that is there, where no LLM is configured; empty where there is none. */
export function hintAtKeys({ providerKeys }: LlmConfig): string {
  for (const provider of presetNames) {
    const [variable] = presetFor(provider, undefined).keyVariables.filter(
      (name) => providerKeys[name] !== undefined && !commonTokens.includes(name),
    );
    if (variable !== undefined) return `; ${variable} is set: --provider ${provider} uses it`;
  }
  return '';
}

/** What the configuration wants of every request. */
export function extrasOf({ reasoningEffort, serviceTier, extraBody }: LlmConfig): RequestExtras {
  return {
    effort: reasoningEffort === 'auto' ? undefined : reasoningEffort,
    tier: serviceTier,
    body: extraBody,
  };
}

/** Where a server is and how to get in; the way there is that of `connectToServer`. */
export function endpointOf(
  { baseUrl, preset }: { readonly baseUrl: string; readonly preset: Preset },
  llm: LlmConfig,
): Omit<Endpoint, 'fetch'> {
  const key = keyOf(llm, preset);
  return {
    baseUrl,
    keyHeader: preset.keyHeader,
    ...(typeof key === 'string' ? { apiKey: key } : {}),
    ...(typeof key === 'object' && key !== null ? { credentials: new Credentials(key) } : {}),
    apiVersion: llm.apiVersion,
  };
}
