import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { CallInFile, Request } from './request.ts';

/** A request file; its id is that of the submission it becomes. */
export interface RequestFile {
  readonly id: string;
  readonly model: string;
  /** When the submission is cancelled, so that what is left can be asked directly in time (ms). */
  readonly cancelAt: number | null;
  readonly path: string;
  readonly openedAt: number;
  readonly calls: ReadonlyMap<string, CallInFile>;
  readonly bytes: number;
  /** Prompt tokens of its requests. */
  readonly tokens: number;
}

interface OpenFile extends RequestFile {
  readonly folder: string;
  readonly stream: WriteStream;
  readonly calls: Map<string, CallInFile>;
  bytes: number;
  tokens: number;
}

/**
 * The request files that are being filled, on the disk: one for each model, as the Batch API wants
 * it, and for each time of cancelling, so that no article is cancelled for the sake of another.
 */
export class RequestFiles {
  readonly #clock: () => number;
  readonly #open = new Map<string, OpenFile>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  all(): RequestFile[] {
    return [...this.#open.values()];
  }

  /** The file that a request for this model goes into, if there is one yet. */
  openFor(model: string, cancelAt: number | null): RequestFile | undefined {
    return this.#open.get(slotOf(model, cancelAt));
  }

  /** The file that contains this call. */
  withCall(key: string): RequestFile | undefined {
    return this.all().find(({ calls }) => calls.has(key));
  }

  isOpen(id: string): boolean {
    return this.all().some((file) => file.id === id);
  }

  /** Prompt tokens in the files for a model. */
  tokensFor(model: string): number {
    const files = this.all().filter((file) => file.model === model);
    return files.reduce((sum, { tokens }) => sum + tokens, 0);
  }

  /** Writes a request to the file for its model and time of cancelling; returns that file. */
  async write(request: Request, cancelAt: number | null): Promise<RequestFile> {
    const slot = slotOf(request.model, cancelAt);
    const file = this.#open.get(slot) ?? (await this.#create(request.model, cancelAt));
    this.#open.set(slot, file);
    file.calls.set(request.key, request.call);
    file.bytes += request.line.length;
    file.tokens += request.tokens;
    if (!file.stream.write(request.line)) await once(file.stream, 'drain');
    return file;
  }

  /** Ends a file: all of it is on the disk, and nothing more goes into it. */
  async close({ id, model, cancelAt }: RequestFile): Promise<void> {
    const open = this.#find(id);
    if (!open) return;
    this.#open.delete(slotOf(model, cancelAt));
    open.stream.end();
    await finished(open.stream);
  }

  /** Deletes a file, closed or not. */
  async drop({ id, model, cancelAt, path }: RequestFile): Promise<void> {
    const open = this.#find(id);
    if (open) {
      this.#open.delete(slotOf(model, cancelAt));
      open.stream.destroy();
    }
    await rm(join(path, '..'), { recursive: true, force: true });
  }

  async #create(model: string, cancelAt: number | null): Promise<OpenFile> {
    const folder = await mkdtemp(join(tmpdir(), 'tolk-batch-'));
    const path = join(folder, 'requests.jsonl');
    return {
      id: randomUUID(),
      model,
      cancelAt,
      path,
      folder,
      stream: createWriteStream(path),
      openedAt: this.#clock(),
      calls: new Map(),
      bytes: 0,
      tokens: 0,
    };
  }

  #find(id: string): OpenFile | undefined {
    return [...this.#open.values()].find((file) => file.id === id);
  }
}

function slotOf(model: string, cancelAt: number | null): string {
  return `${cancelAt ?? ''} ${model}`;
}
