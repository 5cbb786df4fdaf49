import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';
import { TolkError } from '../../errors.ts';
import { classifyError } from '../http/classify-error.ts';
import { findNoBatchApi } from '../http/openai-client.ts';
import { type Check, ok, unsupported, type Verdict, warning } from './check.ts';
import type { Probe } from './probe.ts';

/** A file with one request, handed in and taken back. */
export const batchApiChecks: readonly Check[] = [
  { name: 'batch-api', asks: { small: 1 }, run: checkBatchApi },
];

/** Long enough for a fast server to end it, short enough for whoever waits. */
const pauses = [100, 400, 1_500];
const over = ['completed', 'failed', 'expired', 'cancelled'];

async function checkBatchApi(probe: Probe): Promise<Verdict> {
  const { client, files } = probe.server;
  if (!(await hasBatchApi(client))) return unsupported('there is none; Tolk asks directly');
  const steps: string[] = [];
  let fileId: string | undefined;
  try {
    const line = {
      custom_id: 'tolk-doctor',
      method: 'POST',
      url: '/v1/chat/completions',
      body: await probe.tinyBody(),
    };
    const file = new File([JSON.stringify(line)], 'tolk-doctor.jsonl');
    fileId = (await files.files.create({ file, purpose: 'batch' })).id;
    steps.push('uploaded');
    const { id } = await client.batches.create({
      input_file_id: fileId,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    });
    steps.push('created');
    const status = await watch(client, id, probe.signal);
    steps.push(status);
    if (!over.includes(status)) steps.push(await cancel(client, id));
    await files.files.delete(fileId);
    steps.push('file deleted');
    return ok(steps.join(', '));
  } catch (error) {
    const { message, code } = classifyError(error, 'the Batch API');
    if (fileId !== undefined) await files.files.delete(fileId).catch(() => {});
    const done = steps.length === 0 ? 'nothing was uploaded' : steps.join(', ');
    return warning(`${done}; then: ${message} [${code}]`);
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

/** A cancel that is refused is no fault: the batch may have ended meanwhile. */
async function cancel(client: OpenAI, id: string): Promise<string> {
  try {
    return (await client.batches.cancel(id)).status;
  } catch {
    return 'cancel refused';
  }
}
