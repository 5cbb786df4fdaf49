/**
 * Marks of roles and turns in the templates of ChatML, Llama 2 and 3, Gemma, Mistral and DeepSeek.
 */
const roleMarks = /<[|｜]|<\/?s>|<<\/?SYS|<(?:start|end)_of_turn>|\[\/?INST/g;

/**
 * Article text as the LLM gets it: JSON, so that no text can close the quotes around it. What chat
 * templates use as role marks (`<|im_start|>` and the like) is escaped too, since some servers
 * would read such a mark inside a message as the start of another one.
 */
export function escapeInput(value: unknown): string {
  return escapeRoleMarks(JSON.stringify(value));
}

/**
 * A text in which no chat template finds the mark of a role; as a part of JSON it means the same.
 */
export function escapeRoleMarks(text: string): string {
  return text.replace(
    roleMarks,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}${mark.slice(1)}`,
  );
}
