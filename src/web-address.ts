import { inertLine } from './inert.ts';

/**
 * True for an address that a page may link to: `http` or `https`, and no other scheme, since
 * `javascript:` and `data:` act where they are clicked; without control characters.
 */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && inertLine(text) === text;
}
