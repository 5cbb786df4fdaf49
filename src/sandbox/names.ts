/** A name, as far as the sandbox knows one: a word with a capital, inside a sentence or before it. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const capitalized = /(?<![\p{L}\d])\p{Lu}\p{L}{2,}(?!\p{L})/gu;

/** The names that both texts have, each once, as they stand in either. */
export function sharedNames(
  nl: string,
  en: string,
): { readonly nl: readonly NamePlace[]; readonly en: readonly NamePlace[] } {
  const [dutch, english] = [placesIn(nl), placesIn(en)];
  const isShared = ({ name }: NamePlace) => isAlone(name, dutch) && isAlone(name, english);
  return { nl: dutch.filter(isShared), en: english.filter(isShared) };
}

function isAlone(name: string, places: readonly NamePlace[]): boolean {
  return places.filter((place) => place.name === name).length === 1;
}

function placesIn(text: string): NamePlace[] {
  return [...text.matchAll(capitalized)].map((match) => ({
    name: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
