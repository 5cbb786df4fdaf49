/** As much of a server's words as goes into a message. */
const maxCharacters = 300;

/** Strings that give somebody access, by how they begin or by what stands before them. */
const secrets: readonly RegExp[] = [
  /\b(?:sk|pk|rk|gsk|xai|nvapi|hf|fw|csk|tgp|pplx|r8|ghp|gho|github_pat|glpat)[-_][\w*.-]{4,}/gi,
  /\b(?:AIza|AKIA|ASIA|eyJ|ya29\.)[\w*.-]{6,}/g,
  /(?<=\b(?:bearer|basic|token|api[- _]?key|key provided|password|secret|authorization)\b["']?\s*[:=]?\s*["'`]?)(?=[\w*-]*[\d*])[\w*.+/=-]{8,}/gi,
  /\b(?=\w*\d)(?=\w*[a-z])\w{24,}\b/gi,
];

const brackets: Readonly<Record<string, string>> = { '<': '‹', '>': '›' };

/**
 * A server's words as they may be shown and logged: on one line, without control characters and
 * marks that change how a terminal or a page shows them, without anything that looks like a key, at
 * most 300 characters.
 */
export function showable(words: string): string {
  const line = words
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\s\u2028\u2029]+/gu, ' ')
    .replaceAll(/[<>]/g, (bracket) => brackets[bracket] ?? '')
    .trim();
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '[key]'), line);
  if (safe.length <= maxCharacters) return safe;
  // Not in the middle of a character of two units.
  return `${safe.slice(0, maxCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
