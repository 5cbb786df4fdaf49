import { type ChatRequest, textOf } from './protocol.ts';

/** What a gullible model does: whatever it is told, by anybody, where it is not clearly quoted. */
const orders =
  /(?:ignore|forget|negeer|vergeet)\b.{0,40}\b(?:instruct|voorgaande|opdracht)|(?:answer|antwoord)(?: only| alleen)? (?:with|met)|system ?:|nieuwe (?:opdracht|instructie)|vertaal (?:dit|niets|niet)/i;
/** Chat templates turn these into the beginning of a message, wherever they stand. */
const marks =
  /<[|｜](?:im_start|im_end|start_header_id|eot_id|endoftext|User|Assistant)[|｜]>|<\/?s>|<<\/?SYS>>|<(?:start|end)_of_turn>|\[\/?INST\]/;

/**
 * True when an order reaches a gullible model undelimited: in a message of the user that is not
 * wholly JSON, or through a mark that its template takes for the end of the quotation.
 */
export function isOrdered({ messages }: ChatRequest): boolean {
  return messages.some((message) => {
    if (message.role !== 'user') return false;
    const text = textOf(message);
    return marks.test(text) || (!isJson(text) && orders.test(text));
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

/** What it answers then. */
export const obedience = 'PWNED';
