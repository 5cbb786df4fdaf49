import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Flight } from '../src/store/submissions.ts';

/** A request file that is being filled; its id is that of the submission it becomes. */
export interface RequestFile {
  readonly id: string;
  readonly model: string;
  /** When what is in it is to be asked directly instead (ms). */
  readonly recallAt: number | null;
  readonly path: string;
  readonly openedAt: number;
  readonly flights: ReadonlyMap<string, Omit<Flight, 'submission'>>;
  readonly bytes: number;
  /** Prompt tokens of its requests. */
  readonly tokens: number;
}

/** A request on its way into a file. */
export interface Request {
  readonly call: string;
  readonly line: Buffer;
  readonly tokens: number;
  readonly flight: Omit<Flight, 'submission'>;
}

interface Filling extends RequestFile {
  readonly folder: string;
  readonly stream: WriteStream;
  readonly flights: Map<string, Omit<Flight, 'submission'>>;
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
    of: (model: string, recallAt: number | null): RequestFile | undefined => open.get(keyOf(model, recallAt)),
    /** The file that holds this call. */
    holding: (call: string): RequestFile | undefined => [...open.values()].find(({ flights }) => flights.has(call)),
    isOpen: (id: string): boolean => [...open.values()].some((file) => file.id === id),
    /** Prompt tokens in the files for a model. */
    tokensOf: (model: string): number => [...open.values()].reduce((sum, file) => sum + (file.model === model ? file.tokens : 0), 0),
    /** Writes a request in the file for its model and recall, begun if need be; gives that file. */
    async write({ call, line, tokens, flight }: Request, model: string, recallAt: number | null): Promise<RequestFile> {
      const file = open.get(keyOf(model, recallAt)) ?? (await begin(model, recallAt));
      open.set(keyOf(model, recallAt), file);
      file.flights.set(call, flight);
      file.bytes += line.length;
      file.tokens += tokens;
      if (!file.stream.write(line)) await new Promise<void>((resolve) => file.stream.once('drain', () => resolve()));
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
