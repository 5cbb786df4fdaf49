import { bareName, captionNames, leadNames, weakLeadNames } from './field-names.ts';
import { isFields } from './paths.ts';

/** Texts in fields of their own that belong to the article: they are translated with it. */
export interface SideTexts {
  /** Introductions and subtitles, which stand before the text. */
  readonly leads: readonly string[];
  /** Captions of pictures. */
  readonly captions: readonly string[];
  /** Where they were found. */
  readonly paths: ReadonlySet<string>;
}

interface Scope {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Longer is no introduction. */
const maxLead = 5_000;
/** A description for search engines is half a sentence, or cut off. */
const wholeSentences = /^.{40,}[.!?]["'”’)]*$/s;

/**
 * Finds introductions and captions in the objects of a record.
 *
 * @param taken paths of fields that are something else
 */
export function findSideTexts(scopes: readonly Scope[], taken: readonly string[]): SideTexts {
  const leads: string[] = [];
  const captions: string[] = [];
  const paths = new Set<string>();
  for (const { path, fields } of scopes) {
    for (const [key, value] of Object.entries(fields)) {
      const whole = path === '' ? key : `${path}.${key}`;
      if (taken.includes(whole)) continue;
      const texts = kindOfText(bareName(key), value);
      if (texts.lead.length + texts.caption.length === 0) continue;
      paths.add(whole);
      leads.push(...texts.lead);
      captions.push(...texts.caption);
    }
  }
  return { leads: [...new Set(leads)], captions: [...new Set(captions)], paths };
}

function kindOfText(name: string, value: unknown): { lead: string[]; caption: string[] } {
  const texts = textsOf(value);
  if (leadNames.includes(name)) return { lead: texts, caption: [] };
  if (weakLeadNames.includes(name))
    return { lead: texts.filter((text) => wholeSentences.test(text)), caption: [] };
  return { lead: [], caption: captionNames.includes(name) ? texts : [] };
}

function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .flatMap((part: unknown) => {
      const inner = isFields(part)
        ? [part['text'], part['caption'], part['rendered'], part['tekst'], part['nl']]
        : [part];
      return inner.find((text) => typeof text === 'string') ?? [];
    })
    .map((text) => String(text).trim())
    .filter((text) => text !== '' && text.length <= maxLead);
}
