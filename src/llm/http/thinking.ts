/*
 * Models that reason write their thoughts before the answer, and many servers pass them on in one
 * text: between tags, behind a closing tag alone (the template has opened it), or in channels.
 */

/** Names of the tags around thoughts, as models and templates write them. */
const names = 'think|thinking|thought|thoughts|reasoning|reason|reflection|analysis|scratchpad';

/** What ends thoughts: `</think>`, Magistral's, Kimi's, Seed's, Cohere's, MedGemma's, … */
const closings = new RegExp(
  [
    `</(?:\\w{1,12}:)?(?:${names})>`,
    '\\[/THINK\\]',
    '◁/think▷',
    '<\\|END_THINKING\\|>',
    '<\\|end_of_thought\\|>',
    '<unused95>',
    // Harmony (gpt-oss): the last channel is the answer's.
    '<\\|channel\\|>\\s*final\\s*(?:json)?(?:<\\|constrain\\|>\\s*\\w+\\s*)?<\\|message\\|>',
    'assistantfinal(?=\\s*[{\\[`])',
    '^\\.\\.\\.done thinking\\.$',
  ].join('|'),
  'gim',
);

/** What begins them. */
const openings = new RegExp(
  [
    `<(?:\\w{1,12}:)?(?:${names})>`,
    '\\[THINK\\]',
    '◁think▷',
    '<\\|START_THINKING\\|>',
    '<\\|begin_of_thought\\|>',
    '<unused94>',
    '<\\|channel\\|>\\s*(?:analysis|commentary)',
    '^Thinking\\.\\.\\.$',
  ].join('|'),
  'im',
);

/** What an answer says once its thoughts are left out. */
export interface Spoken {
  readonly text: string;
  /** Where in the answer it begins: after the thoughts. */
  readonly from: number;
  /** Thoughts begin in it and do not end: what looks like an answer may be a thought. */
  readonly isThinking: boolean;
}

/** The part of an answer after its thoughts. */
export function leaveOutThoughts(content: string): Spoken {
  const last = [...content.matchAll(closings)].at(-1);
  const from = last ? last.index + last[0].length : 0;
  const text = content.slice(from);
  return { text: text.trim(), from, isThinking: openings.test(text) };
}
