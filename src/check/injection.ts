import { removeInvisible } from '../article/text.ts';
import { type PairCheck, warning } from './pair-check.ts';
import { traitOf } from './parse/words.ts';

/*
 * Text that speaks to a model instead of to a reader. It is translated like any other: giving
 * orders is no fault of the English. But where such a text also raises an error that post-editing
 * did not remove, the model may have done what the text says (see acceptance.ts).
 */

/** The pattern `begin`, up to thirty characters, then `end`: whole words. */
function near(begin: string, end: string): RegExp {
  return new RegExp(String.raw`\b(?:${begin})\b.{0,30}\b(?:${end})\b`, 'iu');
}

/** Whole words, in any case. */
function words(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.map((pattern) => String.raw`\b${pattern}`).join('|'), 'iu');
}

const chatRoles =
  'im_start|im_end|start_header_id|end_header_id|eot_id|endoftext|system|user|assistant';
/** Chat templates' marks of a new message. */
const templateMarks = [
  `<[|｜](?:${chatRoles})[|｜]>`,
  String.raw`<<\/?SYS>>`,
  String.raw`\[\/?INST\]`,
  '<(?:start|end)_of_turn>',
  String.raw`<\/?s><s>`,
];

const possessives = 'je|jouw|uw|your';
const secrets = [
  'instructies',
  'instructions',
  'systeemprompt',
  'system prompt',
  'api-sleutel',
  'api key',
].join('|');
/** The order itself, not the noun: at the beginning of a sentence, or after "en". */
const imperativeAnswer = String.raw`(?:^|[.!?:>] ?|\ben |\band )(?:[Aa]ntwoord|[Aa]nswer)\b`;

const orders: readonly RegExp[] = [
  new RegExp(templateMarks.join('|'), 'iu'),
  near('ignore|disregard|forget', 'instructions?|prompts?|rules|above|previous'),
  near('negeer|vergeet', 'instructies?|opdracht(?:en)?|voorgaande|prompt|regels'),
  words(String.raw`n e g e e r\b`, String.raw`i g n o r e\b`),
  words(String.raw`(?:nieuwe|new) (?:opdracht|taak|instructies?|task|instructions?)\b.{0,30}:`),
  words(String.raw`(?:${possessives}) (?:\p{L}+ )?(?:${secrets})\b`),
  words(
    String.raw`(?:antwoord|answer|reply)\b(?: \p{L}+){0,4} (?:met|with|in|in JSON, maar in) ` +
      String.raw`(?:een leeg|het woord|the word|JSON|YAML)\b`,
  ),
  new RegExp(
    String.raw`${imperativeAnswer}(?: \p{L}+){0,4} (?:met|with) (?:\p{Lu}{2,}\b|OK\b|\{)`,
    'mu',
  ),
  words(
    String.raw`(?:vertaal|translate)\b (?:dit|niets|dit artikel|nothing|this)\b.{0,20}` +
      String.raw`\b(?:niet|not|naar|into|maar)\b`,
  ),
  words(
    String.raw`vertaal niets\b`,
    String.raw`beste vertaler\b`,
    'vertaler ?:',
    String.raw`dear translator\b`,
  ),
  near(
    'verander|vervang|zet|vermeld|voeg|schrijf',
    '(?:in|aan|uit) (?:de|je) (?:vertaling|samenvatting)',
  ),
  words(
    String.raw`(?:sla|voeg) deze alinea\b`,
    String.raw`laat de alinea .{0,40}\bweg\b`,
    String.raw`gebruik als kop\b`,
  ),
  words('voor de samenvatting ?:', String.raw`eindig de vertaling\b`),
  words(String.raw`(?:ontwikkelaarsmodus|developer mode|jailbreak)\b`),
  words(String.raw`(?:roep|call) (?:de functie|the function) \w+`),
  words(
    String.raw`je bent nu een\b`,
    String.raw`you are now an?\b`,
    String.raw`doe alsof je\b.{0,60}\binstructies\b`,
  ),
  words(String.raw`decodeer dit\b`, String.raw`als je dit vertaalt\b`),
  /^SYSTEM ?:|"role" ?: ?"(?:system|assistant|user)"/mu,
];

/** Does this text give orders to whatever model reads it? A guess by its words. */
export function ordersModel(text: string): boolean {
  const visible = removeInvisible(text);
  return orders.some((order) => order.test(visible));
}

/** One of these words is in whatever the patterns above match: most segments need no search. */
const telltales = [
  'instructie instructies instruction instructions opdracht opdrachten taak task negeer vergeet',
  'ignore disregard forget prompt prompts rules regels systeemprompt vertaal vertaler translate',
  'translator vertaling samenvatting antwoord answer reply alinea kop api functie function',
  'ontwikkelaarsmodus developer jailbreak bent now alsof decodeer vertaalt system role n i',
].flatMap((line) => line.split(' '));
const isTelltale = traitOf(({ kind, lower }) => kind === 'word' && telltales.includes(lower));

/** A word to the reader: the segment speaks to models. */
export const checkInjection: PairCheck = ({ nl }) => {
  const hasSign = nl.raw.includes('<') || nl.raw.includes('[');
  const isLikely = hasSign || (nl.traits & isTelltale) !== 0;
  if (!isLikely || !ordersModel(nl.raw)) return [];
  return [warning('the Dutch reads like an order to a model; see that the English only says so')];
};
