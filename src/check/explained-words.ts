import type { Finding, Translation } from '../contract.ts';

/*
 * A Dutch term that the English explains once, in brackets or as what it is, stands as it is in the
 * rest of the article: "the kweekschool (training college)", and later "the kweekschool".
 */

const explanations = [
  /(?<![\p{L}-])(?<word>[\p{L}-]+)["'”’*]? [([](?=[^)\]\p{L}]*\p{L})/gu,
  /[([]["'“‘*]?(?<word>[\p{L}-]+)["'”’*]?[)\]]/gu,
  /(?<![\p{L}-])(?<word>[\p{L}-]+), (?:an?|namely) \p{L}/gu,
];

/** The findings without those about Dutch words that another segment explains. */
export function withoutExplained(
  findings: readonly Finding[],
  { title, segments }: Translation,
): readonly Finding[] {
  if (!findings.some(isAboutWord)) return findings;
  const texts = new Map<number | null, string>([
    [null, title ?? ''],
    ...segments.map(({ n, en }) => [n, en] as const),
  ]);
  const explained = explainedIn([...texts.values()]);
  return findings.filter((finding) => {
    if (!isAboutWord(finding)) return true;
    const text = texts.get(finding.segment) ?? '';
    const words = finding.marks?.en.map(([from, to]) => text.slice(from, to).toLowerCase()) ?? [];
    return words.length === 0 || !words.every((word) => explained.has(word));
  });
}

const wordRules = new Set(['word', 'listed', 'compound', 'shape', 'part'].map(toRule));

function toRule(name: string): string {
  return `dutch-words/${name}`;
}

const isAboutWord = ({ rule = '' }: Finding): boolean => wordRules.has(rule);

function explainedIn(texts: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const text of texts)
    for (const explanation of explanations)
      for (const { groups } of text.matchAll(explanation))
        words.add(groups?.['word']?.toLowerCase() ?? '');
  return words;
}
