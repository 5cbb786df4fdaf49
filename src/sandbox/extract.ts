/** A segment of English, by its number. */
interface EnglishSegment {
  readonly n: number;
  readonly en: string;
}

/** Words that say nothing about the subject of a sentence. */
const commonWords = new Set(
  [
    'the a an and or but of to in on at for with by from that this it is are was were be',
    'been has have had not as its his her their they he she which who will would can',
    'could also more than about after before over',
  ].flatMap((line) => line.split(' ')),
);
const maxHeadlineWords = 12;
const maxBullets = 4;
const abstractSentences = 3;

interface Sentence {
  readonly segment: number;
  readonly at: number;
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

/**
 * A summary made by picking: the sentences that share most words with the rest of the text. The
 * segments contain every part of it literally.
 */
export function extractSummary(title: string | null, segments: readonly EnglishSegment[]) {
  const sentences = readSentences(segments);
  const byWeight = rankSentences(sentences);
  const central = byWeight[0]?.text ?? title ?? '';
  const inOrder = (picked: readonly Sentence[]) => picked.toSorted((a, b) => a.at - b.at);
  return {
    headline: firstWords(title ?? sentences[0]?.text ?? central, maxHeadlineWords),
    tldr: central,
    bullets: inOrder(byWeight.slice(0, maxBullets)).map(({ text, segment }) => ({
      text,
      segments: [segment],
    })),
    abstract: inOrder(byWeight.slice(0, abstractSentences))
      .map(({ text }) => text)
      .join(' '),
  };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function readSentences(segments: readonly EnglishSegment[]): Sentence[] {
  return segments
    .flatMap(({ n, en }) =>
      Array.from(segmenter.segment(en), ({ segment }) => ({
        segment: n,
        text: segment.replaceAll('\n', ' ').trim(),
      })),
    )
    .filter(({ text }) => text !== '')
    .map(({ segment, text }, at) => ({ segment, at, text, words: contentWords(text) }));
}

function contentWords(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !commonWords.has(word)),
  );
}

/** By how often their words occur in the text, for their length; ties go to the earlier one. */
function rankSentences(sentences: readonly Sentence[]): Sentence[] {
  const counts = new Map<string, number>();
  for (const word of sentences.flatMap((sentence) => [...sentence.words]))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = ({ words }: Sentence) => {
    const sum = [...words].reduce((total, word) => total + (counts.get(word) ?? 0), 0);
    return sum / (words.size + 5);
  };
  const weighed = sentences.map((sentence) => ({ sentence, weight: weight(sentence) }));
  return weighed
    .toSorted((a, b) => b.weight - a.weight || a.sentence.at - b.sentence.at)
    .map(({ sentence }) => sentence);
}

function firstWords(text: string, count: number): string {
  const words = text.split(' ');
  if (words.length <= count) return text.replace(/[.]$/, '');
  return `${words.slice(0, count).join(' ')} …`;
}
