import { planChunks } from '../../article/chunks.ts';
import { toSegments } from '../../article/segments.ts';
import type { Config } from '../../config/config.ts';
import { jointOptions } from '../../joint/plan.ts';
import { jointInput, jointSystem } from '../../joint/prompt.ts';
import { escapeInput } from '../../llm/escape-input.ts';
import type { BatchDefinition } from '../../store/batch-definition.ts';
import { translateInput, translateSystem } from '../../translate/prompt.ts';
import { promptKindFor } from '../../translate/short-prompt.ts';
import { isVerified, isVerifiedLocally } from '../../verify/options.ts';
import { verifySystem } from '../../verify/prompt.ts';
import type { CommandIo } from '../io.ts';
import { tableWidth } from '../output/tables.ts';
import { describeEstimate } from './describe-estimate.ts';
import { capacityFor, estimateFor, modelOf, openCorpus } from './plan.ts';

const shownPrompts = 3;

/** Shows what a run would cost and take, and its first prompts, instead of running it. */
export async function showDryRun(
  definition: BatchDefinition,
  config: Config,
  io: CommandIo,
): Promise<void> {
  const model = modelOf(definition, config);
  const estimate = await estimateFor(definition, config, io);
  const capacity = await capacityFor(model, config, io);
  io.print(
    describeEstimate(estimate, config, capacity, { chosen: model, width: tableWidth(io.stdout) }),
  );
  const { options } = definition;
  const style = options.style ?? {};
  const prompt = promptKindFor(model, options.prompt ?? config.translate.prompt);
  const joint = jointOptions({ style, prompt }, options, config.translate.calls);
  if (joint)
    io.print(
      `\nThe instructions for an article in one call:\n\n${jointSystem(style, joint.length)}`,
    );
  io.print(`\nThe instructions:\n\n${translateSystem(style)}`);
  if (isVerified(definition.options) && !isVerifiedLocally(definition.options))
    io.print(`\nThe instructions of the verifier:\n\n${verifySystem}`);
  let shown = 0;
  for await (const entry of openCorpus(definition, config)) {
    if (shown >= shownPrompts) break;
    const article = await entry.load().catch(() => null);
    const segments = article ? toSegments(article) : [];
    const [chunk, ...others] = planChunks(segments, config.translate.chunkTokens);
    if (!article || !chunk) continue;
    shown += 1;
    const context = { before: '', names: [], terms: [] };
    const isJoint = joint !== undefined && others.length === 0;
    const input = isJoint
      ? jointInput(article.title, chunk.segments, [])
      : translateInput(article.title, chunk.segments, context);
    const prompt = escapeInput(input);
    io.print(`\nPrompt ${shown}, ${entry.place}:\n\n${prompt}`);
  }
}
