import type { Concept } from './name-forms.ts';
import type { Side } from './pair.ts';

/* What a whole article has of names, read once: a name is looked up in it again and again. */

const namesByArticle = new WeakMap<Side, ReadonlyMap<string, boolean>>();

/** The names of an article, and whether a capital inside a sentence shows that they are names. */
export function namesOf(article: Side): ReadonlyMap<string, boolean> {
  const known = namesByArticle.get(article);
  if (known) return known;
  const names = new Map<string, boolean>();
  for (const { folded, certain } of article.nameWords())
    names.set(folded, certain || names.get(folded) === true);
  namesByArticle.set(article, names);
  return names;
}

const conceptsByArticle = new WeakMap<Side, ReadonlySet<Concept>>();

/** What the known names of an article stand for, with what may be named in its place. */
export function conceptsOf(article: Side): ReadonlySet<Concept> {
  const known = conceptsByArticle.get(article);
  if (known) return known;
  const concepts = article.knownNames().flatMap((name) => name.concepts);
  const all = new Set(concepts.flatMap((concept) => [concept, ...concept.related]));
  conceptsByArticle.set(article, all);
  return all;
}
