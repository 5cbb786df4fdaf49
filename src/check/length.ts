import type { Doubt } from './check.ts';

/** Below this many Dutch characters a ratio says nothing. */
const minCharacters = 60;
/** In `ntrex-dev.jsonl` 99.8% of paragraphs of that length lie between these ratios of English to Dutch characters. */
const ratios = { low: 0.55, high: 1.5 };

/** English much shorter or longer than its Dutch: something was dropped, added or repeated. */
export function checkLength(nl: string, en: string): Doubt[] {
  if (nl.length < minCharacters) return [];
  const ratio = en.length / nl.length;
  if (ratio >= ratios.low && ratio <= ratios.high) return [];
  const extreme = ratio < ratios.low / 2 || ratio > ratios.high * 2;
  const side = ratio < ratios.low ? 'shorter' : 'longer';
  return [{ severity: extreme ? 'error' : 'warning', message: `the English is much ${side} than the Dutch (${Math.round(ratio * 100)}%)` }];
}
