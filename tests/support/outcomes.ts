import { createHash } from 'node:crypto';
import type { Outcome } from '../../src/contract.ts';
import { createGlossary, glossaryVersion } from '../../src/glossary/glossary.ts';
import type { StoredDefinition } from '../../src/store/batch-definition.ts';
import { translatePromptVersion } from '../../src/translate/prompt.ts';

/** What two calls used, where nothing depends on it. */
export const someUsage: Outcome['usage'] = {
  calls: 2,
  cachedCalls: 0,
  promptTokens: 1,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  completionTokens: 1,
  reasoningTokens: 0,
  estimatedCalls: 0,
  wrongAnswers: 0,
  memorySegments: 0,
  memoryTokens: 0,
};

/** An outcome of one segment, asked of the model `m` in the way of today. */
export function outcomeOf(nl: string, en: string): Outcome {
  return {
    translation: { title: null, segments: [{ n: 1, nl, en }] },
    summary: { headline: 'h', tldr: 't', bullets: [{ text: 'b', segments: [1] }], abstract: 'a' },
    findings: [],
    usage: someUsage,
    costUsd: 0.1,
    model: 'm',
    promptVersion: 'p',
    gloss: false,
    language: 'nl',
    provenance: [
      {
        segment: 1,
        source: createHash('sha256').update(nl).digest('hex').slice(0, 12),
        model: 'm',
        asked: 'm',
        promptVersion: translatePromptVersion({}, 'full'),
        glossaryVersion: glossaryVersion(createGlossary().termsIn(nl)),
        call: 'c',
        memory: false,
        postEdits: [],
      },
    ],
    escalation: null,
    verification: null,
  };
}

/** A batch of nothing, without an output. */
export const emptyDefinition: StoredDefinition = {
  files: [],
  format: null,
  map: {},
  guess: 'common',
  filter: {},
  limit: null,
  sample: null,
  existing: 'use',
  options: {},
  priority: 100,
  via: 'direct',
  fallback: null,
  directShare: 1,
  cancelApiBatchAt: null,
  out: null,
  rejects: null,
  gold: null,
  pilot: null,
  picked: null,
};
