import type { Status } from '../../contract.ts';
import { TolkError } from '../../errors.ts';
import type { Client } from '../../queue/client.ts';

interface OpenClient {
  readonly client: Client;
  readonly redisUrl: string;
}

/** More articles than any Redis holds. */
const everyArticle = 1e6;

/**
 * The articles a command names, or with `--all` every one in a status.
 *
 * @throws TolkError `usage.invalid` when it does neither; nothing is opened then
 */
export async function idsOrAll(
  ids: readonly string[],
  { all }: { readonly all?: true },
  status: Status,
  open: () => Promise<OpenClient>,
): Promise<OpenClient & { readonly chosen: readonly string[] }> {
  if (ids.length === 0 && !all) {
    throw new TolkError('usage.invalid', 'name the articles by their ids, or give --all');
  }
  const opened = await open();
  if (!all) return { ...opened, chosen: ids };
  const found = await opened.client.list({ status, limit: everyArticle });
  return { ...opened, chosen: found.map(({ id }) => id) };
}
