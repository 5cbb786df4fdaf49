import { TolkError } from './errors.ts';

/** Something with an end. */
interface Closable {
  close(): Promise<void>;
}

/**
 * A resource that is opened by its first use, once, and closed once. Where opening fails, the next
 * use tries again; after {@link LazyResource.close} every use fails.
 */
export class LazyResource<Resource extends Closable> {
  readonly #open: () => Promise<Resource>;
  #opening: Promise<Resource> | undefined;
  #closing: Promise<void> | undefined;

  constructor(open: () => Promise<Resource>) {
    this.#open = open;
  }

  /** The open resource. @throws TolkError `usage.invalid` once it is closed */
  async get(): Promise<Resource> {
    if (this.#closing)
      throw new TolkError('usage.invalid', 'this client is closed; make a new one');
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** Closes the resource if it was ever opened; safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const resource = await this.#opening?.catch(() => undefined);
    await resource?.close();
  }
}
