import { isElement, type PageElement } from './dom.ts';

/** The box of a task. */
export function boxOf(item: PageElement): string {
  const box = item.querySelector('input[type="checkbox"]');
  if (!box) return '';
  return box.getAttribute('checked') === null ? ' [ ]' : ' [x]';
}

/** Gives each item its mark, as the list counts. */
export function createMarks(list: PageElement): (item: PageElement) => string {
  if (list.localName !== 'ol') return () => '-';
  const type = list.getAttribute('type') ?? '1';
  const isReversed = list.getAttribute('reversed') !== null;
  const items = [...list.childNodes].filter((node) => isElement(node) && node.localName === 'li');
  const first = integer(list.getAttribute('start')) ?? (isReversed ? items.length : 1);
  let next = first;
  return (item) => {
    const number = integer(item.getAttribute('value')) ?? next;
    next = number + (isReversed ? -1 : 1);
    return `${numeral(number, type)}.`;
  };
}

function integer(text: string | null): number | undefined {
  return text !== null && /^-?\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

function numeral(number: number, type: string): string {
  if ((type === 'a' || type === 'A') && number >= 1 && number <= 26)
    return String.fromCharCode(type.charCodeAt(0) + number - 1);
  if ((type === 'i' || type === 'I') && number >= 1 && number <= 39) {
    const small = 'x'.repeat(Math.floor(number / 10)) + (romanUnits[number % 10] ?? '');
    return type === 'I' ? small.toUpperCase() : small;
  }
  return String(number);
}

const romanUnits = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
