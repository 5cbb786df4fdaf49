import { wordSet } from '../../word-set.ts';
import type { Pair } from '../parse/pair.ts';
import type { Mention } from './sentence.ts';

/** What is sold to somebody is bought by him: "verkochten … aan", "was bought by". */
export function isConverse({ nl, en }: Pair, { at, tokens }: Mention): boolean {
  const after = en.tokens.slice(at + tokens.length, at + tokens.length + 2);
  const [next] = after;
  // "u ontvangt", "we will send you".
  if (next && receivers.has(next.lower) && receives.some((word) => nl.words.has(word))) return true;
  const preposition = after.find(({ lower }) => lower === 'by' || lower === 'from');
  if (!preposition || after.some(({ kind }) => kind === 'sign')) return false;
  return nl.words.has(preposition.lower === 'by' ? 'aan' : 'door');
}

const receivers = wordSet('you him her them us me');
const receives = [
  'ontvang',
  'ontvangt',
  'ontvangen',
  'krijg',
  'krijgt',
  'krijgen',
  'kreeg',
] as const;
