import type { Price } from '../price-row.ts';

const gemini = { provider: 'gemini', batchFactor: 0.5 } as const;
const geminiPricing = { source: 'ai.google.dev/gemini-api/docs/pricing', seenOn: '2026-10-07' };
const modelsDev = { source: 'models.dev', seenOn: '2026-07-02' } as const;

/** Google's models; where one has two rows, the first holds until a day. */
export const geminiPrices: readonly Price[] = [
  {
    model: 'gemini-3.8-flash',
    input: 0.75,
    cachedInput: 0.075,
    output: 3.75,
    ...gemini,
    ...geminiPricing,
    until: '2026-12-31',
  },
  {
    model: 'gemini-3.8-flash',
    input: 1.5,
    cachedInput: 0.15,
    output: 7.5,
    ...gemini,
    ...geminiPricing,
  },
  {
    model: 'gemini-3.5-flash-lite',
    input: 0.3,
    cachedInput: 0.03,
    output: 2.5,
    ...gemini,
    source: geminiPricing.source,
    seenOn: '2026-07-21',
  },
  {
    model: 'gemini-3.1-flash-lite',
    input: 0.25,
    cachedInput: 0.025,
    output: 1.5,
    ...gemini,
    ...modelsDev,
  },
  {
    model: 'gemini-2.5-flash-lite',
    input: 0.1,
    cachedInput: 0.01,
    output: 0.4,
    ...gemini,
    ...modelsDev,
  },
  {
    model: 'gemini-2.5-flash',
    input: 0.3,
    cachedInput: 0.03,
    output: 2.5,
    ...gemini,
    ...modelsDev,
  },
  {
    model: 'gemini-2.5-pro',
    input: 1.25,
    cachedInput: 0.125,
    output: 10,
    ...gemini,
    longPrompt: { above: 200_000, inputFactor: 2, outputFactor: 1.5 },
    ...modelsDev,
  },
];
