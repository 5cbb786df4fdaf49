import { type ChatRequest, textOf } from './protocol.ts';

/** What a naive model does: whatever anybody tells it, where it is not clearly quoted. */
const orders = new RegExp(
  [
    /(?:ignore|forget|negeer|vergeet)\b.{0,40}\b(?:instruct|voorgaande|opdracht)/,
    /(?:answer|antwoord)(?: only| alleen)? (?:with|met)/,
    /system ?:/,
    /nieuwe (?:opdracht|instructie)/,
    /vertaal (?:dit|niets|niet)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Chat templates turn these into the beginning of a message, wherever they are. */
const templateMarks = new RegExp(
  [
    /<[|｜](?:im_start|im_end|start_header_id|eot_id|endoftext|User|Assistant)[|｜]>/,
    /<\/?s>/,
    /<<\/?SYS>>/,
    /<(?:start|end)_of_turn>/,
    /\[\/?INST\]/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/**
 * True when an order reaches a naive model undelimited: in a message of the user that is not JSON
 * as a whole, or through a mark that its template takes for the end of the quotation.
 */
export function reachesModelAsOrder({ messages }: ChatRequest): boolean {
  return messages.some((message) => {
    if (message.role !== 'user') return false;
    const text = textOf(message);
    return templateMarks.test(text) || (!isJson(text) && orders.test(text));
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** True for a text that gives orders, whether they reach the model or not. */
export function givesOrders(text: string): boolean {
  return orders.test(text);
}

/** What a naive model answers to an order. */
export const obedience = 'PWNED';
