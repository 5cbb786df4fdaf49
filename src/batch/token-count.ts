/** Tokens in and out. */
export interface TokenCount {
  /** Tokens sent. */
  readonly prompt: number;
  /** Tokens received. */
  readonly completion: number;
}

/** What articles take: at best, as expected, and at worst. */
export interface TokenRange {
  /** If little is corrected. */
  readonly low: TokenCount;
  /** What is most likely. */
  readonly expected: TokenCount;
  /** If much is corrected. */
  readonly high: TokenCount;
}
