import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { countTokens } from '../../llm/cost/tokens.ts';
import type { PendingCall } from '../../store/submissions.ts';
import type { OpenLlm } from '../open-llm.ts';
import { batchLine, type DeferredCall } from './deferring-caller.ts';

/** A request file that is being filled; its id is that of the submission it becomes. */
export interface RequestFile {
  readonly id: string;
  readonly model: string;
  /** When what is in it is to be asked directly instead (ms). */
  readonly recallAt: number | null;
  readonly path: string;
  readonly openedAt: number;
  readonly flights: ReadonlyMap<string, Omit<PendingCall, 'submission'>>;
  readonly bytes: number;
  /** Prompt tokens of its requests. */
  readonly tokens: number;
}

/** A request on its way into a file. */
export interface Request {
  readonly call: string;
  readonly model: string;
  readonly line: Buffer;
  readonly tokens: number;
  readonly flight: Omit<PendingCall, 'submission'>;
}

/** What a summary is likely to have at most, for booking money before it is known; a full one is about 300 (corpus/estimate.ts). */
const likelySummaryTokens = 400;

/** A call as it stands in a file, with what it is likely to cost. */
export async function toRequest(
  { key, ask }: DeferredCall,
  record: string,
  budget: string | null,
  { prices, capabilities }: Pick<OpenLlm, 'prices' | 'capabilities'>,
): Promise<Request> {
  const tokens = await countTokens(ask.model, ask.messages);
  // The first message is the instructions; the answer is about as long as what it is about, a summary shorter.
  const input = await countTokens(ask.model, ask.messages.slice(1));
  const completionTokens = Math.min(
    ask.maxOutputTokens,
    ask.task === 'translation' ? input : Math.min(input, likelySummaryTokens),
  );
  const likelyUsd =
    prices.cost(
      ask.model,
      { promptTokens: tokens, cachedTokens: 0, completionTokens },
      'batch-api',
    ) ?? 0;
  return {
    call: key,
    model: ask.model,
    line: Buffer.from(batchLine({ key, ask }, capabilities)),
    tokens,
    flight: { record, likelyUsd, budget },
  };
}

interface Filling extends RequestFile {
  readonly folder: string;
  readonly stream: WriteStream;
  readonly flights: Map<string, Omit<PendingCall, 'submission'>>;
  bytes: number;
  tokens: number;
}

/**
 * The request files that are being filled, on the disk: one a model, as the Batch API wants it, and one
 * for each time of recall, so that no article is called back for another's sake.
 */
export function createRequestFiles(clock: () => number) {
  const open = new Map<string, Filling>();
  const keyOf = (model: string, recallAt: number | null) => `${recallAt ?? ''} ${model}`;

  async function begin(model: string, recallAt: number | null): Promise<Filling> {
    const folder = await mkdtemp(join(tmpdir(), 'tolk-batch-'));
    const path = join(folder, 'requests.jsonl');
    const stream = createWriteStream(path);
    const common = { id: randomUUID(), model, recallAt, path, folder, stream, openedAt: clock() };
    return { ...common, flights: new Map(), bytes: 0, tokens: 0 };
  }

  function find(file: RequestFile): Filling | undefined {
    return [...open.values()].find(({ id }) => id === file.id);
  }

  return {
    all: (): RequestFile[] => [...open.values()],
    /** The file that a request for this model goes into, if one is begun. */
    of: (model: string, recallAt: number | null): RequestFile | undefined =>
      open.get(keyOf(model, recallAt)),
    /** The file that holds this call. */
    holding: (call: string): RequestFile | undefined =>
      [...open.values()].find(({ flights }) => flights.has(call)),
    isOpen: (id: string): boolean => [...open.values()].some((file) => file.id === id),
    /** Prompt tokens in the files for a model. */
    tokensOf: (model: string): number =>
      [...open.values()].reduce((sum, file) => sum + (file.model === model ? file.tokens : 0), 0),
    /** Writes a request in the file for its model and recall, begun if need be; gives that file. */
    async write(
      { call, model, line, tokens, flight }: Request,
      recallAt: number | null,
    ): Promise<RequestFile> {
      const file = open.get(keyOf(model, recallAt)) ?? (await begin(model, recallAt));
      open.set(keyOf(model, recallAt), file);
      file.flights.set(call, flight);
      file.bytes += line.length;
      file.tokens += tokens;
      if (!file.stream.write(line))
        await new Promise<void>((resolve) => file.stream.once('drain', () => resolve()));
      return file;
    },
    /** Ends a file: all of it is on the disk, and nothing more goes into it. */
    async close(file: RequestFile): Promise<void> {
      const filling = find(file);
      if (!filling) return;
      open.delete(keyOf(file.model, file.recallAt));
      filling.stream.end();
      await finished(filling.stream);
    },
    /** Takes a file off the disk, closed or not. */
    async drop(file: RequestFile): Promise<void> {
      const filling = find(file);
      if (filling) {
        open.delete(keyOf(file.model, file.recallAt));
        filling.stream.destroy();
      }
      await rm(join(file.path, '..'), { recursive: true, force: true });
    },
  };
}
