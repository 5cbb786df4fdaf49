const ascii = /^[\x20-\x7e]*$/;

/** A text without accents, in lower case. */
export function fold(text: string): string {
  // Most words have no accent, and need not be taken apart.
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .toLowerCase();
}
