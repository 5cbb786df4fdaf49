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
  { question, signal, maxCostUsd }: ExamineOptions,
): Promise<Examination> {
  const probe = new Probe(server, question, signal);
  const things: ExaminedThing[] = [];
  let broken: string | undefined;
  for (const check of allChecks) {
    signal.throwIfAborted();
    const { costUsd } = await estimateCheck(probe, check);
    const isDear = (probe.spend.costUsd ?? 0) + (costUsd ?? 0) > maxCostUsd;
    const verdict =
      skipReason(broken, isDear && check.asks !== undefined) ?? (await run(check, probe));
    if (verdict.state === 'problem' && check.isVital) broken = check.name;
    things.push({ name: check.name, ...verdict });
  }
  return { things, spend: probe.spend };
}

function skipReason(broken: string | undefined, isDear: boolean): Verdict | undefined {
  if (broken !== undefined) return { state: 'skipped', message: `"${broken}" must work first` };
  return isDear ? { state: 'skipped', message: 'it would cost more than --max-cost' } : undefined;
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
