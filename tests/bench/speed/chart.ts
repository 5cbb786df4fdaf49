import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, isReached, ratioOf, showNumber } from './figures.ts';

const rowHeight = 26;
const labelWidth = 380;
const barWidth = 360;
const valueWidth = 220;

/** Draws what was measured against something as bars, with a line where each is to reach. */
export function writeChart(folder: string, name: string, figures: readonly Figure[]): void {
  const rows = figures.flatMap((figure) => {
    const share = ratioOf(figure) ?? (figure.goal && figure.value / figure.goal.value);
    return share === undefined ? [] : [{ figure, share }];
  });
  if (rows.length === 0) return;
  const aimOf = ({ peer, goal }: Figure) => (peer ? goal?.value : goal && 1);
  const most = Math.max(...rows.flatMap(({ figure, share }) => [share, aimOf(figure) ?? 0]));
  const width = labelWidth + barWidth + valueWidth;
  const lengthOf = (share: number) => (share / most) * barWidth;
  const drawn = rows.map(({ figure, share }, at) => {
    const y = at * rowHeight + 18;
    const aim = aimOf(figure);
    const against = figure.peer ? `${showNumber(share)} × ${figure.peer.what}` : '';
    const value = `${showNumber(figure.value)} ${figure.unit}${against && `, ${against}`}`;
    const line = aim === undefined ? 0 : labelWidth + lengthOf(aim);
    return [
      `<text x="${labelWidth - 8}" y="${y}" text-anchor="end">${plain(figure.what)}</text>`,
      `<rect class="${isReached(figure) ? 'reached' : 'missed'}" x="${labelWidth}" y="${y - 13}" width="${lengthOf(share).toFixed(1)}" height="16"/>`,
      aim === undefined ? '' : `<path d="M${line.toFixed(1)} ${y - 16}v22"/>`,
      `<text x="${labelWidth + barWidth + 8}" y="${y}">${plain(value)}</text>`,
    ].join('');
  });
  const style =
    'text{font:13px system-ui,sans-serif;fill:#222}.reached{fill:#3b7d4f}.missed{fill:#c0702c}path{stroke:#222;stroke-width:1.5}';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${rows.length * rowHeight + 8}"><style>${style}</style>${drawn.join('\n')}</svg>\n`;
  writeFileSync(join(folder, `${name}.svg`), svg);
}

const plain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
