import { makeArticles, type ParagraphPair } from './corpus.ts';
import type { Figure } from './figures.ts';
import { installPeers } from './loops/packages.ts';
import { type LoopFigures, profileFolder, SpeedRig } from './rig.ts';
import { splitProfile } from './split-profile.ts';

/** How much is measured. */
export interface Extent {
  readonly pairs: readonly ParagraphPair[];
  readonly isQuick: boolean;
  /** Where a worker's CPU profile is kept. */
  readonly profiles?: string | undefined;
}

/** Two calls an article: the translation and the summary. */
const callsEach = 2;
const cpuAtATime = 64;

/** A worker that never waits, beside a loop of the `openai` client that makes the same calls. */
export async function measureCpu({ pairs, isQuick, profiles: named }: Extent): Promise<Figure[]> {
  await using rig = await SpeedRig.start(0);
  const articles = isQuick ? 400 : 2_000;
  const bare = rig.runLoop('openai', { articles, atATime: cpuAtATime });
  const bareRate = bare.calls / bare.seconds;
  const bareCpu = bare.cpuMs / bare.calls;
  const measure = async (seed: number, profile?: string) => {
    await rig.client.enqueueMany(makeArticles(pairs, { count: articles, seed }));
    const calls = articles * callsEach;
    return rig.measureWork({ calls, workers: 1, atATime: cpuAtATime, profile });
  };
  const work = await measure(2);
  // A profile costs CPU of its own: its shares count, not its time.
  using profiles = profileFolder(named);
  await measure(12, profiles.path);
  const perCall = work.cpuMsPerCall;
  return [
    {
      what: 'one worker that never waits',
      value: work.callsPerSecond,
      unit: 'calls/s',
      peer: { what: 'bare loop', value: bareRate },
      goal: { is: 'at least', value: 0.7 },
    },
    {
      what: 'CPU of a call beyond the bare loop',
      value: perCall - bareCpu,
      unit: 'ms',
      goal: { is: 'at most', value: 0.45 },
    },
    { what: 'CPU of a call', value: perCall, unit: 'ms', peer: { what: 'bare', value: bareCpu } },
    ...[...splitProfile(profiles.read())].map(([part, share]) => ({
      what: `… of that ${part}`,
      value: perCall * share,
      unit: 'ms',
    })),
  ];
}

/** What others would be written with, beside the same loop; nothing where no registry answers. */
export async function measurePeers({ isQuick }: Extent): Promise<Figure[]> {
  const packages = installPeers();
  if (packages === null) {
    process.stderr.write('bench: no registry answers: LangChain.js and the AI SDK are left out\n');
    return [];
  }
  await using rig = await SpeedRig.start(0);
  const run = { articles: isQuick ? 400 : 2_000, atATime: cpuAtATime, packages };
  const bare = rig.runLoop('openai', run);
  const peers = [
    ['LangChain.js, batch', rig.runLoop('langchain', run)],
    ['AI SDK, p-limit', rig.runLoop('ai-sdk', run)],
  ] as const;
  const rateOf = ({ calls, seconds }: LoopFigures) => calls / seconds;
  const cpuOf = ({ calls, cpuMs }: LoopFigures) => cpuMs / calls;
  return peers.flatMap(([what, loop]) => [
    {
      what,
      value: rateOf(loop),
      unit: 'calls/s',
      peer: { what: 'bare loop', value: rateOf(bare) },
    },
    {
      what: `… CPU of a call`,
      value: cpuOf(loop),
      unit: 'ms',
      peer: { what: 'bare', value: cpuOf(bare) },
    },
    { what: '… memory', value: loop.rssMb, unit: 'MB', peer: { what: 'bare', value: bare.rssMb } },
  ]);
}

/** A worker that waits for the LLM, against the most that the server gives. */
export async function measureLatency({ pairs, isQuick }: Extent): Promise<Figure[]> {
  const latencyMs = 1_000;
  const figures: Figure[] = [];
  for (const atATime of isQuick ? [50] : [50, 200, 500]) {
    await using rig = await SpeedRig.start(latencyMs);
    const limit = (atATime / latencyMs) * 1_000;
    const seconds = isQuick ? 8 : 20;
    const articles = Math.ceil((limit * seconds) / callsEach);
    const bare = rig.runLoop('openai', { articles, atATime });
    await rig.client.enqueueMany(makeArticles(pairs, { count: articles, seed: 2 }));
    const work = await rig.measureWork({ calls: articles * callsEach, workers: 1, atATime });
    const peer = { what: 'limit', value: limit };
    figures.push(
      {
        what: `${atATime} calls of 1 s at a time: bare loop`,
        value: bare.calls / bare.seconds,
        unit: 'calls/s',
        peer,
      },
      {
        what: `${atATime} calls of 1 s at a time: one worker`,
        value: work.callsPerSecond,
        unit: 'calls/s',
        peer,
        goal: { is: 'at least', value: atATime > 200 ? 0.9 : 0.95 },
      },
      ...(atATime === 50 ? [memoryFigure(work.peakMb)] : []),
    );
  }
  return figures;
}

function memoryFigure(peakMb: number): Figure {
  return {
    what: 'a worker of 50 at a time, at most',
    value: peakMb,
    unit: 'MB',
    goal: { is: 'at most', value: 200 },
  };
}

/** Several workers beside one, each with as many calls at a time. */
export async function measureWorkers({ pairs, isQuick }: Extent): Promise<Figure[]> {
  const atATime = 50;
  const rates: number[] = [];
  for (const workers of isQuick ? [1, 2] : [1, 2, 4]) {
    await using rig = await SpeedRig.start(1_000);
    const articles = Math.ceil((workers * atATime * (isQuick ? 8 : 20)) / callsEach);
    await rig.client.enqueueMany(makeArticles(pairs, { count: articles, seed: 3 }));
    const work = await rig.measureWork({ calls: articles * callsEach, workers, atATime });
    rates.push(work.callsPerSecond);
  }
  const [one = 0, ...more] = rates;
  return more.map((rate, at) => ({
    what: `${(at + 1) * 2} workers, 50 calls of 1 s at a time each`,
    value: rate,
    unit: 'calls/s',
    peer: { what: 'one worker', value: one },
    ...(at === 0 ? { goal: { is: 'at least' as const, value: 1.9 } } : {}),
  }));
}
