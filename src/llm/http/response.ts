import { z } from 'zod';
import { inertLine } from '../../inert.ts';
import { readUsage } from '../cost/read-usage.ts';
import { withThoughts } from './count-thoughts.ts';
import { errorInAnswer } from './errors/classify-body.ts';
import { readFinish } from './finish-reason.ts';
import { readEnvelope } from './read-envelope.ts';

/**
 * What came back from the LLM API, before anybody asked whether it is an answer. This is what the
 * cache holds.
 */
export const rawAnswerSchema = z.object({
  model: z.string(),
  promptTokens: z.number(),
  cachedTokens: z.number(),
  /** Those of the prompt that were written to the server's cache, at a price of their own. */
  cacheWriteTokens: z.number().default(0),
  completionTokens: z.number(),
  /** Those of the completion that were reasoning. */
  reasoningTokens: z.number().default(0),
  /** The server gave no usage that can be true: these are our own counts. */
  isEstimated: z.boolean().default(false),
  /** What the server says it has charged, in its own unit. */
  reportedCost: z.number().optional(),
  /** The service tier that answered. */
  tier: z.string().optional(),
  content: z.string().nullable(),
  refusal: z.string().nullable(),
  /** Why it ends, in the server's word; `finish-reason.ts` says what that means. */
  finish: z.string().nullable(),
  /** What came in the place of an answer, where it cannot be understood; it was paid all the same. */
  unreadable: z.string().optional(),
});

/** What came back from the LLM API; see {@link rawAnswerSchema}. */
export type RawAnswer = z.infer<typeof rawAnswerSchema>;

/**
 * Reads an answer that came with status 200. What cannot be understood is an answer too, an empty
 * one that says so: somebody will have to pay for it.
 *
 * @throws TolkError what the error says that some servers send in the place of an answer
 */
export function readCompletion(body: unknown, askedModel: string, headers?: Headers): RawAnswer {
  const failure = errorInAnswer({ body, headers, model: askedModel });
  if (failure !== null) throw failure;
  const envelope = readEnvelope(body);
  const { model, ...answer } = envelope ?? { ...nothing, unreadable: describeBody(body) };
  const usage = readUsage(body);
  return {
    model: inertLine(model ?? '').slice(0, maxModelName) || askedModel,
    ...usage,
    ...withThoughts(usage, body, answer.content),
    ...answer,
  };
}

/** A server may call its model what it likes; it is shown on one line. */
const maxModelName = 200;

const nothing = { model: null, content: null, refusal: null, finish: null } as const;

/** Says what was sent instead of an answer, by its form alone: its text may be the article's. */
function describeBody(body: unknown): string {
  if (typeof body !== 'object' || body === null)
    return 'the LLM API answered with something that is not JSON';
  const fields = Object.keys(body).slice(0, maxFields).map(showField);
  const holds = fields.length === 0 ? 'it is empty' : `it has ${fields.join(', ')}`;
  return `the LLM API’s answer is not a chat completion: ${holds}`;
}

const maxFields = 6;

/** A name that a server gave a field; odd ones are not shown. */
function showField(name: string): string {
  return /^[\w.-]{1,40}$/.test(name) ? `"${name}"` : 'an odd field';
}

/** True when there is nothing in it that could be an answer, not even a reason. */
export function isEmpty({ content, refusal, finish }: RawAnswer): boolean {
  const end = readFinish(finish);
  const text = content?.trim() ?? '';
  // Whole JSON is whole, however the server came to its end.
  if (end === 'interrupted') return !isWhole(text);
  return refusal === null && end === 'complete' && text === '';
}

/** True for what is worth keeping: text the model wrote, if only to know that it was cut off. */
export function isCacheable(raw: RawAnswer): boolean {
  const end = readFinish(raw.finish);
  const isText = end === 'complete' || end === 'cut_off' || end === 'interrupted';
  return isText && Boolean(raw.content?.trim()) && raw.refusal === null && !isEmpty(raw);
}

function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
