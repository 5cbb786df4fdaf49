import type { Client } from '../../queue/client.ts';
import { noWorker } from '../../queue/worker-watch.ts';
import type { CommandIo } from '../io.ts';

/** Says so where no worker is connected to take what was just submitted. */
export async function sayIfNoWorker(client: Client, io: CommandIo): Promise<void> {
  const { workers } = await client.status();
  if (workers === 0) io.say(`tolk: ${noWorker.message}`);
}
