import type { SegmentLayout, TextBlock } from '../../article/layout.ts';

/** Lines of a poem or an address are no longer. */
const maxVerseLine = 70;
/** Of a paragraph alone; a dash begins what somebody says. */
const typedBullet = /^[•·▪●◦‣➤►✓✔] ?(?=[\p{L}\p{N}„“"'‘(])/u;
const bullet = /^(?:[-–—•·*▪●◦‣➤►✓✔]|(\d{1,3}[.)])) ?(?=\S)/;

/**
 * What a text with line ends (`<br>`) is: paragraphs where a blank line is between, items where each
 * line has a mark, a verse of short lines, or paragraphs where each line is whole sentences; else one
 * paragraph.
 */
export function readLines(text: string, layout: SegmentLayout | null): TextBlock[] {
  const clean = text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
  if (clean === '') return [];
  if (layout?.kind === 'heading') return [{ text: clean.replaceAll('\n', ' '), layout }];
  const parts = clean.split(/\n{2,}/);
  return parts.flatMap((part, at) => readPart(part, at === 0 ? layout : continued(layout)));
}

/** What comes after the first paragraph of an item has no mark of its own. */
function continued(layout: SegmentLayout | null): SegmentLayout | null {
  return layout?.kind === 'item' ? { ...layout, mark: '' } : layout;
}

function readPart(part: string, layout: SegmentLayout | null): TextBlock[] {
  const lines = part.split('\n');
  if (lines.length < 2) {
    const isItem = layout === null && typedBullet.test(part);
    return [isItem ? toItem(part) : { text: part, layout }];
  }
  if (layout === null && lines.every((line) => bullet.test(line))) return lines.map(toItem);
  const isShort = lines.every((line) => line.length <= maxVerseLine);
  if (layout === null && isShort && lines.length > 2)
    return [{ text: part, layout: { kind: 'verse' } }];
  const areWhole = lines.every((line) => line.length > maxVerseLine && /[.!?…]['"’”]?$/.test(line));
  if (areWhole)
    return lines.map((text, at) => ({ text, layout: at === 0 ? layout : continued(layout) }));
  return [{ text: lines.join(' '), layout }];
}

function toItem(line: string): TextBlock {
  const found = bullet.exec(line);
  return {
    text: line.slice(found?.[0].length ?? 0),
    layout: { kind: 'item', mark: found?.[1] ?? '-', depth: 0 },
  };
}
