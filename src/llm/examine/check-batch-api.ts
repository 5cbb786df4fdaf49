import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';
import { TolkError } from '../../errors.ts';
import { classifyError } from '../http/classify-error.ts';
import { findNoBatchApi } from '../http/openai-client.ts';
import { type Check, ok, unsupported, type Verdict, warning } from './check.ts';
import type { Probe } from './probe.ts';

/** A batch of one request, submitted and then cancelled or collected. */
export const batchApiChecks: readonly Check[] = [
  { name: 'batch-api', asks: { small: 1 }, run: checkBatchApi },
];

/** Long enough for a fast server to end it, short enough for whoever waits. */
const pauses = [100, 400, 1_500];
const over = ['completed', 'failed', 'expired', 'cancelled'];

async function checkBatchApi(probe: Probe): Promise<Verdict> {
  if (!(await hasBatchApi(probe.server.client)))
    return unsupported('there is none; Tolk asks directly');
  const attempt = new BatchAttempt(probe);
  try {
    await attempt.run();
    return ok(attempt.steps.join(', '));
  } catch (error) {
    await attempt.cleanUp();
    const { message, code } = classifyError(error, 'the Batch API');
    const done = attempt.steps.join(', ') || 'nothing was uploaded';
    return warning(`${done}; then: ${message} [${code}]`);
  }
}

/** A file with one request: uploaded, created, watched for a moment, cancelled, deleted. */
class BatchAttempt {
  /** What was reached. */
  readonly steps: string[] = [];
  readonly #probe: Probe;
  #fileId: string | undefined;
  #batchId: string | undefined;

  constructor(probe: Probe) {
    this.#probe = probe;
  }

  async run(): Promise<void> {
    const { client } = this.#probe.server;
    await this.#upload();
    const { id } = await client.batches.create({
      input_file_id: this.#fileId ?? '',
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    });
    this.#batchId = id;
    this.steps.push('created');
    const status = await watch(client, id, this.#probe.signal);
    this.steps.push(status);
    await this.cleanUp(over.includes(status) ? 'ended' : 'running');
  }

  async #upload(): Promise<void> {
    const { server } = this.#probe;
    const line = {
      custom_id: 'tolk-doctor',
      method: 'POST',
      url: '/v1/chat/completions',
      body: await this.#probe.tinyBody(),
    };
    const file = new File([JSON.stringify(line)], 'tolk-doctor.jsonl');
    this.#fileId = (await server.files.files.create({ file, purpose: 'batch' })).id;
    this.steps.push('uploaded');
  }

  /** Leaves nothing at the server, as far as it lets go. */
  async cleanUp(batch: 'running' | 'ended' = 'running'): Promise<void> {
    const { client, files } = this.#probe.server;
    const batchId = this.#batchId;
    // A cancel that is refused is no fault: the batch may have ended meanwhile.
    if (batchId !== undefined && batch === 'running')
      await this.#note('cancelled', () => client.batches.cancel(batchId));
    const fileId = this.#fileId;
    if (fileId !== undefined) await this.#note('file deleted', () => files.files.delete(fileId));
    this.#batchId = undefined;
    this.#fileId = undefined;
  }

  async #note(step: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
      this.steps.push(step);
    } catch {
      this.steps.push(`${step}: refused`);
    }
  }
}

async function hasBatchApi(client: OpenAI): Promise<boolean> {
  try {
    return (await findNoBatchApi(client)) === null;
  } catch (error) {
    const failure = TolkError.from(error);
    if (failure.code === 'llm.unauthorized') throw failure;
    return false;
  }
}

async function watch(client: OpenAI, id: string, signal: AbortSignal): Promise<string> {
  for (const pauseMs of pauses) {
    await sleep(pauseMs, undefined, { signal });
    const { status } = await client.batches.retrieve(id);
    if (over.includes(status)) return status;
  }
  return (await client.batches.retrieve(id)).status;
}
