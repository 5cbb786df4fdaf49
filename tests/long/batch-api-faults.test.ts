import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Batch } from '../../src/index.ts';
import { type BatchCase, batchCases } from '../support/dialects/batch-api-cases.ts';
import { type BatchApiWorld, createBatchApiWorld } from '../support/dialects/batch-api-world.ts';
import { until } from '../support/until.ts';

const names = Object.keys(batchCases);
const caseOf = (name: string): BatchCase => batchCases[name] as BatchCase;

let world: BatchApiWorld;
/** All at once, each for a model of its own: most of the time is spent waiting. */
let runs: ReadonlyMap<string, Promise<Batch>>;

beforeAll(async () => {
  world = await createBatchApiWorld(
    Object.fromEntries(names.map((name) => [name, caseOf(name).quirks])),
  );
  await world.rig.startWorker(world.env);
  const isHurried = (name: string) => caseOf(name).cancelAfterSeconds !== undefined;
  const start = (name: string) => [name, world.run(name, caseOf(name))] as const;
  const hurried = names.filter(isHurried);
  const first = hurried.map((name) => [name, runInTime(name)] as const);
  await until(() => hurried.every((name) => world.api.batchesOf(world.modelOf(name)).length > 0));
  runs = new Map([...first, ...names.filter((name) => !isHurried(name)).map(start)]);
});

/** On a busy machine a deadline passes before anything is sent: then it gets twice the time. */
async function runInTime(name: string, variant = 0): Promise<Batch> {
  const { cancelAfterSeconds = 1, ...asked } = caseOf(name);
  const seconds = cancelAfterSeconds * 2 ** variant;
  const batch = await world.run(name, { ...asked, cancelAfterSeconds: seconds, variant });
  const isSent = world.api.batchesOf(world.modelOf(name)).length > 0;
  return isSent ? batch : runInTime(name, variant + 1);
}

afterAll(() => world[Symbol.asyncDispose]());

function shown({ status, stats }: Batch) {
  const { done, failedByCode: failed, askedDirectly: direct, sentAgain: again } = stats;
  return { status, done, failed, direct, again };
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('a Batch API with faults neither hangs nor changes the price in silence', () => {
  test.for(names)('%s', async (name) => {
    const { status, done, failed = {}, direct = {}, again = {}, ...expected } = caseOf(name);
    const model = world.modelOf(name);
    const { id, pauseMessage } = await (runs.get(name) ?? Promise.reject(new Error(name)));
    // What was answered before a batch paused is finished all the same.
    await expect
      .poll(async () => shown(await world.batches.status(id)))
      .toEqual({ status, done, failed, direct, again });
    if (expected.says) expect(pauseMessage).toMatch(expected.says);
    else expect(pauseMessage).toBeNull();
    const made = world.api.batchesOf(model);
    expect(made).toHaveLength(expected.made);
    expect(made.every(({ cancels }) => cancels <= 6)).toBe(true);
    // What had too little time at first was asked directly as well.
    const isHurried = expected.cancelAfterSeconds !== undefined;
    if (!isHurried) expect(world.api.directCalls(model)).toBe(sumOf(direct));
    // What was reserved is given back, once, after the batch has paused; what was paid stays booked.
    const beyondCost = async () =>
      (await world.bookedFor(id)) - (await world.batches.status(id)).stats.costUsd;
    if (expected.booked === undefined) await expect.poll(beyondCost).toBeCloseTo(0, 9);
    else expect(await beyondCost()).toBeGreaterThan(0.001);
  });
});

test('request files are deleted when they are done with', async () => {
  await Promise.all(runs.values());
  const { uploaded, deleted } = world.api.files;
  // What may still be in progress is not over.
  const isKept = (name: string) =>
    name === 'request files that cannot be deleted' || caseOf(name).booked === 'calls in flight';
  const kept = names.filter(isKept).map(world.modelOf);
  const keptFiles = kept.flatMap(world.api.batchesOf).map(({ inputFile }) => inputFile);
  await expect
    .poll(() => uploaded.filter((file) => !deleted.includes(file)).toSorted())
    .toEqual(keptFiles.toSorted());
});
