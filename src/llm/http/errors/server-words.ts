/** As much of a server's words as goes into a message. */
const maxCharacters = 300;

/** Keys, tokens and passwords, known by how they begin or by the word before them. */
const secrets: readonly RegExp[] = [
  /\b(?:sk|pk|rk|gsk|xai|nvapi|hf|fw|csk|tgp|pplx|r8|ghp|gho|github_pat|glpat)[-_][\w*.-]{4,}/gi,
  /\b(?:AIza|AKIA|ASIA|eyJ|ya29\.)[\w*.-]{6,}/g,
  /(?<=\b(?:bearer|basic|token|api[- _]?key|key provided|password|secret|authorization)\b["']?\s*[:=]?\s*["'`]?)(?=[\w*-]*[\d*])[\w*.+/=-]{8,}/gi,
  /\b(?=\w*\d)(?=\w*[a-z])\w{24,}\b/gi,
];

/**
 * A server's words as they may be shown and logged: on one line, without control characters and
 * marks that change how they look, without anything that looks like a key, at
 * most 300 characters.
 */
export function showable(words: string): string {
  const line = words.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\s\u2028\u2029]+/gu, ' ').trim();
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '[key]'), line);
  if (safe.length <= maxCharacters) return safe;
  // Not in the middle of a character of two units.
  return `${safe.slice(0, maxCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Shorter repetitions are chance, or the server's way to name a word. */
const echoCharacters = 16;

/**
 * The words without what they repeat of the texts that were sent: an article is never in a message
 * or a log.
 */
export function withoutEcho(words: string, sent: readonly string[]): string {
  const said = unescaped(words);
  const starts = findStarts(said, sent.map(unescaped));
  let kept = '';
  for (let at = 0; at < said.length; ) {
    const length = echoLength(said, at, starts);
    kept += length === 0 ? (said[at] ?? '') : '[…]';
    at += Math.max(1, length);
  }
  return kept === said ? words : kept;
}

/** Where a text that was sent has some characters first. */
interface Start {
  readonly source: string;
  readonly at: number;
}

/** Where what was sent has what the words have, by its first characters. Reads each text once. */
function findStarts(words: string, sent: readonly string[]): ReadonlyMap<string, Start> {
  const wanted = new Set<string>();
  for (let at = 0; at + echoCharacters <= words.length; at += 1)
    wanted.add(words.slice(at, at + echoCharacters));
  const starts = new Map<string, Start>();
  if (wanted.size === 0) return starts;
  for (const source of sent) {
    for (let at = 0; at + echoCharacters <= source.length; at += 1) {
      const start = source.slice(at, at + echoCharacters);
      if (wanted.has(start) && !starts.has(start)) starts.set(start, { source, at });
    }
  }
  return starts;
}

/** How many characters from `at` on are a repetition of something that was sent; 0 for none. */
function echoLength(words: string, at: number, starts: ReadonlyMap<string, Start>): number {
  const start = starts.get(words.slice(at, at + echoCharacters));
  if (start === undefined) return 0;
  const { source } = start;
  let length = 0;
  // Where the text has it again, it may continue there as the words do.
  for (let from = start.at, times = 0; from >= 0 && times < maxPlaces; times += 1) {
    while (at + length < words.length && words[at + length] === source[from + length]) length += 1;
    from = source.indexOf(words.slice(at, at + length + 1), from + 1);
  }
  return length;
}

/** Of a text that says the same again and again not every place is looked at. */
const maxPlaces = 20;

/** As a server shows a text that went to it as JSON in JSON. */
function unescaped(text: string): string {
  return text
    .replaceAll(/(?<!\\)\\+(?:n|t|r)/g, ' ')
    .replaceAll(/(?<!\\)\\+"/g, '"')
    .replaceAll(/\s+/g, ' ');
}
