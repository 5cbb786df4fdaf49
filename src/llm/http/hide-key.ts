import type { Transport } from './transport.ts';

type Fetch = Transport['fetch'];

/** A shorter one (`none`, `x`) is no secret, and would be found in ordinary words. */
const leastKeyCharacters = 6;
/** A Response takes no status beyond this one. */
const highestStatus = 599;

/**
 * A `fetch` whose error answers do not hold the key that was sent: some servers repeat it in their
 * message, and what they say is shown and logged.
 */
export function hidingKey(fetch: Fetch): Fetch {
  const hiding: Fetch = async (url, init = {}) => {
    const answer = await fetch(url, init);
    if (answer.status < 400) return answer;
    const key = keyIn(new Headers(init.headers));
    if (key.length < leastKeyCharacters) return answer;
    const text = await answer.text();
    const { status, headers } = answer;
    return new Response(text.replaceAll(key, '[key]'), {
      status: Math.min(status, highestStatus),
      headers,
    });
  };
  // What a client asks its `fetch` for stays there: see `createTransport`.
  return Object.assign(hiding, fetch);
}

function keyIn(headers: Headers): string {
  const bearer = headers.get('authorization')?.replace(/^\w+ /, '');
  return headers.get('api-key') ?? bearer ?? '';
}
