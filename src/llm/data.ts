/**
 * Article text as the LLM gets it: JSON, so that no text can close the quotes around it. What chat
 * templates use as role marks (`<|im_start|>` and the like) is escaped too, since some servers would
 * read such a mark inside a message as the start of another one.
 */
export function toData(value: unknown): string {
  return JSON.stringify(value).replaceAll('<|', '\\u003c|').replaceAll('[INST', '\\u005bINST');
}
