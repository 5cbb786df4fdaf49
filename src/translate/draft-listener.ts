/** Who watches segments being translated. */
export interface DraftListener {
  /** Asked before each call: an answer that nobody watches is cheaper. */
  isWanted(): Promise<boolean>;
  /** Receives the English of a segment as soon as the model has written it, unchecked. */
  onDraft(segment: number, en: string): void;
}
