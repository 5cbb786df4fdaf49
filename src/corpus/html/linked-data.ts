import type { PageDocument } from './dom.ts';

/** What the JSON-LD of a page says of its article. */
export interface LinkedData {
  readonly headline?: string | undefined;
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  readonly author?: string | undefined;
  readonly publisher?: string | undefined;
  readonly text?: string | undefined;
  readonly isArticle: boolean;
}

type Value = Readonly<Record<string, unknown>>;

/** Longer ones hold what no reader needs. */
const maxCharacters = 500_000;
const maxDepth = 6;
const articleType = /(?:Article|BlogPosting|Report|Review|Posting)$/;

/** Reads the JSON-LD of a page; what is not JSON is passed over. */
export function readLinkedData(document: PageDocument): LinkedData {
  const articles: Value[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length <= maxCharacters) collect(parse(text), articles, maxDepth);
  }
  const [article] = articles;
  if (article === undefined) return { isArticle: false };
  return {
    isArticle: true,
    headline: textOf(article['headline']),
    published: textOf(article['datePublished']) ?? textOf(article['dateCreated']),
    modified: textOf(article['dateModified']),
    author: namesOf(article['author'] ?? article['creator']),
    publisher: namesOf(article['publisher']),
    text: textOf(article['articleBody']),
  };
}

function parse(text: string): unknown {
  const clean = text
    .trim()
    .replace(/^\/\*.*?\*\/|^\/\/.*$/gm, '')
    .replace(/;\s*$/, '');
  try {
    return JSON.parse(clean);
  } catch {
    return parseAmended(clean);
  }
}

/** Many sites write line ends into strings, and a comma after the last. */
function parseAmended(text: string): unknown {
  try {
    return JSON.parse(text.replace(/\p{Cc}+/gu, ' ').replace(/,(?=\s*[}\]])/g, ''));
  } catch {
    return null;
  }
}

/** Articles may lie in lists, in `@graph`, and in the page whose main thing they are. */
function collect(value: unknown, into: Value[], levels: number): void {
  if (typeof value !== 'object' || value === null || levels === 0) return;
  if (Array.isArray(value)) {
    for (const element of value.slice(0, 200)) collect(element, into, levels - 1);
    return;
  }
  const own = value as Value;
  if (typesOf(own).some((type) => articleType.test(type))) into.push(own);
  collect(own['@graph'], into, levels - 1);
  collect(own['mainEntity'], into, levels - 1);
  collect(own['mainEntityOfPage'], into, levels - 1);
}

const typesOf = (value: Value): string[] =>
  [value['@type']].flat().filter((type): type is string => typeof type === 'string');

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function namesOf(value: unknown): string | undefined {
  const names = [value].flat().flatMap((own) => {
    if (typeof own === 'object' && own !== null && 'name' in own) return textOf(own.name) ?? [];
    return textOf(own) ?? [];
  });
  const good = names.filter((name) => !/^https?:/.test(name)).slice(0, 10);
  return good.length === 0 ? undefined : good.join(', ').slice(0, 300);
}
