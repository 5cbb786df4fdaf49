import type { Token } from './text.ts';

/** The currencies of signs that come before a figure. */
export const currencySigns: ReadonlyMap<string, string> = new Map([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'pound sterling'],
  ['¥', 'yen'],
]);

/** The unit that a token after a number names; any word may be one. */
export function unitOf(token: Token | undefined): string | null {
  if (token === undefined) return null;
  if (token.text === '%') return '%';
  if (token.text === '€' || token.text === '$') return currencySigns.get(token.text) ?? null;
  return token.kind === 'word' ? token.lower : null;
}
