import { createHash } from 'node:crypto';
import type { Provenance } from '../contract.ts';
import { type Glossary, glossaryVersion } from '../glossary/glossary.ts';
import { attributionFields, dutchOf, type InitialDraft } from './draft.ts';
import { translatePromptVersion } from './prompt.ts';
import type { TranslationSettings } from './segments.ts';
import type { Origin, TranslatedArticle } from './translate.ts';

/** Enough of a hash to tell whether the Dutch is still the same. */
const sourceCharacters = 12;

/** A translated article with the provenance of each of its segments. */
export function withProvenance(
  { translation, origins, isJoint }: TranslatedArticle,
  title: string | null,
  settings: TranslationSettings,
): InitialDraft {
  const { style, prompt } = settings;
  const promptVersion = translatePromptVersion(style, isJoint ? 'joint' : prompt);
  const provenance = origins.map((origin) =>
    provenanceOf(origin, dutchOf(translation, title, origin.segment), {
      promptVersion,
      glossary: settings.glossary,
    }),
  );
  return { translation, provenance };
}

function provenanceOf(
  { segment, by, memory }: Origin,
  nl: string,
  { promptVersion, glossary }: { readonly promptVersion: string; readonly glossary: Glossary },
): Provenance {
  return {
    segment,
    source: createHash('sha256').update(nl).digest('base64url').slice(0, sourceCharacters),
    ...attributionFields(by),
    promptVersion,
    glossaryVersion: glossaryVersion(glossary.termsIn(nl)),
    memory,
    postEdits: [],
  };
}
