import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import { createNliSource } from '../../verify/nli-model.ts';
import type { CommandIo } from '../io.ts';
import { type DeepOptions, diagnoseDeeply } from './deep.ts';
import { type Diagnosis, diagnoseSafely, healthy } from './diagnosis.ts';
import { diagnoseServer, openDoctorLlm } from './llm.ts';
import { diagnoseRedis } from './redis.ts';

/** How far the doctor goes: `deep` looks at everything of the LLM that matters. */
export type Depth = 'plain' | DeepOptions;

/**
 * Looks at everything Tolk needs; each thing once, and all of them whatever the others say.
 *
 * @throws TolkError `usage.invalid` when looking deeper would cost more than it may
 */
export async function diagnose(
  config: Config,
  depth: Depth,
  io: CommandIo,
  disposables: Disposables,
): Promise<Diagnosis[]> {
  return [
    healthy('node', `version ${process.versions.node}`),
    ...(await diagnoseSafely('redis', () => diagnoseRedis(config, io, disposables))),
    ...(await diagnoseLlm(config, depth, io, disposables)),
    ...(await diagnoseSafely('nli', () => diagnoseNli(config))),
  ];
}

/** Whether the local model that may verify can be used; nothing where there is none. */
async function diagnoseNli({ verify }: Config): Promise<readonly Diagnosis[]> {
  if (verify.nliDir === undefined) return [];
  const { name, judge } = await createNliSource(verify.nliDir)();
  const beganAt = performance.now();
  await judge([{ premise: 'De brug gaat niet open.', hypothesis: 'The bridge will open.' }]);
  const ms = Math.round(performance.now() - beganAt);
  return [healthy('nli', `${name} judges two sentences in ${ms} ms`)];
}

async function diagnoseLlm(
  config: Config,
  depth: Depth,
  io: CommandIo,
  disposables: Disposables,
): Promise<readonly Diagnosis[]> {
  let opened: Awaited<ReturnType<typeof openDoctorLlm>> | undefined;
  const notes = await diagnoseSafely('llm', async () => {
    opened = await openDoctorLlm(config, io, disposables);
    return opened.notes;
  });
  const server = opened?.server;
  if (!server) return notes;
  if (depth !== 'plain') return [...notes, ...(await diagnoseDeeply(server, depth, io))];
  return [...notes, ...(await diagnoseSafely('llm', () => diagnoseServer(server, io)))];
}
