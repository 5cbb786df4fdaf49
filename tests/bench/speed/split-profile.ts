/** Where the CPU of a worker goes, by what its code is for. */
const parts: ReadonlyArray<readonly [part: string, where: RegExp]> = [
  ['checks', /\/src\/(?:check|lexicon|verify)\/|\/node_modules\/dictionary-/],
  ['Redis', /\/src\/store\/|\/node_modules\/(?:ioredis|@ioredis|redis-|denque)/],
  ['queue', /\/src\/(?:queue|worker)\/|\/node_modules\/bullmq\//],
  ['client', /\/src\/llm\/|\/node_modules\/(?:openai|undici|zod)\//],
  ['rest', /\/src\//],
];

interface Profile {
  readonly nodes: ReadonlyArray<{
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }>;
  readonly startTime: number;
  readonly endTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The share of each part in a CPU profile, without its first third, when things are loaded. */
export function splitProfile(text: string): Map<string, number> {
  const profile: Profile = JSON.parse(text);
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const partOf = (id: number | undefined): string => {
    const node = id === undefined ? undefined : nodes.get(id);
    if (node === undefined) return 'rest';
    const { functionName, url } = node.callFrame;
    if (functionName === '(garbage collector)') return 'garbage';
    return parts.find(([, where]) => where.test(url))?.[0] ?? partOf(parents.get(node.id));
  };
  const begin = profile.startTime + (profile.endTime - profile.startTime) / 3;
  const shares = new Map<string, number>();
  let at = profile.startTime;
  let total = 0;
  for (const [index, id] of profile.samples.entries()) {
    const took = profile.timeDeltas[index] ?? 0;
    at += took;
    if (at < begin || nodes.get(id)?.callFrame.functionName === '(idle)') continue;
    const part = partOf(id);
    shares.set(part, (shares.get(part) ?? 0) + took);
    total += took;
  }
  return new Map(
    [...shares]
      .map(([part, took]) => [part, took / total] as const)
      .toSorted((a, b) => b[1] - a[1]),
  );
}
