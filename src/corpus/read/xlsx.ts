import { prepareArticle } from '../../article/prepare.ts';
import { dayMs } from '../../duration.ts';
import { TolkError } from '../../errors.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { bareName, commonNames } from '../field-names.ts';
import { createFieldReader } from '../fields.ts';
import { isLeftOut } from '../unpublished.ts';
import { isColumnName } from './csv-header.ts';
import { openPackage } from './package.ts';

/** A row, with the number that the spreadsheet gives it. */
interface SheetRow {
  readonly number: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** A sheet with its rows under the header. */
interface SheetRows {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** Reads a spreadsheet: an article a row of each sheet that has a column of text. */
export async function* readXlsx(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let sheets: readonly SheetRows[];
  try {
    sheets = await chooseSheets(await readSheets(source), name, options);
  } catch (error) {
    return yield failedEntry(name, TolkError.from(error));
  }
  const toInput = createFieldReader(name, options);
  for (const { sheet, columns, rows } of sheets) {
    // An empty cell is not in its record.
    const empty = Object.fromEntries(columns.map((column) => [column, null]));
    for (const { number, record } of rows) {
      const place = sheets.length === 1 ? `${name}:${number}` : `${name}: ${sheet}:${number}`;
      if (isLeftOut({ ...empty, ...record }, place, options)) continue;
      const load = async () => prepareArticle(await toInput(record, place), place, options.limits);
      yield { place, load, look: () => toInput.look(record) };
    }
  }
}

async function readSheets(source: ByteSource): Promise<SheetRows[]> {
  const { name } = source;
  const { bytes, parts } = await openPackage(source, (part) => /\.(?:xml|rels)$/i.test(part));
  if (!parts.has('xl/workbook.xml'))
    throw new TolkError('corpus.malformed', `${name}: this is no spreadsheet (.xlsx)`);
  const { default: readXlsxFile } = await import('read-excel-file/node');
  try {
    const sheets = await readXlsxFile(bytes, { trim: true });
    return sheets.map(({ sheet, data }) => ({ sheet, ...toRows(data) }));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${name}: not a spreadsheet that can be read (${why.slice(0, 200)})`;
    throw new TolkError('corpus.damaged', message, { cause });
  }
}

/** How many rows are looked at for the names of the columns. */
const headWithin = 15;

/**
 * The row that names the columns: the first with something in it, unless that is a line over the table,
 * alone in its row, and a row with a common name comes after it.
 */
function findHead(data: readonly (readonly unknown[])[]): number {
  const first = data.findIndex((row) => row.some(isFilled));
  if (first < 0 || (data[first] ?? []).filter(isFilled).length > 1) return first;
  const isHead = (row: readonly unknown[]) =>
    row.filter(isFilled).length > 1 && row.some((cell) => isColumnName(String(cell ?? '')));
  const later = data.slice(first, first + headWithin).findIndex(isHead);
  return later < 0 ? first : first + later;
}

const isFilled = (cell: unknown): boolean => cell !== null && cell !== undefined && cell !== '';

/** The rows under that which names the columns; empty rows are none. */
function toRows(data: readonly (readonly unknown[])[]): Omit<SheetRows, 'sheet'> {
  const head = findHead(data);
  if (head < 0) return { columns: [], rows: [] };
  const seen = new Map<string, number>();
  const names = (data[head] ?? []).map((cell) => {
    const name = cell === null || cell === undefined ? '' : String(cell).trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
  const rows = data
    .map((row, at) => ({ row, number: at + 1 }))
    .slice(head + 1)
    .filter(({ row }) => row.some((cell) => cell !== null))
    .map(({ row, number }) => ({ number, record: toRecord(names, row) }));
  return { columns: names, rows };
}

function toRecord(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const cells = names.map((name, at) => [name, asDay(name, row[at])] as const);
  return Object.fromEntries(cells.filter(([name, cell]) => name !== '' && cell !== null));
}

/** Where a cell has no format, Excel's number of a day is left of a date. */
function asDay(name: string, cell: unknown): unknown {
  const isDay = typeof cell === 'number' && cell >= 10_000 && cell < 80_000;
  if (!isDay || !commonNames.date.includes(bareName(name))) return cell;
  return new Date(Math.round((cell - daysTo1970) * dayMs));
}

const daysTo1970 = 25_569;

/**
 * The sheets with a column of text; the others are told. Where none has one, the first, whose rows say
 * what is missing.
 */
async function chooseSheets(
  sheets: readonly SheetRows[],
  name: string,
  options: ReadOptions,
): Promise<SheetRows[]> {
  const { records: asked } = options;
  const named = sheets.filter(({ sheet }) => asked === undefined || sheet === asked);
  if (named.length === 0)
    throw new TolkError(
      'corpus.malformed',
      `${name}: there is no sheet "${asked}" (it has ${sheets.map(({ sheet }) => sheet).join(', ')})`,
    );
  const full = named.filter(({ rows }) => rows.length > 0);
  const [first] = full;
  if (first === undefined)
    throw new TolkError('article.empty', `${name}: there are no rows under a header in it`);
  const chosen: SheetRows[] = [];
  for (const sheet of full) if (await hasText(sheet, options)) chosen.push(sheet);
  if (chosen.length === 0) return [first];
  for (const sheet of full)
    if (!chosen.includes(sheet))
      options.onNote({ kind: 'table-left-out', place: name, detail: `"${sheet.sheet}"` });
  return chosen;
}

/** How many rows are tried: some may have no text. */
const triedRows = 20;

async function hasText({ sheet, rows }: SheetRows, options: ReadOptions): Promise<boolean> {
  const read = createFieldReader(sheet, { ...options, onFields: () => {}, onNote: () => {} });
  for (const { record } of rows.slice(0, triedRows)) {
    const found = await read(record, sheet).catch(() => null);
    if (found) return true;
  }
  return false;
}
