import { error, type PairCheck } from './pair-check.ts';

/** What models say about themselves or their task, in English and Dutch; nothing of it in an article about something else. */
const phrases =
  /\bas an? (?:AI|artificial intelligence|language model)|\bI(?:'m| am) (?:sorry|unable|not able)\b.{0,60}\b(?:translat|assist|help|comply)|\bI (?:cannot|can't|won't) (?:translate|assist|help with|comply)|\bhere(?:'s| is| are) (?:the|your|an?) (?:\w+ )?(?:translat|summar)|\b(?:translation|translated text|English version) ?:\s|\b(?:let me know if|I hope this helps|feel free to ask)\b|\bals (?:een )?(?:AI|taalmodel)\b|\b(?:het )?spijt me\b.{0,60}\b(?:vertalen|helpen)|\bhier is de (?:vertaling|samenvatting)\b|\btranslator's note\b|\bignor(?:e|ing) (?:all |the )?previous instructions\b/i;
/** A phrase in the Dutch that a translation may turn into one of those. */
const dutchPhrases =
  /\b(?:AI|taalmodel|kunstmatige intelligentie|vertaling|vertalen|samenvatting|instructies|laat (?:me|het) (?:me )?weten|helpen)\b/i;

/** An apology, a refusal or an introduction in the place of the text. */
export const checkBoilerplate: PairCheck = ({ nl, en }) => {
  const found = phrases.exec(en.raw)?.[0];
  return found === undefined || phrases.test(nl.raw) || dutchPhrases.test(nl.raw)
    ? []
    : [error(`the English says "${found}", which is not in the Dutch`)];
};
