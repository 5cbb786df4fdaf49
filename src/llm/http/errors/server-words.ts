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
  const plain = sent.map(unescaped);
  const said = unescaped(words);
  let kept = '';
  for (let at = 0; at < said.length; ) {
    const length = echoLength(said, at, plain);
    kept += length === 0 ? (said[at] ?? '') : '[…]';
    at += Math.max(1, length);
  }
  return kept === said ? words : kept;
}

/** How many characters from `at` on are a repetition of something that was sent; 0 for none. */
function echoLength(words: string, at: number, sent: readonly string[]): number {
  const start = words.slice(at, at + echoCharacters);
  if (start.length < echoCharacters) return 0;
  const source = sent.find((text) => text.includes(start));
  if (source === undefined) return 0;
  let length = echoCharacters;
  while (at + length < words.length && source.includes(words.slice(at, at + length + 1)))
    length += 1;
  return length;
}

/** As a server shows a text that went to it as JSON in JSON. */
function unescaped(text: string): string {
  return text
    .replaceAll(/\\+(?:n|t|r)/g, ' ')
    .replaceAll(/\\+"/g, '"')
    .replaceAll(/\s+/g, ' ');
}
