import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGlossaryFile } from '../../../src/glossary/file.ts';
import { createGlossary, glossaryVersion } from '../../../src/glossary/glossary.ts';
import { institutions } from '../../../src/glossary/institutions.ts';
import { temporaryFolder } from '../../support/tolk.ts';

async function fileWith(name: string, content: string): Promise<string> {
  const file = join(await temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

describe('the built-in glossary', () => {
  const glossary = createGlossary();

  test('has at least 150 terms, each with a rendering, none twice', () => {
    const lines = institutions.trim().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(150);
    expect(new Set(lines.map((line) => line.split('=')[0])).size).toBe(lines.length);
    for (const line of lines) expect(line).toMatch(/^[^=]+=[^=|(]+/);
  });

  test.each([
    ['De Tweede Kamer debatteert met de wethouder.', ['Tweede Kamer', 'wethouder']],
    [
      'Het college van burgemeester en wethouders besloot.',
      ['college van burgemeester en wethouders'],
    ],
    ['Een tweede kamer was vrij in het hotel.', []],
    ['Rijkswaterstaat sluit de weg.', ['Rijkswaterstaat']],
  ])('%s', (text, terms) => {
    expect(glossary.termsIn(text).map(({ nl }) => nl)).toEqual(terms);
  });

  test('a text’s version changes with its own terms only', () => {
    const own = {
      nl: 'brug',
      en: 'crossing',
      also: [],
      note: null,
      gloss: null,
      exactCase: false,
      own: true,
    };
    const version = (text: string, terms: (typeof own)[]) =>
      glossaryVersion(createGlossary(terms).termsIn(text));
    expect(version('De Tweede Kamer.', [own])).toBe(version('De Tweede Kamer.', []));
    expect(version('De brug.', [own])).not.toBe(version('De brug.', []));
    expect(version('Niets bijzonders.', [own])).toBeNull();
  });
});

describe('a glossary file', () => {
  test.each([
    [
      'terms.csv',
      'term,rendering,note,case\nwethouder,city executive|executive,,any\nNS,Dutch ' +
        'Railways,"the company, not the adjective",exact\n',
    ],
    [
      'terms.csv',
      'term;rendering;note;case\nwethouder;city executive|executive;;any\nNS;Dutch ' +
        'Railways;the company, not the adjective;exact\n',
    ],
    [
      'terms.yaml',
      '- term: wethouder\n  rendering: city executive|executive\n  case: any\n- term: NS\n  ' +
        'rendering: Dutch Railways\n  note: the company, not the adjective\n  case: exact\n',
    ],
  ])('%s', async (name, content) => {
    const terms = readGlossaryFile(await fileWith(name, content));
    expect(terms).toMatchObject([
      { nl: 'wethouder', en: 'city executive', also: ['executive'], exactCase: false, own: true },
      { nl: 'NS', en: 'Dutch Railways', note: 'the company, not the adjective', exactCase: true },
    ]);
  });

  test.each([
    ['a.csv', 'term,rendering\nbrug,\n', 'line 2: rendering is empty'],
    ['a.csv', 'term,rendering\nbrug,bridge\nbrug,crossing\n', 'line 3: "brug" was given before'],
    ['a.csv', 'term,rendering,color\nbrug,bridge,red\n', 'line 2: row Unrecognized key: "color"'],
    ['a.csv', 'term,rendering\n"brug,bridge\n', 'Quote Not Closed'],
    ['a.yaml', 'term: brug\nrendering: bridge\n', 'is no list of entries'],
    ['a.yaml', '- term: brug\n  rendering: [\n', 'Flow sequence'],
  ])('%s that cannot be taken: %s', async (name, content, problem) => {
    const file = await fileWith(name, content);
    expect(() => readGlossaryFile(file)).toThrow(problem);
    expect(() => readGlossaryFile(file)).toThrow(file);
  });

  test('one that is not there', () => {
    expect(() => readGlossaryFile('nergens.csv')).toThrow(
      'TOLK_GLOSSARY_FILE: nergens.csv: cannot be read',
    );
  });
});
