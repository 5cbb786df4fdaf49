import type { FoundBlock } from './blocks.ts';
import { reasonOfLine } from './line-rules.ts';
import { type LeftOut, likelySectionHeading, type Reason, sectionHeading } from './surroundings.ts';

/** What is left of an article's box. */
export interface Kept {
  readonly blocks: readonly FoundBlock[];
  /** Lines that were left out as bylines: author and date are in them. */
  readonly bylines: readonly string[];
}

/** So many blocks at the beginning and the end may be bylines. */
const edge = 6;
/** A list of links is mostly that. */
const mostlyLinked = 0.6;
const maxTeaser = 220;

/** Keeps apart from an article what is in its box and does not belong to it. */
export function keepApart(found: readonly FoundBlock[], title: string, leftOut: LeftOut): Kept {
  const whole = withoutSections(found, leftOut);
  const bylines: string[] = [];
  const own: FoundBlock[] = [];
  for (const [at, block] of whole.entries()) {
    const isAtEdge = at < edge || at >= whole.length - edge / 2;
    const reason = reasonOfLine({ block, isAtEdge, title: title.toLowerCase() });
    if (reason === undefined) own.push(block);
    else leftOut(reason);
    if (reason === 'byline') bylines.push(block.text);
  }
  const blocks = withoutEmptyHeadings(withoutLinks(withoutBoxes(own, leftOut), leftOut));
  return { blocks, bylines };
}

/**
 * Leaves out what comes after a heading of other articles. Where that would be much of the text, the
 * heading is one of the article's own.
 */
function withoutSections(blocks: readonly FoundBlock[], leftOut: LeftOut): readonly FoundBlock[] {
  const prose = lengthOf(blocks.filter(isProse));
  const at = blocks.findIndex(({ text, layout }, index) => {
    if (index === 0 || (layout !== null && layout.kind !== 'heading')) return false;
    const below = () => lengthOf(blocks.slice(index).filter(isProse));
    if (sectionHeading.test(text)) return below() <= prose * maxProseBelow;
    return likelySectionHeading.test(text) && below() === 0;
  });
  if (at < 0) return blocks;
  const after = blocks.slice(at);
  const notes = after.filter(({ layout }) => layout?.kind === 'note');
  for (let count = after.length - notes.length; count > 0; count -= 1) leftOut('related');
  return [...blocks.slice(0, at), ...notes];
}

const maxProseBelow = 0.4;

const lengthOf = (blocks: readonly FoundBlock[]): number =>
  blocks.reduce((sum, { text }) => sum + text.length, 0);

/** A paragraph that somebody wrote for this article. */
const isProse = ({ text, linked, layout }: FoundBlock): boolean =>
  text.length >= 90 && linked < 0.5 && (layout === null || /lead|quote|verse/.test(layout.kind));

/** Tables that pages put beside an article, by what is in their heads and in the rows below. */
const boxes: ReadonlyArray<{
  readonly reason: Reason;
  readonly head: RegExp;
  readonly row: RegExp;
}> = [
  { reason: 'weather', head: /\b(?:komende \d+ dagen|max ?\| ?min)\b/i, row: /°/ },
  { reason: 'shop', head: /^(?:shop|winkel|webwinkel) ?\|.*\bprijs\b/i, row: /€/ },
];

/** Leaves out the forecast of the weather, and the prices of shops. */
function withoutBoxes(found: readonly FoundBlock[], leftOut: LeftOut): readonly FoundBlock[] {
  return boxes.reduce((blocks, { reason, head, row }) => {
    const at = blocks.findIndex(({ text, layout }) => layout?.kind === 'row' && head.test(text));
    if (at < 0 || !row.test(blocks[at + 1]?.text ?? '')) return blocks;
    let end = at;
    while (blocks[end]?.layout?.kind === 'row') end += 1;
    leftOut(reason);
    return [...blocks.slice(0, at), ...blocks.slice(end)];
  }, found);
}

/** Leaves out runs of links, and a short block that is nothing but one. */
function withoutLinks(blocks: readonly FoundBlock[], leftOut: LeftOut): readonly FoundBlock[] {
  const isLink = ({ text, linked, layout }: FoundBlock) =>
    linked > mostlyLinked && text.length <= maxTeaser && !/note|code|row/.test(layout?.kind ?? '');
  const isDropped = blocks.map((block, at) => {
    if (!isLink(block)) return false;
    const beside = [blocks[at - 1], blocks[at + 1]].filter((other) => other !== undefined);
    if (beside.some(isLink)) return true;
    const isOfList = beside.some((other) => other.layout?.kind === block.layout?.kind);
    const isAlone = block.layout?.kind !== 'item' || !isOfList;
    return block.linked > 0.9 && block.layout?.kind !== 'heading' && isAlone;
  });
  const dropped = blocks.filter((_, at) => isDropped[at]);
  // Where most of the text is linked, the article is so.
  if (lengthOf(dropped) > lengthOf(blocks) * 0.5) return blocks;
  for (const _ of dropped) leftOut('links');
  return blocks.filter((_, at) => !isDropped[at]);
}

/** A heading at the end has nothing under it. */
function withoutEmptyHeadings(blocks: readonly FoundBlock[]): readonly FoundBlock[] {
  const notes = blocks.filter(({ layout }) => layout?.kind === 'note');
  const text = blocks.filter(({ layout }) => layout?.kind !== 'note');
  while (text.length > 1 && text.at(-1)?.layout?.kind === 'heading') text.pop();
  return [...text, ...notes];
}
