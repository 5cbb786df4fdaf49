import type { Readable } from 'node:stream';
import { requireDutch } from '../../article/language.ts';
import type { Article, ArticleLimits } from '../../article/schema.ts';
import { textToTranslate } from '../../article/segments.ts';
import { brokenRule, fieldsOf, whyBroken } from '../../batch/field-rules.ts';
import { leftOutBecause } from '../../batch/select.ts';
import type { CorpusEntry } from '../../corpus/entry.ts';
import { requireFields } from '../../corpus/formats.ts';
import { type Note, NoteTally } from '../../corpus/notes.ts';
import { PdfThreads } from '../../corpus/read/pdf-threads.ts';
import { listCorpus, readCorpusWith } from '../../corpus/read-corpus.ts';
import { TolkError } from '../../errors.ts';
import type { FieldRule } from '../../store/batch-definition.ts';
import type { Reading } from '../flags/reading.ts';
import type { CommandIo } from '../io.ts';

/** An article that was asked for, by the place it stands in, or what is wrong with it. */
export interface FileArticle {
  /** The file, with line or row where it has several articles. */
  readonly name: string;
  readonly article: Article | TolkError;
}

/** How the articles of a command line are read. */
export interface ReadFilesOptions {
  readonly limits: ArticleLimits;
  /** `any` accepts what does not look Dutch. */
  readonly language: 'nl' | 'any';
  /** What flags say of it. @default what names, first bytes and fields tell */
  readonly reading?: Reading | undefined;
  /** Only articles whose fields are so. @default all */
  readonly filter?: readonly FieldRule[] | undefined;
}

/**
 * Reads the articles of a command line, `-` being standard input, as a corpus is read. The error of
 * what cannot be read takes its place; nothing is thrown for it. Says what was guessed or left out.
 */
export async function* readArticleFiles(
  names: readonly string[],
  options: ReadFilesOptions,
  io: CommandIo,
): AsyncGenerator<FileArticle> {
  const reader = new FileReader(options, io);
  for (const name of names) yield* reader.read(name);
  reader.end();
}

/** Reads one name after the other, and takes note of what is left out. */
class FileReader {
  readonly #options: ReadFilesOptions;
  readonly #io: CommandIo;
  readonly #notes = new NoteTally();
  readonly #pdfThreads = new PdfThreads();
  /** Articles that the filter does not want, by the field that says so. */
  readonly #leftOut = new Map<string, number>();

  constructor(options: ReadFilesOptions, io: CommandIo) {
    this.#options = options;
    this.#io = io;
  }

  async *read(name: string): AsyncGenerator<FileArticle> {
    const { limits, reading } = this.#options;
    const onNote = (note: Note) => this.#notes.add(note);
    let entries = 0;
    try {
      const listed = await listCorpus([name], reading?.format, onNote);
      const { map = {}, ...others } = reading ?? {};
      const paths = listed.map(({ path }) => path);
      requireFields(paths, map, reading?.format);
      const stdin = this.#io.stdin as Readable;
      const options = { ...others, map, limits, onNote, stdin };
      for await (const entry of readCorpusWith(this.#pdfThreads, listed, options)) {
        entries += 1;
        const article = await this.#load(entry);
        if (article !== null) yield { name: entry.place, article };
      }
    } catch (error) {
      yield { name, article: TolkError.from(error) };
      return;
    }
    if (entries > 0) return;
    const problem = `${name}: there is no article in it`;
    yield { name, article: new TolkError('article.empty', problem) };
  }

  /** Says what was guessed or left out, a line a kind. */
  end(): void {
    this.#pdfThreads.close();
    for (const line of this.#notes.lines()) this.#io.say(`tolk: ${line}`);
    for (const [why, many] of this.#leftOut)
      this.#io.say(`tolk: left out (${why}): ${many.toLocaleString('en-US')}`);
  }

  /** The article, or what is wrong with it; null for one that is left out. */
  async #load(entry: CorpusEntry): Promise<Article | TolkError | null> {
    const { language, filter = [] } = this.#options;
    try {
      const article = await entry.load();
      const broken = brokenRule(fieldsOf(article), filter);
      if (broken !== null) {
        const why = whyBroken(broken);
        this.#leftOut.set(why, (this.#leftOut.get(why) ?? 0) + 1);
        return null;
      }
      if (language === 'nl') await requireDutch(textToTranslate(article), entry.place);
      return article;
    } catch (error) {
      const problem = TolkError.from(error);
      if (leftOutBecause(problem) === null) return problem;
      this.#notes.add({ kind: 'redirect', place: entry.place });
      return null;
    }
  }
}
