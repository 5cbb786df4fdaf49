import { createHash } from 'node:crypto';
import type { Provenance } from '../contract.ts';
import { glossaryVersion } from '../glossary/glossary.ts';
import { attributionFields, dutchOf, type InitialDraft } from './draft.ts';
import { translatePromptVersion } from './prompt.ts';
import type { TranslationSettings } from './segments.ts';
import type { Origin, TranslatedArticle } from './translate.ts';

/** Enough of a hash to tell whether the Dutch is still the same. */
const sourceCharacters = 12;

/** A translated article with the provenance of each of its segments. */
export function withProvenance(
  { translation, origins }: TranslatedArticle,
  title: string | null,
  settings: TranslationSettings,
): InitialDraft {
  const provenance = origins.map((origin) =>
    provenanceOf(origin, dutchOf(translation, title, origin.segment), settings),
  );
  return { translation, provenance };
}

function provenanceOf(
  { segment, by, memory }: Origin,
  nl: string,
  { style, glossary, prompt }: TranslationSettings,
): Provenance {
  return {
    segment,
    source: createHash('sha256').update(nl).digest('base64url').slice(0, sourceCharacters),
    ...attributionFields(by),
    promptVersion: translatePromptVersion(style, prompt),
    glossaryVersion: glossaryVersion(glossary.termsIn(nl)),
    memory,
    postEdits: [],
  };
}
