/** What XML 1.0 cannot contain, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text without what XML 1.0 cannot contain. */
export function withoutForbidden(text: string): string {
  return text.replace(forbidden, '');
}
