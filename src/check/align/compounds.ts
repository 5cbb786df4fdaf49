const minPart = 3;
const minLonePart = 5;
const links = ['', 's', 'e', 'en', '-'];

/** The parts of a compound that are known: "techbedrijf" is "tech" and "bedrijf". */
export function partsOfCompound(
  word: string,
  isKnown: (part: string) => boolean,
): readonly string[] {
  let lone: readonly string[] = [];
  for (let at = minPart; at <= word.length - minPart; at += 1) {
    const head = word.slice(at);
    if (!isKnown(head)) continue;
    const first = word.slice(0, at);
    const modifier = links
      .filter((link) => first.endsWith(link))
      .map((link) => first.slice(0, first.length - link.length))
      .find((part) => part.length >= minPart && isKnown(part));
    if (modifier !== undefined) return [modifier, head];
    // One part that is known says what the word is about; the other may be a name or a cognate.
    if (lone.length === 0 && head.length >= minLonePart) lone = [first, head];
  }
  return lone;
}
