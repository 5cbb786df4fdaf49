import { TolkError } from '../../errors.ts';
import {
  type ExaminationEstimate,
  estimateExamination,
  examine,
} from '../../llm/examine/examine.ts';
import type { ExaminedServer } from '../../llm/examine/open.ts';
import type { CommandIo } from '../io.ts';
import { type Diagnosis, healthy } from './diagnosis.ts';
import { smallTranslation } from './question.ts';

/** What a deep examination may cost. */
export interface DeepOptions {
  /** US dollars. */
  readonly maxCostUsd: number;
  /** Go on where the price is not known. */
  readonly mayCostAnything: boolean;
}

/**
 * Looks at everything of a server that matters to Tolk, and says before and after what it costs.
 *
 * @throws TolkError `usage.invalid` when it would cost more than it may, or nobody knows what
 */
export async function diagnoseDeeply(
  server: ExaminedServer,
  { maxCostUsd, mayCostAnything }: DeepOptions,
  io: CommandIo,
): Promise<readonly Diagnosis[]> {
  const estimate = await estimateExamination(server, smallTranslation);
  const { costUsd } = estimate;
  if (costUsd === null && !mayCostAnything) throw tooDear(unknownCost(server, estimate));
  if (costUsd !== null && costUsd > maxCostUsd)
    throw tooDear(`it would cost up to $${costUsd.toFixed(3)}; --max-cost allows $${maxCostUsd}`);
  io.say(`tolk: asking ${server.baseUrl}, model ${server.model}: ${describeEstimate(estimate)}`);
  const { things, spend } = await examine(server, {
    question: smallTranslation,
    signal: io.signal,
    maxCostUsd: costUsd === null ? Number.POSITIVE_INFINITY : maxCostUsd,
    // Whoever waits sees that it is not stuck.
    ...(io.stderr.isTTY ? { onCheck: (name) => io.say(`tolk: looking at ${name} …`) } : {}),
  });
  const { calls, promptTokens, completionTokens } = spend.usage;
  const cost = spend.costUsd === null ? 'the price is not known' : `$${spend.costUsd.toFixed(5)}`;
  const spent = `${cost}: ${promptTokens} + ${completionTokens} tokens in ${calls} answers`;
  return [...things, healthy('spent', spent)];
}

function describeEstimate({
  promptTokens,
  completionTokens,
  costUsd,
}: ExaminationEstimate): string {
  const tokens = `about ${promptTokens} + ${Math.ceil(completionTokens)} tokens`;
  if (costUsd === null) return `${tokens}, at a price that is not known`;
  return costUsd === 0
    ? `${tokens}, which cost nothing`
    : `${tokens}, at most $${costUsd.toFixed(4)}`;
}

function unknownCost({ model }: ExaminedServer, estimate: ExaminationEstimate): string {
  const tokens = `${estimate.promptTokens} + ${Math.ceil(estimate.completionTokens)} tokens`;
  return `the price of ${model} is not known; about ${tokens} are needed; continue with --yes`;
}

function tooDear(message: string): TolkError {
  return new TolkError('usage.invalid', `doctor --deep: ${message}`);
}
