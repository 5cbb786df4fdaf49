import type { Style } from '../contract.ts';
import type { Term } from '../glossary/glossary.ts';

/*
 * The prompt for small models: one segment a call, one line of instruction, and the English alone as
 * the answer. Rules, JSON and other segments around it cost such a model English (`tests/README.md`,
 * "A real model").
 */

/** How a model is asked for English; see {@link promptKindFor}. */
export type PromptKind = 'full' | 'short';

/** Goes up with every change to this file that can change an answer. */
export const shortVersion = 's1';

/** How to write, for each register. */
export const registers = {
  newspaper: 'as a newspaper would',
  plain: 'in plain, short sentences that a reader at B1 level follows',
  formal: 'in the register of an official report',
} as const;

/** What to do with units. */
export const unitLines = {
  keep: 'Keep units and currencies as they are; convert nothing.',
  convert:
    'Keep units and currencies, and add the converted value in brackets after each: ' +
    '"5 km (3 miles)".',
} as const;

/** The instructions for one text, with the user's own terms that occur in it. */
export function shortSystem({ spelling, register, units }: Style, terms: readonly Term[]): string {
  const english = spelling === 'american' ? 'American English' : 'English';
  const isPlain = register === undefined || register === 'newspaper';
  const own = terms.filter((term) => term.own).map(({ nl, en }) => `${nl} = ${en}`);
  return [
    `Translate the Dutch text into ${english}.`,
    ...(isPlain ? [] : [`Write ${registers[register]}.`]),
    ...(units === 'convert' ? [unitLines.convert] : []),
    ...(own.length > 0 ? [`Use these terms: ${own.join('; ')}.`] : []),
    'Answer with the translation only.',
  ].join(' ');
}

/** Models up to this many billions of parameters are asked shortly. */
const smallModel = 4;

/** "qwen2.5-coder-1.5b", "gemma3:270m", "Llama-3.2-3B-Instruct"; not "8x7b", which is larger. */
const size = /(?<![\w.])(?<number>\d{1,4}(?:[._]\d{1,3})?) ?(?<unit>[bm])(?![a-z\d])/i;

/**
 * The prompt that suits a model. Its size is what the server says, or else its name; where neither
 * tells it, the model is believed to be capable.
 *
 * @param wanted what the user has set, which decides; `bare` is `short`
 * @param sizes billions of parameters by model, as far as the server has told them
 */
export function promptKindFor(
  model: string | undefined,
  wanted: PromptKind | 'bare' | 'auto' = 'auto',
  sizes: ReadonlyMap<string, number> = new Map(),
): PromptKind {
  if (wanted !== 'auto') return wanted === 'full' ? 'full' : 'short';
  const size = sizes.get(model ?? '') ?? billionsOf(model ?? '');
  return size <= smallModel ? 'short' : 'full';
}

/** The billions of parameters that a model's name tells; infinity where it tells none. */
function billionsOf(model: string): number {
  const { number, unit = '' } = size.exec(model)?.groups ?? {};
  if (number === undefined) return Number.POSITIVE_INFINITY;
  const count = Number(number.replace('_', '.'));
  return unit.toLowerCase() === 'b' ? count : count / 1_000;
}
