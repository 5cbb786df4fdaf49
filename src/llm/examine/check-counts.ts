import { z } from 'zod';
import { TolkError } from '../../errors.ts';
import { effortFor } from '../http/reasoning.ts';
import { type Check, ok, problem, unsupported, type Verdict, warning } from './check.ts';
import type { Probe, Reply } from './probe.ts';

/** What is counted, and by whom: usage, thinking, limits, costs. */
export const countChecks: readonly Check[] = [
  { name: 'effort', run: checkEffort },
  { name: 'reasoning', run: checkReasoning },
  { name: 'usage', run: checkUsage },
  { name: 'cost', run: checkCost },
  { name: 'rate-limits', run: checkRateLimits },
  { name: 'request-id', run: checkRequestId },
  { name: 'answer-limit', asks: { small: 1 }, run: checkAnswerLimit },
  { name: 'long-prompt', asks: { long: 1 }, run: checkLongPrompt },
  { name: 'prompt-cache', asks: { long: 1 }, run: checkPromptCache },
];

async function checkEffort({ server }: Probe): Promise<Verdict> {
  const capabilities = await server.capabilities();
  const effort = effortFor(server.model, capabilities, server.extras.effort);
  if (effort === null) return ok('none is sent: the model is not known to think');
  const { refusedEfforts } = capabilities;
  const refused = refusedEfforts.length === 0 ? '' : `; refused: ${refusedEfforts.join(', ')}`;
  return ok(`asked for "${effort}"${refused}`);
}

/** More than this share of an answer's tokens is thinking that could be had for less. */
const muchThinking = 0.5;

async function checkReasoning(probe: Probe): Promise<Verdict> {
  const { raw, body } = await strictReply(probe);
  const { reasoningTokens: thought, completionTokens } = raw;
  if (thought > completionTokens * muchThinking)
    return warning(
      `${thought} of the ${completionTokens} tokens of an answer were thinking, which you pay for; ` +
        'TOLK_REASONING_EFFORT asks for less, if the model takes it',
    );
  if (thought > 0) return ok(`${thought} of the ${completionTokens} tokens of an answer`);
  const isTold = usageSchema.safeParse(body).data?.usage.completion_tokens_details !== undefined;
  return isTold ? ok('none in the answer') : unsupported('not told; Tolk takes it for none');
}

const usageSchema = z.object({
  usage: z.object({ completion_tokens_details: z.object({}).nullish().optional() }),
});

async function checkUsage(probe: Probe): Promise<Verdict> {
  const { raw } = await strictReply(probe);
  const own = await probe.count(probe.question.request.messages);
  if (raw.promptTokens === 0) return unsupported('not told; Tolk counts by itself, and says so');
  const text = `${raw.promptTokens} + ${raw.completionTokens} tokens; we count ${own} for the prompt`;
  const ratio = raw.promptTokens / own;
  // Schemas and templates add, tokenizers differ.
  return ratio > 0.5 && ratio < 4 ? ok(text) : warning(`${text}: one of the two is wrong`);
}

async function checkCost(probe: Probe): Promise<Verdict> {
  const { costUsd } = probe.spend;
  if (probe.server.preset.local) return ok('nothing: it runs on a machine of your own');
  if (costUsd !== null) return ok(`$${costUsd.toFixed(5)} so far`);
  return warning('the model has no price: costs are not shown, and budgets refuse it');
}

const limitHeaders = /^(?:x-ratelimit|anthropic-ratelimit|x-rate-limit)-.*(?:limit|remaining)/;

async function checkRateLimits(probe: Probe): Promise<Verdict> {
  const { headers } = await strictReply(probe);
  const told = [...headers].filter(([name]) => limitHeaders.test(name));
  if (told.length === 0)
    return unsupported('not told; TOLK_RPM and TOLK_TPM set them, else a 429 slows workers down');
  const shown = told.slice(0, 4).map(([name, value]) => `${shorten(name)} ${value}`);
  return ok(shown.join(', '));
}

function shorten(name: string): string {
  return name.replace(/^(?:x|anthropic)-rate-?limit-/, '');
}

const requestIds = /request-?id|trace-id|call-id|correlation-id|generation-id|^cf-ray$/;

async function checkRequestId(probe: Probe): Promise<Verdict> {
  const { headers } = await strictReply(probe);
  const found = [...headers].find(([name]) => requestIds.test(name));
  return found === undefined
    ? unsupported('not told; errors are shown without one')
    : ok(`in ${found[0]}; errors show it`);
}

/** The answer that the checks above look at: with the strict schema, if there was one. */
async function strictReply(probe: Probe): Promise<Reply> {
  probe.strict ??= await probe.ask(await probe.translationBody());
  return probe.strict;
}

const fewTokens = 16;

async function checkAnswerLimit(probe: Probe): Promise<Verdict> {
  const messages = [
    { role: 'system', content: 'Answer with JSON: {"answer": "…"}.' },
    { role: 'user', content: 'In "answer", write all numbers from 1 to 300, in words.' },
  ] as const;
  const body = await probe.tinyBody({ messages });
  const { limit } = await probe.server.capabilities();
  if (limit === 'none') return unsupported('none is taken; the server decides on its own');
  const { raw } = await probe.ask({ ...body, [limit]: fewTokens });
  if (raw.finish === 'length') return ok(`${limit} is kept, and the end is called "length"`);
  if (raw.completionTokens > 4 * fewTokens)
    return warning(`${limit} is ignored: ${raw.completionTokens} tokens for ${fewTokens} allowed`);
  if (raw.completionTokens < fewTokens) return unsupported('not looked at: the answer was short');
  return warning(`an answer that was cut ends with "${raw.finish}": Tolk cannot tell that it was`);
}

const sentence = 'De gemeente Utrecht opent maandag een nieuwe brug over de Vecht. ';
/** About 6,000 tokens: more than what some servers hold unless they are told otherwise. */
const sentences = 400;

async function askLongPrompt(probe: Probe): Promise<{ reply: Reply; own: number }> {
  const messages = [
    { role: 'system', content: 'Answer with JSON: {"answer": "yes"}.' },
    { role: 'user', content: `${sentence.repeat(sentences)}\n\nIs all of this Dutch?` },
  ] as const;
  const own = await probe.count(messages);
  return { own, reply: await probe.ask(await probe.tinyBody({ messages })) };
}

const contextAdvice =
  'give the model a longer context (Ollama: OLLAMA_CONTEXT_LENGTH; llama.cpp: -c; LM Studio: context ' +
  'length; vLLM: --max-model-len)';

async function checkLongPrompt(probe: Probe): Promise<Verdict> {
  try {
    const { reply, own } = await askLongPrompt(probe);
    const read = reply.raw.promptTokens;
    if (read === 0) return warning(`${own} tokens were taken; whether all were read is not told`);
    if (read < own / 2)
      return problem(`of ${own} tokens the model was shown ${read}, silently; ${contextAdvice}`);
    return ok(`${read} tokens, all of them read`);
  } catch (error) {
    const failure = TolkError.from(error);
    if (failure.code === 'llm.too_long')
      return unsupported(`6,000 tokens are too long; Tolk splits articles; ${contextAdvice}`);
    if (['llm.cut_off', 'llm.no_answer'].includes(failure.code)) return warning(failure.message);
    throw failure;
  }
}

async function checkPromptCache(probe: Probe): Promise<Verdict> {
  try {
    const { raw } = (await askLongPrompt(probe)).reply;
    const { cachedTokens, promptTokens } = raw;
    if (cachedTokens > 0)
      return ok(`${cachedTokens} of ${promptTokens} tokens came from the cache`);
    return unsupported('a prompt asked twice is read twice, or it is not told');
  } catch (error) {
    const failure = TolkError.from(error);
    if (failure.code === 'llm.too_long')
      return unsupported('not looked at: the prompt is too long');
    throw failure;
  }
}
