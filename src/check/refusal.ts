import type { Doubt } from './check.ts';

/** What models say about themselves or their task, in English and Dutch; nothing of it in an article about something else. */
const phrases =
  /\bas an? (?:AI|artificial intelligence|language model)|\bI(?:['’]m| am) (?:sorry|unable)\b.{0,60}\b(?:translate|assist|help)|\bhere is (?:the|your) translation|\bals (?:AI|taalmodel)\b|\bhet spijt me\b.{0,60}\bvertalen/i;

/** An apology, a refusal or an introduction in the place of the text. */
export function checkRefusal(nl: string, en: string): Doubt[] {
  const found = phrases.exec(en)?.[0];
  return found === undefined || phrases.test(nl)
    ? []
    : [{ severity: 'error', message: `the English says "${found}", which is not in the Dutch` }];
}
