const redirects = [301, 302, 307, 308];

/**
 * Where a redirect may be followed to with the key: the same host, over the same way or from http
 * to https. Null for everything else: another host, a way back to http, another port, 303 (which
 * means another request), a loop.
 */
export function redirectTarget(from: URL, status: number, location: string | null): URL | null {
  if (!redirects.includes(status) || location === null || !URL.canParse(location, from.href))
    return null;
  const to = new URL(location, from);
  const isSafer = from.protocol === 'http:' && to.protocol === 'https:' && isUsualPort(from, to);
  const isAllowed = to.origin === from.origin || (to.hostname === from.hostname && isSafer);
  return isAllowed && to.href !== from.href && to.username === '' ? to : null;
}

/** Both at the port of their protocol, or at the same one. */
function isUsualPort(from: URL, to: URL): boolean {
  return to.port === from.port;
}
