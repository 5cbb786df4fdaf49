import { countTokens } from '../../llm/cost/tokens.ts';
import type { Capabilities } from '../../llm/http/capabilities.ts';
import { likelyThinking } from '../../llm/http/reasoning.ts';
import { buildBody, type LlmRequest } from '../../llm/http/request.ts';
import type { PendingCall } from '../../store/submissions.ts';
import type { OpenLlm } from '../open-llm.ts';
import type { DeferredCall } from './deferred-calls.ts';
import { capabilitiesOf } from './learned-capabilities.ts';

/**
 * A call in a request file, before that is a submission: whose it is, and what is reserved for it.
 */
export type CallInFile = Omit<PendingCall, 'submission'>;

/** A call as a line of a request file. */
export interface Request {
  /** The call's name in the cache and in the file. */
  readonly key: string;
  readonly model: string;
  readonly line: Buffer;
  /** Prompt tokens. */
  readonly tokens: number;
  readonly call: CallInFile;
}

/**
 * Most tokens that a summary is likely to have, to reserve money before it is known; a full one has
 * about 300.
 */
const likelySummaryTokens = 400;

/** Writes a call as a line of a request file, and estimates what it will cost. */
export async function toRequest(
  { key, request }: DeferredCall,
  article: Pick<PendingCall, 'record' | 'budget' | 'day'>,
  llm: Pick<OpenLlm, 'prices' | 'dearness' | 'server' | 'capabilities' | 'store'>,
): Promise<Request> {
  const { model, messages } = request;
  const tokens = await countTokens(model, messages);
  const usage = {
    promptTokens: tokens,
    cachedTokens: 0,
    // What is sent may be written to the server's cache, which can cost more than sending it.
    cacheWriteTokens: tokens,
    completionTokens: await estimateCompletionTokens(request),
  };
  const dearness = llm.dearness.of(model);
  const likelyUsd = (llm.prices.cost(model, usage, 'batch-api') ?? 0) * dearness;
  const line = Buffer.from(toLine({ key, request }, await capabilitiesOf(llm, model)));
  const call = { ...article, likelyUsd, dearness, task: request.task, promptTokens: tokens };
  return { key, model, line, tokens, call };
}

/**
 * An answer is about as long as the text it is about; a summary is shorter. A model that thinks
 * does so before it.
 */
async function estimateCompletionTokens(request: LlmRequest): Promise<number> {
  const { model, messages, maxOutputTokens, task, extras } = request;
  const [, ...withoutInstructions] = messages;
  const input = await countTokens(model, withoutInstructions);
  const summary = Math.min(input, likelySummaryTokens);
  const likely = { translation: input, article: input + summary }[task] ?? summary;
  return Math.min(maxOutputTokens, likely) + likelyThinking(model, extras?.effort);
}

/** The body is the one that would be sent directly; a file knows no streaming and no tiers. */
function toLine({ key, request }: DeferredCall, capabilities: Capabilities): string {
  const { stream: _, service_tier: __, ...body } = buildBody(request, capabilities);
  const line = { custom_id: key, method: 'POST', url: '/v1/chat/completions', body };
  return `${JSON.stringify(line)}\n`;
}
