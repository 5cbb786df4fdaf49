import { TolkError } from '../../errors.ts';
import type { Spend } from '../cost/usage.ts';
import { effortFor, roomFor } from '../http/reasoning.ts';
import type { Check, Verdict } from './check.ts';
import { allChecks } from './checks.ts';
import type { ExaminedServer } from './open.ts';
import { Probe, type Question } from './probe.ts';

/** What was looked at, and what came of it. */
interface ExaminedThing extends Verdict {
  readonly name: string;
}

/** How a server is examined. */
export interface ExamineOptions {
  readonly question: Question;
  readonly signal: AbortSignal;
  /** US dollars; what would cost more is skipped. */
  readonly maxCostUsd: number;
  /**
   * A server that takes longer for two sentences is not asked to read long prompts: it would for a
   * quarter of an hour. @default 30,000
   */
  readonly slowAfterMs?: number;
  /** Called with the name of what is looked at next. */
  readonly onCheck?: (name: string) => void;
}

/** What an examination came to. */
export interface Examination {
  readonly things: readonly ExaminedThing[];
  readonly spend: Spend;
}

/** What an examination will use, at most. */
export interface ExaminationEstimate {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Null where the model has no price. */
  readonly costUsd: number | null;
}

/** An answer to a small translation has about so many tokens. */
const smallAnswer = 120;
const longPrompt = 6_200;

/** What the checks will ask, before any is made. */
export async function estimateExamination(
  server: ExaminedServer,
  question: Question,
): Promise<ExaminationEstimate> {
  const probe = new Probe(server, question, new AbortController().signal);
  const each = await Promise.all(allChecks.map((check) => estimateCheck(probe, check)));
  const promptTokens = each.reduce((sum, one) => sum + one.promptTokens, 0);
  const completionTokens = each.reduce((sum, one) => sum + one.completionTokens, 0);
  return { promptTokens, completionTokens, costUsd: price(server, promptTokens, completionTokens) };
}

async function estimateCheck(
  probe: Probe,
  { asks: { small = 0, long = 0 } = {} }: Check,
): Promise<ExaminationEstimate> {
  const { server, question } = probe;
  const smallPrompt = await probe.count(question.request.messages);
  const capabilities = await server.capabilities();
  const thinking = roomFor(effortFor(server.model, capabilities, server.extras.effort)) / 2;
  const promptTokens = small * smallPrompt + long * longPrompt;
  const completionTokens = (small + long) * (smallAnswer + thinking);
  return { promptTokens, completionTokens, costUsd: price(server, promptTokens, completionTokens) };
}

function price(
  { prices, model, preset }: ExaminedServer,
  promptTokens: number,
  completionTokens: number,
): number | null {
  if (preset.local) return 0;
  return prices.cost(model, { promptTokens, cachedTokens: 0, completionTokens });
}

/** Looks at everything, one after another. */
export async function examine(
  server: ExaminedServer,
  options: ExamineOptions,
): Promise<Examination> {
  const { question, signal, onCheck } = options;
  const probe = new Probe(server, question, signal);
  const things: ExaminedThing[] = [];
  let broken: string | undefined;
  for (const check of allChecks) {
    signal.throwIfAborted();
    onCheck?.(check.name);
    const skipped = broken === undefined ? null : `"${broken}" must work first`;
    const reason = skipped ?? (await whyNot(check, probe, options));
    const verdict: Verdict =
      reason === null ? await run(check, probe) : { state: 'skipped', message: reason };
    if (verdict.state === 'problem' && check.isVital) broken = check.name;
    things.push({ name: check.name, ...verdict });
  }
  return { things, spend: probe.spend };
}

/** Why a check is left out; null where it is made. */
async function whyNot(
  check: Check,
  probe: Probe,
  { maxCostUsd, slowAfterMs = 30_000 }: ExamineOptions,
): Promise<string | null> {
  if (check.asks === undefined) return null;
  const { costUsd } = await estimateCheck(probe, check);
  if ((probe.spend.costUsd ?? 0) + (costUsd ?? 0) > maxCostUsd)
    return 'it would cost more than --max-cost';
  const isSlow = check.asks.long !== undefined && probe.translationMs > slowAfterMs;
  return isSlow ? 'the server is slow, and the prompt for this is long' : null;
}

async function run({ run: look }: Check, probe: Probe): Promise<Verdict> {
  try {
    return await look(probe);
  } catch (error) {
    probe.signal.throwIfAborted();
    const { message, code } = TolkError.from(error);
    return { state: 'problem', message: `${message} [${code}]` };
  }
}
