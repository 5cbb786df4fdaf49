import { describe, expect, test } from 'vitest';
import { createGlossary } from '../../../src/glossary/glossary.ts';
import { promptKindFor, shortSystem } from '../../../src/translate/short-prompt.ts';
import { bareEnglish } from '../../../src/translate/texts.ts';

describe('the prompt for a model', () => {
  test.each([
    'gemma3:270m',
    'gemma-3-1b-it-Q4_K_M.gguf',
    'qwen2.5-coder-1.5b-instruct',
    'Qwen/Qwen3-0.6B',
    'Llama-3.2-3B-Instruct',
    'granite3.1-dense 2B',
  ])('%s is small', (model) => expect(promptKindFor(model)).toBe('short'));

  test.each([
    'gpt-6-luna',
    'gpt-4.1-mini',
    'qwen2.5:7b',
    'mixtral-8x7b',
    'llama-3.3-70b-versatile',
    'gpt-oss-20b',
    'deepseek-v3.2',
    'gemma.gguf',
    'claude-sonnet-5',
    'model-2026b4',
    'sandbox',
    undefined,
  ])('%s is not, as far as its name tells', (model) => expect(promptKindFor(model)).toBe('full'));

  test('what the server says comes before the name', () => {
    const sizes = new Map([
      ['gemma.gguf', 0.27],
      ['tuned-from-1.5b', 30],
    ]);
    expect(promptKindFor('gemma.gguf', 'auto', sizes)).toBe('short');
    expect(promptKindFor('tuned-from-1.5b', undefined, sizes)).toBe('full');
  });

  test('what the user wants decides', () => {
    expect(promptKindFor('qwen2.5:1.5b', 'full')).toBe('full');
    expect(promptKindFor('gpt-6-luna', 'short')).toBe('short');
  });

  test('the style is said where it is not the usual one, and the user’s terms where they occur', () => {
    expect(shortSystem({}, [])).toBe(
      'Translate the Dutch text into English. Answer with the translation only.',
    );
    const term = { nl: 'waterschap', en: 'water board', also: [], note: null, gloss: null };
    const glossary = createGlossary([{ ...term, exactCase: false, own: true }]);
    const terms = glossary.termsIn('Het waterschap en de Tweede Kamer vergaderen.');
    expect(terms).toHaveLength(2);
    const system = shortSystem({ spelling: 'american', units: 'convert' }, terms);
    expect(system).toContain('into American English.');
    expect(system).toContain('Use these terms: waterschap = water board.');
    expect(system).toContain('converted value in brackets');
  });
});

describe('the English of an answer that is a text', () => {
  const nl = 'De brug is dicht.';
  test.each([
    ['The bridge is closed.', 'The bridge is closed.'],
    ['"The bridge is closed."', 'The bridge is closed.'],
    ['Translation: The bridge is closed.', 'The bridge is closed.'],
    ['English translation: "The bridge is closed."', 'The bridge is closed.'],
    ['Here is the translation of the text:\n\nThe bridge is closed.', 'The bridge is closed.'],
    ['Sure! Here’s the English:\nThe bridge is closed.', 'The bridge is closed.'],
    ['```text\nThe bridge is closed.\n```', 'The bridge is closed.'],
    ['The translation of the Bible is late.', 'The translation of the Bible is late.'],
    ['Here is the bridge: it is closed.', 'Here is the bridge: it is closed.'],
    ['"The bridge," he said, "is closed."', '"The bridge," he said, "is closed."'],
  ])('%s', (answer, english) => expect(bareEnglish(answer, nl)).toBe(english));

  test('quotation marks that the Dutch has stay', () => {
    expect(bareEnglish('"The bridge is closed."', '‘De brug is dicht.’')).toBe(
      '"The bridge is closed."',
    );
  });
});
