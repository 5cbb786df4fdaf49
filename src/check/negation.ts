import { error, type PairCheck, warning } from './pair-check.ts';
import type { Side } from './parse/pair.ts';
import type { Token } from './parse/text.ts';

const dutchNegators = new Set(
  'niet geen nooit niemand niets nergens noch evenmin nimmer niks geenszins nee'.split(' '),
);
const englishNegators = new Set(
  'not no never nobody none nothing nowhere neither nor cannot'.split(' '),
);
/** After "niet", these make a turn of phrase that English has no negation for. */
const dutchPhrases = new Set('alleen enige al te weg'.split(' '));
/** Dutch that English may say with a negation. */
const dutchHalf =
  /^(?:zonder|nauwelijks|amper|weiger\p{L}*|ontken\p{L}*|ontk[ae]n\p{L}*|gebrek|ontbr[ea]\p{L}*|verbod|verbied\p{L}*|verboden|mislukt?e?|tenzij|uitgesloten|moeilijk|weinig|minder|non|laatste|ophoud\p{L}*|stop\p{L}*|voorkom\p{L}*|on(?:mogelijk|bekend|duidelijk|zeker|gebruik|voldoende|nodig|gelukkig|eens|waar|juist|verantwoord|acceptabel|aanvaard|begrijpe|gelijk|terecht|rechtmatig|schuldig|veilig|langs)\p{L}*)$/u;
/** English that Dutch may say with a negation. */
const englishHalf =
  /^(?:without|hardly|barely|scarcely|fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*|unable|unless|non|avoid\w*|prevent\w*|wary|declin(?:e|es|ed|ing)|disregard\w*|away|same|except|minor|absen(?:t|ce)|miss(?:es|ing|ed)?|rarely|seldom|exclud\w+|ban(?:s|ned|ning)?|un(?:known|clear|certain|likely|willing|able|aware|necessary|fortunately|happy|true|safe|acceptable|used|usual|changed|affected|finished|fair|lawful|paid|precedented|available|successful|expected|identified|named|popular|characteristically)|in(?:ability|correct|valid|sufficient|eligible|visible|complete|effective|accurate|consistent|dependent|capable|definitely|appropriate)|im(?:possible|proper|practical|material|mediate)|ir(?:relevant|responsible|regular)|il(?:legal|licit|legitimate)|dis(?:agree\w*|like\w*|satisfied|honest|abled|appointed|interested|missed|count)|(?:home|hope|use|end|point|worth|help|harm|sense|job|need)less)$/;

/** Among so many, one more or less is likely a turn of phrase. */
const manyNegations = 3;

/** A negation that was lost, or one that was added. */
export const checkNegation: PairCheck = ({ nl, en }) => {
  const dutch = nl.tokens.filter((token, at) => isDutchNegation(nl.tokens, token, at)).length;
  const english = en.tokens.filter((token, at) => isEnglishNegation(en.tokens, token, at)).length;
  const raise = Math.min(dutch, english) >= manyNegations ? warning : error;
  // Turns of phrase may or may not stay negations.
  if (dutch > english && dutch > english + half(en, englishHalf))
    return [
      raise(`the Dutch has ${times(dutch)} ("niet", "geen", …), the English ${times(english)}`),
    ];
  const loose = nl.tokens.filter(({ lower }) => dutchNegators.has(lower)).length - dutch;
  if (english > dutch && english > dutch + loose + half(nl, dutchHalf)) {
    return [raise(`the English has ${times(english)} ("not", "no", …), the Dutch ${times(dutch)}`)];
  }
  return [];
};

const times = (count: number): string =>
  count === 0 ? 'no negation' : count === 1 ? 'one negation' : `${count} negations`;

function isDutchNegation(tokens: readonly Token[], { lower }: Token, at: number): boolean {
  if (!dutchNegators.has(lower)) return false;
  const next = tokens[at + 1]?.lower ?? '';
  if (lower !== 'niet') return true;
  // "niet-gevaccineerd": not vaccinated, or unvaccinated.
  if (next === '-' && !tokens[at + 1]?.spaced) return false;
  const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.lower);
  if (before.at(-1) === 'of' || before.join(' ').endsWith('al dan') || before.includes('zover'))
    return false;
  const after = tokens[at + 2]?.lower ?? '';
  return (
    !dutchPhrases.has(next) &&
    !(next === 'de' && after === 'enige') &&
    !(next === 'het' && after === 'minst')
  );
}

function isEnglishNegation(tokens: readonly Token[], { lower }: Token, at: number): boolean {
  if (lower.endsWith("n't")) return true;
  if (!englishNegators.has(lower)) return false;
  const next = tokens[at + 1];
  // "No, no, …", "no. 1", "whether or not", "not only", "never more so".
  if (lower === 'no')
    return next?.text !== '.' && !['doubt', 'matter', 'more'].includes(next?.lower ?? '');
  if (lower === 'not')
    return (
      next?.lower !== 'only' &&
      next?.lower !== 'least' &&
      next?.lower !== 'just' &&
      tokens[at - 1]?.lower !== 'or' &&
      next?.lower !== 'that'
    );
  return !(lower === 'never' && next?.lower === 'more');
}

function half({ tokens }: Side, pattern: RegExp): number {
  return tokens.filter(
    ({ kind, lower }, at) =>
      kind === 'word' &&
      (pattern.test(lower) || (lower === 'out' && tokens[at + 1]?.lower === 'of')),
  ).length;
}
