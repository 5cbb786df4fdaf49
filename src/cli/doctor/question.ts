import { createGlossary } from '../../glossary/glossary.ts';
import type { Question } from '../../llm/examine/probe.ts';
import { translateAnswerSchema, translateSystem } from '../../translate/prompt.ts';
import { inputOf, type SegmentGroup, translateSegments } from '../../translate/segments.ts';

/** An article of two sentences. */
const group: SegmentGroup = {
  system: translateSystem({}),
  glossary: createGlossary(),
  title: null,
  segments: [
    { n: 1, nl: 'De nieuwe brug over de Vecht gaat maandag om 10.00 uur open.' },
    { n: 2, nl: 'De bouw kostte 18 miljoen euro, zegt wethouder Bakker.' },
  ],
  before: '',
  names: [],
};

/** The smallest translation there is, asked as a worker asks it: prompt, schema and all. */
export const smallTranslation = {
  request: {
    task: 'translation',
    messages: [
      { role: 'system', content: group.system },
      { role: 'user', content: inputOf(group) },
    ],
    schema: translateAnswerSchema,
    // Ample: models that cannot be told not to think do so here.
    maxOutputTokens: 2_000,
  },
  translate: (llm) => translateSegments(llm, group),
} as const satisfies Question;
