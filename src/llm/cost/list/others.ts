import type { Price } from '../price-row.ts';

const mistral = { provider: 'mistral', batchFactor: 0.5 } as const;
const deepseek = {
  provider: 'deepseek',
  source: 'api-docs.deepseek.com/quick_start/pricing, peak hours',
  seenOn: '2026-10-27',
} as const;
const xai = {
  provider: 'xai',
  longPrompt: { above: 200_000, inputFactor: 2, outputFactor: 2 },
  source: 'docs.x.ai/developers/models',
} as const;
/** Open models, which others serve at other prices. */
const groq = { provider: 'groq', host: 'groq.com', batchFactor: 0.5 } as const;
const cerebras = { provider: 'cerebras', host: 'cerebras.ai' } as const;
const modelsDev = { source: 'models.dev', seenOn: '2026-07-02' } as const;

/** Models of Mistral, DeepSeek and xAI, and open ones at the hosts that serve them. */
export const otherPrices: readonly Price[] = [
  { model: 'mistral-small-2603', input: 0.15, output: 0.6, ...mistral, ...modelsDev },
  { model: 'mistral-small-latest', input: 0.15, output: 0.6, ...mistral, ...modelsDev },
  { model: 'mistral-medium-2604', input: 1.5, output: 7.5, ...mistral, ...modelsDev },
  { model: 'mistral-medium-latest', input: 1.5, output: 7.5, ...mistral, ...modelsDev },
  { model: 'mistral-large-2512', input: 0.5, output: 1.5, ...mistral, ...modelsDev },
  { model: 'deepseek-flash', input: 0.3, cachedInput: 0.006, output: 1.2, ...deepseek },
  { model: 'deepseek-v4-pro', input: 1.32, cachedInput: 0.044, output: 3.96, ...deepseek },
  { model: 'grok-4.6', input: 2, cachedInput: 0.5, output: 6, ...xai, seenOn: '2026-08-13' },
  { model: 'grok-4.5', input: 2, cachedInput: 0.5, output: 6, ...xai, seenOn: '2026-07-10' },
  { model: 'grok-4.3', input: 1.25, cachedInput: 0.2, output: 2.5, ...xai, ...modelsDev },
  {
    model: 'openai/gpt-oss-120b',
    input: 0.15,
    cachedInput: 0.075,
    output: 0.6,
    ...groq,
    ...modelsDev,
  },
  {
    model: 'openai/gpt-oss-20b',
    input: 0.075,
    cachedInput: 0.0375,
    output: 0.3,
    ...groq,
    ...modelsDev,
  },
  { model: 'llama-3.3-70b-versatile', input: 0.59, output: 0.79, ...groq, ...modelsDev },
  { model: 'llama-3.1-8b-instant', input: 0.05, output: 0.08, ...groq, ...modelsDev },
  { model: 'gpt-oss-120b', input: 0.35, output: 0.75, ...cerebras, ...modelsDev },
];
