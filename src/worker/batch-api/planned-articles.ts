/** What a planned article waits for. */
interface PlannedArticle {
  readonly submissions: Set<string>;
  /** All its calls are in request files. */
  isComplete: boolean;
}

/**
 * Articles whose calls are in request files that are not all submitted yet, with the submissions
 * each waits for. They stay pending in Redis until all are submitted: if this process dies, another
 * plans them again.
 */
export class PlannedArticles {
  readonly #articles = new Map<string, PlannedArticle>();

  get size(): number {
    return this.#articles.size;
  }

  has(record: string): boolean {
    return this.#articles.has(record);
  }

  /**
   * Plans an article that waits for these submissions, and for those added until it is complete.
   */
  begin(record: string, submissions: readonly string[]): void {
    this.#articles.set(record, { submissions: new Set(submissions), isComplete: false });
  }

  /** It waits for this submission too, unless it was removed meanwhile. */
  add(record: string, submission: string): void {
    this.#articles.get(record)?.submissions.add(submission);
  }

  /** All its calls are in request files. */
  complete(record: string): void {
    const article = this.#articles.get(record);
    if (article) article.isComplete = true;
  }

  /** What a complete article waits for; null for any other. */
  submissionsOf(record: string): string[] | null {
    const article = this.#articles.get(record);
    return article?.isComplete ? [...article.submissions] : null;
  }

  /** The articles that wait for this submission. */
  waitingFor(submission: string): string[] {
    return [...this.#articles]
      .filter(([, { submissions }]) => submissions.has(submission))
      .map(([record]) => record);
  }

  /**
   * Its calls are not all submitted after all: it is to be planned again. Or it is no longer
   * pending.
   */
  remove(record: string): void {
    this.#articles.delete(record);
  }

  clear(): void {
    this.#articles.clear();
  }
}
