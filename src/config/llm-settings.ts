import { z } from 'zod';
import { efforts } from './efforts.ts';
import { extraBody } from './extra-body.ts';
import { localServers } from './local-servers.ts';
import { providerNames } from './provider-names.ts';
import { serviceTiers } from './service-tiers.ts';
import { count, milliseconds, setting } from './setting.ts';

/** Which LLM to ask, and how. */
export const providerSettings = {
  provider: setting(
    'TOLK_PROVIDER',
    z.enum(providerNames).optional(),
    `The kind of LLM server: ${providerNames.map((name) => `\`${name}\``).join(', ')}; ` +
      'recognised by `LLM_BASE_URL` where that tells',
  ),
  apiKey: setting(
    'OPENAI_API_KEY',
    z.string().min(1).optional(),
    'Key for the LLM API; a provider’s own variable (`ANTHROPIC_API_KEY`, …) comes before it',
    true,
  ),
  apiKeyFile: setting(
    'OPENAI_API_KEY_FILE',
    z.string().min(1).optional(),
    'File holding the key, instead of `OPENAI_API_KEY`; read again when the server refuses it',
  ),
  tokenCommand: setting(
    'TOLK_TOKEN_COMMAND',
    z.string().min(1).optional(),
    'Command that prints a key or token (also as JSON with its end), run again when that expires: ' +
      '`az account get-access-token --resource https://cognitiveservices.azure.com`',
    true,
  ),
  baseUrl: setting(
    'LLM_BASE_URL',
    z
      .url({ protocol: /^https?$/, error: 'is not an http(s) URL like http://127.0.0.1:8080/v1' })
      .optional(),
    'Address of an OpenAI-compatible API; OpenAI itself if only a key is given',
  ),
  localServers: setting(
    'TOLK_LOCAL_SERVERS',
    localServers,
    'Where `demo`, `translate` and `doctor` look for an LLM server when none is configured: ' +
      'addresses separated by commas, or `none`',
  ),
  model: setting(
    'TOLK_MODEL',
    z.string().min(1).max(200).optional(),
    'Model that translates and summarises (`gpt-6-luna`; with the sandbox: `sandbox`)',
  ),
  fallbackModels: setting(
    'TOLK_FALLBACK_MODELS',
    // A list where `createWorker` is given one.
    z
      .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
      .transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''))
      .pipe(z.array(z.string().max(200)).max(10))
      .optional(),
    'Models asked in its place, in order, when it refuses, fails or answers wrongly; ' +
      'separated by commas',
  ),
  reasoningEffort: setting(
    'TOLK_REASONING_EFFORT',
    z.enum(['auto', ...efforts]).default('auto'),
    'How much a model that thinks may think: `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, ' +
      '`max`; `auto` asks each for the least that it takes',
  ),
  serviceTier: setting(
    'TOLK_SERVICE_TIER',
    z.enum(serviceTiers).optional(),
    'Service tier to ask for, where the server has tiers: `auto`, `default`, `flex` (slower, half ' +
      'the price at OpenAI; a call may then take 15 minutes), `priority`, `fast`; the tier that ' +
      'answers is paid',
  ),
  extraBody: setting(
    'TOLK_EXTRA_BODY',
    extraBody.optional(),
    'JSON object whose fields go into the body of every request, over Tolk’s own: ' +
      '`{"provider":{"data_collection":"deny"}}`',
  ),
  apiVersion: setting(
    'TOLK_API_VERSION',
    z.string().min(1).max(50).optional(),
    '`api-version` for Azure OpenAI',
  ),
  requestsPerMinute: setting(
    'TOLK_RPM',
    count(1, 10_000_000).optional(),
    'Requests a minute, all workers together; what the server says in its headers holds too',
  ),
  tokensPerMinute: setting(
    'TOLK_TPM',
    count(100, 10_000_000_000).optional(),
    'Tokens a minute, all workers together; as above',
  ),
  maxCalls: setting(
    'TOLK_MAX_CALLS',
    count(1, 2_000).default(64),
    'LLM calls one worker makes at a time; adapts below this by itself',
  ),
} as const;

/** What calls to the LLM may cost, and how they are made. */
export const callSettings = {
  dailyBudgetUsd: setting(
    'TOLK_DAILY_BUDGET_USD',
    z.coerce.number().min(0).optional(),
    'Dollars all workers together may spend a day (UTC); then they pause',
  ),
  pricesFile: setting(
    'TOLK_PRICES_FILE',
    z.string().min(1).optional(),
    'JSON file of prices, before those that `tolk prices update` took over and the built-in ones: ' +
      '`[{"model", "input", "output", "cachedInput", "source"}]`, dollars for a million tokens, ' +
      'or LiteLLM’s list',
  ),
  patienceMs: setting(
    'TOLK_PATIENCE_MS',
    milliseconds(0).default(60_000),
    'How long a worker itself tries a call again; after that the article waits in the queue',
  ),
  connectTimeoutMs: setting(
    'TOLK_CONNECT_TIMEOUT_MS',
    milliseconds(100, 300_000).default(10_000),
    'Longest wait for a connection to the LLM API',
  ),
  httpsProxy: setting('HTTPS_PROXY', z.url().optional(), 'Proxy for calls to the LLM API', true),
  noProxy: setting('NO_PROXY', z.string().optional(), 'Hosts that are reached without the proxy'),
  caFile: setting(
    'TOLK_CA_FILE',
    z.string().min(1).optional(),
    'Certificates to trust for the LLM API, and for Redis with TLS unless `REDIS_URL` names its own (`?ca=`)',
  ),
} as const;
