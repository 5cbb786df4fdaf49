import { type Command, Option } from 'commander';
import { type FieldMap, fieldNames } from '../../corpus/entry.ts';
import { type CorpusFormat, corpusFormats } from '../../corpus/formats.ts';
import { isPath } from '../../corpus/paths.ts';
import { TolkError } from '../../errors.ts';

/** The flags that say how files are read. */
export interface ReadingFlags {
  readonly map?: FieldMap;
  readonly guess?: false;
  readonly records?: string;
  readonly header?: boolean;
}

/** How files are read, as flags say it. */
export interface Reading {
  readonly format: CorpusFormat | undefined;
  readonly map: FieldMap | undefined;
  readonly guess: 'common' | 'none';
  readonly records: string | undefined;
  readonly header: 'first-row' | 'none' | undefined;
}

/** Lets a command take {@link ReadingFlags}, and the format of files by the name that is free. */
export function withReadingFlags(
  command: Command,
  formatFlag: '--format' | '--input-format',
): Command {
  return command
    .addOption(
      new Option(
        `${formatFlag} <format>`,
        'what the files are, where their names do not tell',
      ).choices(corpusFormats),
    )
    .option(
      '--map <fields>',
      'which field is what: body=text,title=headline; within others: body=paragraphs[].text',
      readMap,
    )
    .option('--no-guess', 'do not guess fields by common names (tekst, titel, datum, …)')
    .option(
      '--records <path>',
      'where the articles are: a path in JSON (db[].data.posts), a table, a sheet',
      readPath,
    )
    .option('--header', 'the first row of CSV has the names of its columns (it looks like it)')
    .option('--no-header', 'it has not: columns are 1, 2, … (--map body=2)');
}

/** What {@link ReadingFlags} say. */
export function readReadingFlags(
  { map, guess, records, header }: ReadingFlags,
  format: CorpusFormat | undefined,
): Reading {
  const row = header === true ? 'first-row' : 'none';
  return {
    format,
    map,
    guess: guess === false ? 'none' : 'common',
    records,
    header: header === undefined ? undefined : row,
  };
}

function readMap(text: string): FieldMap {
  const pairs = text.split(',').map((part) => part.split('=').map((side) => side.trim()));
  for (const [field = '', name = ''] of pairs) {
    if (name === '' || !fieldNames.some((known) => known === field)) {
      throw new TolkError(
        'usage.invalid',
        `--map: "${field}${name && `=${name}`}" is not one of ${fieldNames.map((known) => `${known}=FIELD`).join(', ')}`,
      );
    }
  }
  return Object.fromEntries(pairs);
}

function readPath(text: string): string {
  if (isPath(text)) return text;
  const message = `--records: "${text}" is no path like items, data.posts or db[].data.posts`;
  throw new TolkError('usage.invalid', message);
}
