import type { TextBlock } from '../../article/layout.ts';
import { isElement, isText, namesOf, type PageElement, type PageNode } from './dom.ts';

/** The text of preformatted text, unchanged. */
export function codeOf(node: PageNode): string {
  let text = '';
  for (const child of node.childNodes) {
    if (isText(child)) text += child.textContent ?? '';
    else if (!isElement(child)) continue;
    else if (child.localName === 'br') text += '\n';
    else if (!/[\s_-](?:lineno|linenos|line-numbers?-rows|gutter)[\s_-]/.test(namesOf(child)))
      text += codeOf(child);
  }
  return text;
}

/** What it is written in, as its classes say. */
export function languageOf(element: PageElement): string | null {
  const names = [element, ...element.querySelectorAll('code')].map(namesOf).join(' ');
  const parent = element.parentElement === null ? '' : namesOf(element.parentElement);
  const found = /\s(?:language-|lang-|highlight-source-|brush:\s*)([\w+#-]{1,40})/.exec(
    names + parent,
  );
  return found?.[1] ?? null;
}

const codeSigns = /[{}()[\];=<>$#\\|_`]|\/\//g;

/** True for code; people write poems, telegrams and whole mails so too. */
export function isCode(element: PageElement, text: string): boolean {
  if (element.querySelector('code, kbd, samp, .hljs, span') || languageOf(element)) return true;
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  const signs = text.match(codeSigns)?.length ?? 0;
  return words < 5 || signs > words / 20;
}

/** Paragraphs of plain text: blank lines divide them; short lines stay lines. */
export function readPlainLines(text: string): TextBlock[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((part) => part.replace(/[^\S\n]+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => {
      const lines = part.split('\n');
      const longest = Math.max(...lines.map((line) => line.length));
      return lines.length > 2 && longest <= 55
        ? { text: part, layout: { kind: 'verse' as const } }
        : { text: part.replaceAll('\n', ' '), layout: null };
    });
}
