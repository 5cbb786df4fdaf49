/*
 * Messages are wrapped by this alone, and not by a library: `tolk --help` loads none, and what it says
 * of a mistake is a message, too.
 */

/** A flag, and its value where that is no word of the sentence: a file, an id, a number, `NAME`. */
const flag = String.raw`--[a-z-]+(?: (?:[\dA-Z]|[\w~-]*[./\d])[\w./-]*(?<!\.))?`;
/**
 * A command that a message names, with its arguments, or a flag: it is copied, and so stays on one
 * line.
 */
const command = new RegExp(
  String.raw`\btolk [a-z]+(?: [a-z-]+)?(?: (?:${flag}|[\dA-Z][\w./-]*))*|${flag}`,
  'g',
);
/** Stands for a space at which no line ends. */
const glue = '\u00a0';

const none = /[\p{M}\p{Cf}]/u;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/**
 * Breaks a line for people where words end, but not within a command that fits one.
 *
 * @example
 * wrapSaid('tolk: batch b is paused; resume it with tolk batch resume b', 40);
 */
export function wrapSaid(line: string, width: number): string {
  const whole = (words: string) => (words.length < width ? words.replaceAll(' ', glue) : words);
  const glued = line.replace(command, whole).replace(new RegExp(flag, 'g'), whole);
  const indent = ' '.repeat(hangOf(line));
  const lines: string[] = [];
  const [start = ''] = /^ */.exec(glued) ?? [];
  for (const word of glued.trimStart().split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? start + word : `${last} ${word}`;
    if (last === undefined) lines.push(longer);
    else if (widthOf(longer) >= width) lines.push(indent + word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join('\n').replaceAll(glue, ' ');
}

/** Labels are no wider. */
const maxLabel = 26;

/** What follows a label stands below what is beside it: `redis     redis://…`. */
function hangOf(line: string): number {
  const gaps = [...line.slice(0, maxLabel).matchAll(/(?:^| ) +(?=\S)/g)];
  const last = gaps.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (!none.test(character)) columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}
