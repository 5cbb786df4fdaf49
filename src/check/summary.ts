import type { Finding, Summary, Translation } from '../contract.ts';
import { readEnglishNumbers } from './read/english-numbers.ts';
import { sameValue } from './read/quantity.ts';
import { readText } from './read/text.ts';

/** Every number in a bullet must stand in the segments it cites; elsewhere in the summary, anywhere in the article. */
export function checkSummaryGround(summary: Summary, translation: Translation): Finding[] {
  const english = new Map(translation.segments.map(({ n, en }) => [n, en]));
  const whole = [translation.title ?? '', ...english.values()].join('\n');
  const parts = [
    ...summary.bullets.map((bullet, at) => ({
      where: `bullet ${at + 1}`,
      text: bullet.text,
      ground: bullet.segments.map((n) => english.get(n) ?? '').join('\n'),
    })),
    { where: 'headline', text: summary.headline, ground: whole },
    { where: 'tldr', text: summary.tldr, ground: whole },
    { where: 'abstract', text: summary.abstract, ground: whole },
  ];
  return parts.flatMap(({ where, text, ground }) => {
    const grounded = readEnglishNumbers(readText(ground));
    return readEnglishNumbers(readText(text))
      .filter(({ value, soft }) => !soft && !grounded.some((other) => sameValue(other.value, value)))
      .map(
        ({ written }): Finding => ({
          check: 'summary-numbers',
          severity: 'error',
          segment: null,
          message: `${where}: "${written}" is not in the text it rests on`,
        }),
      );
  });
}
