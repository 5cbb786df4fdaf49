import { error, type PairCheck } from './pair-check.ts';

/** What models say about themselves or their task, in English and Dutch. */
const modelPhrases = [
  String.raw`\bas an? (?:AI|artificial intelligence|language model)`,
  String.raw`\bI(?:'m| am) (?:sorry|unable|not able)\b.{0,60}\b(?:translat|assist|help|comply)`,
  String.raw`\bI (?:cannot|can't|won't) (?:translate|assist|help with|comply)`,
  String.raw`\bhere(?:'s| is| are) (?:the|your|an?) (?:\w+ )?(?:translat|summar)`,
  String.raw`\b(?:translation|translated text|English version) ?:\s`,
  String.raw`\b(?:let me know if|I hope this helps|feel free to ask)\b`,
  String.raw`\bals (?:een )?(?:AI|taalmodel)\b`,
  String.raw`\b(?:het )?spijt me\b.{0,60}\b(?:vertalen|helpen)`,
  String.raw`\bhier is de (?:vertaling|samenvatting)\b`,
  String.raw`\btranslator's note\b`,
  String.raw`\bignor(?:e|ing) (?:all |the )?previous instructions\b`,
];
/** Dutch that may be translated into one of those. */
const dutchPhrases = [
  'AI',
  'taalmodel',
  'kunstmatige intelligentie',
  'vertaling',
  'vertalen',
  'samenvatting',
  'instructies',
  'laat (?:me|het) (?:me )?weten',
  'helpen',
];
const modelPhrase = new RegExp(modelPhrases.join('|'), 'i');
const dutchPhrase = new RegExp(String.raw`\b(?:${dutchPhrases.join('|')})\b`, 'i');

/** An apology, a refusal or an introduction in the place of the text. */
export const checkBoilerplate: PairCheck = ({ nl, en }) => {
  const found = modelPhrase.exec(en.raw)?.[0];
  if (found === undefined) return [];
  if (modelPhrase.test(nl.raw) || dutchPhrase.test(nl.raw)) return [];
  return [error(`the English says "${found}", which is not in the Dutch`)];
};
