import { removeInvisible } from '../article/text.ts';
import { type PairCheck, warning } from './pair-check.ts';

/*
 * Text that speaks to a model instead of to a reader. It is translated like any other: being an order
 * is no fault of the English. But where such a text also raises an error that mending did not remove,
 * the model has perhaps done what it says (see pipeline.ts).
 */

const flags = 'iu';
const orders: readonly RegExp[] = [
  // Chat templates' marks of a new message.
  /<[|｜](?:im_start|im_end|start_header_id|end_header_id|eot_id|endoftext|system|user|assistant)[|｜]>|<<\/?SYS>>|\[\/?INST\]|<(?:start|end)_of_turn>|<\/?s><s>/iu,
  new RegExp(
    String.raw`\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|prompts?|rules|above|previous)\b`,
    flags,
  ),
  new RegExp(
    String.raw`\b(?:negeer|vergeet)\b.{0,30}\b(?:instructies?|opdracht(?:en)?|voorgaande|prompt|regels)\b`,
    flags,
  ),
  new RegExp(String.raw`\bn e g e e r\b|\bi g n o r e\b`, flags),
  new RegExp(
    String.raw`\b(?:nieuwe|new) (?:opdracht|taak|instructies?|task|instructions?)\b.{0,30}:`,
    flags,
  ),
  new RegExp(
    String.raw`\b(?:je|jouw|uw|your) (?:\p{L}+ )?(?:instructies|instructions|systeemprompt|system prompt|api-sleutel|api key)\b`,
    flags,
  ),
  new RegExp(
    String.raw`\b(?:antwoord|answer|reply)\b(?: \p{L}+){0,4} (?:met|with|in|in JSON, maar in) (?:een leeg|het woord|the word|JSON|YAML)\b`,
    flags,
  ),
  // The order itself, not the noun: at the beginning of a sentence, or after "en".
  /(?:^|[.!?:>] ?|\ben |\band )(?:[Aa]ntwoord|[Aa]nswer)\b(?: \p{L}+){0,4} (?:met|with) (?:\p{Lu}{2,}\b|OK\b|\{)/mu,
  new RegExp(
    String.raw`\b(?:vertaal|translate)\b (?:dit|niets|dit artikel|nothing|this)\b.{0,20}\b(?:niet|not|naar|into|maar)\b`,
    flags,
  ),
  new RegExp(
    String.raw`\bvertaal niets\b|\bbeste vertaler\b|\bvertaler ?:|\bdear translator\b`,
    flags,
  ),
  new RegExp(
    String.raw`\b(?:verander|vervang|zet|vermeld|voeg|schrijf)\b.{0,30}\b(?:in|aan|uit) (?:de|je) (?:vertaling|samenvatting)\b`,
    flags,
  ),
  new RegExp(
    String.raw`\b(?:sla|voeg) deze alinea\b|\blaat de alinea .{0,40}\bweg\b|\bgebruik als kop\b`,
    flags,
  ),
  new RegExp(String.raw`\bvoor de samenvatting ?:|\beindig de vertaling\b`, flags),
  new RegExp(String.raw`\b(?:ontwikkelaarsmodus|developer mode|jailbreak)\b`, flags),
  new RegExp(String.raw`\b(?:roep|call) (?:de functie|the function) \w+`, flags),
  new RegExp(
    String.raw`\bje bent nu een\b|\byou are now an?\b|\bdoe alsof je\b.{0,60}\binstructies\b`,
    flags,
  ),
  new RegExp(String.raw`\bdecodeer dit\b|\bals je dit vertaalt\b`, flags),
  /^SYSTEM ?:|"role" ?: ?"(?:system|assistant|user)"/mu,
];

/** Does this text give orders to whatever model reads it? A guess by its words. */
export function ordersModel(text: string): boolean {
  const read = removeInvisible(text);
  return orders.some((order) => order.test(read));
}

/** One of these words or signs stands in whatever the patterns above match: most paragraphs need not be searched. */
const signs = (
  'instructie instructies instruction instructions opdracht opdrachten taak task negeer vergeet ignore disregard forget prompt prompts rules regels ' +
  'systeemprompt vertaal vertaler translate translator vertaling samenvatting antwoord answer reply alinea kop api functie function ' +
  'ontwikkelaarsmodus developer jailbreak bent now alsof decodeer vertaalt system role n i'
).split(' ');

/** A word to the reader: the paragraph speaks to models. */
export const checkInjection: PairCheck = ({ nl }) => {
  const isLikely =
    nl.raw.includes('<') || nl.raw.includes('[') || signs.some((word) => nl.words.has(word));
  return isLikely && ordersModel(nl.raw)
    ? [warning('the Dutch reads like an order to a model; see that the English only says so')]
    : [];
};
