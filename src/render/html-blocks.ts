import {
  type Block,
  codeOf,
  type Item,
  type ListBlock,
  labelOf,
  numberOf,
  type Row,
  type Segment,
  toBlocks,
} from './blocks.ts';
import { Html, html } from './markup.ts';

/** Writes segments as HTML, with the structure of the article; each has its number as its id. */
export function htmlBlocks(segments: readonly Segment[], hasNumbers: boolean): readonly Html[] {
  return toBlocks(segments).map((block) => toHtml(block, hasNumbers));
}

function toHtml(block: Block, hasNumbers: boolean): Html {
  switch (block.kind) {
    case 'list':
      return toList(block, hasNumbers);
    case 'table':
      return toTable(block.rows, hasNumbers);
    case 'quote':
      return html`<blockquote>${block.segments.map((segment) => paragraph(segment, hasNumbers))}</blockquote>`;
    case 'notes':
      return html`<section class="notes">${block.segments.map((segment) => toNote(segment, hasNumbers))}</section>`;
    case 'segment':
      return toSegment(block.segment, hasNumbers);
  }
}

const numberOfSegment = (n: number, isWanted: boolean): Html | null =>
  isWanted ? html`<small class="n">${n}</small> ` : null;

function paragraph({ n, en }: Segment, hasNumbers: boolean): Html {
  return html`<p id="s${n}">${numberOfSegment(n, hasNumbers)}${en}</p>`;
}

function toSegment(segment: Segment, hasNumbers: boolean): Html {
  const { n, en, layout } = segment;
  const number = numberOfSegment(n, hasNumbers);
  switch (layout?.kind) {
    case 'heading': {
      // The title of the page is above all of them.
      const name = new Html(`h${Math.min(6, Math.max(2, layout.level))}`);
      return html`<${name} id="s${n}">${number}${en}</${name}>`;
    }
    case 'code':
      return html`<pre id="s${n}"><code>${number}${codeOf(en)}</code></pre>`;
    case 'verse':
    case 'caption':
    case 'lead':
      return html`<p id="s${n}" class="${layout.kind}">${number}${en}</p>`;
    default:
      return paragraph(segment, hasNumbers);
  }
}

function toNote({ n, en, layout }: Segment, hasNumbers: boolean): Html {
  const mark =
    layout?.kind === 'note' && layout.mark !== '' ? html`<sup>${layout.mark}</sup> ` : null;
  return html`<p id="s${n}">${numberOfSegment(n, hasNumbers)}${mark}${en}</p>`;
}

function toList({ isNumbered, items }: ListBlock, hasNumbers: boolean): Html {
  const rows = items.map((item) => toItem(item, hasNumbers));
  return isNumbered ? html`<ol>\n${rows}\n</ol>` : html`<ul>\n${rows}\n</ul>`;
}

function toItem({ mark, segments, lists }: Item, hasNumbers: boolean): Html {
  const number = numberOf(mark);
  const label = labelOf(mark);
  const [first, ...others] = segments;
  const own =
    first && html`${numberOfSegment(first.n, hasNumbers)}${label && `${label} `}${first.en}`;
  return html`<li id="s${first?.n ?? null}"${number === null ? null : html` value="${number}"`}>${own ?? null}${others.map(
    (segment) => paragraph(segment, hasNumbers),
  )}${lists.map((list) => toList(list, hasNumbers))}</li>`;
}

function toTable(rows: readonly Row[], hasNumbers: boolean): Html {
  const heads = rows.filter(({ isHead }) => isHead);
  const others = rows.filter(({ isHead }) => !isHead);
  const show = (row: Row) => {
    const cells = row.cells.map((cell, at) => {
      const number = at === 0 ? numberOfSegment(row.n, hasNumbers) : null;
      return row.isHead
        ? html`<th scope="col">${number}${cell}</th>`
        : html`<td>${number}${cell}</td>`;
    });
    return html`<tr id="s${row.n}">${cells}</tr>`;
  };
  const head = heads.length === 0 ? null : html`<thead>\n${heads.map(show)}\n</thead>`;
  return html`<table>\n${head}<tbody>\n${others.map(show)}\n</tbody></table>`;
}
