/*
 * An LLM server that costs next to nothing: it answers with the English of a translator, and with a
 * summary picked from that, after a delay that is none or log-normal. A process of its own; the
 * first line that it prints is its address.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../../../src/random.ts';
import { readParagraphs } from './corpus.ts';

const english = new Map(
  readParagraphs(process.env['TOLK_CORPUS_DIR']).map(({ nl, en }) => [nl, en]),
);
const medianMs = Number(process.env['BENCH_LATENCY_MS'] ?? 0);
/** Of the logarithm: one call in twenty takes half as long again and more. */
const spread = 0.25;
const random = seededRandom(1);

interface Segment {
  readonly n: number;
  readonly nl?: string;
  readonly en?: string;
}

/** What was asked so far. */
const stats = { calls: 0, inFlight: 0, unknown: 0 };
const asked: Array<{ readonly prompt: string; readonly completion: string }> = [];
const mostKept = 400;

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    response.end(JSON.stringify(stats));
    return;
  }
  if (request.url === '/asked') {
    response.end(JSON.stringify(asked));
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"object":"list","data":[{"id":"bench","object":"model"}]}');
      return;
    }
    stats.calls += 1;
    stats.inFlight += 1;
    const body = Buffer.concat(parts).toString();
    const written = complete(body);
    const send = () => {
      stats.inFlight -= 1;
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(written),
      });
      response.end(written);
    };
    if (medianMs === 0) send();
    else setTimeout(send, delay());
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}/v1\n`);
});

/** Log-normal with a mean of `medianMs`. */
function delay(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs * Math.exp(spread * normal - (spread * spread) / 2);
}

function complete(body: string): string {
  const { messages } = JSON.parse(body);
  const question = messages.findLast(({ role }: { role: string }) => role === 'user').content;
  const { title, segments } = JSON.parse(question);
  const content = JSON.stringify(answer(title, segments));
  if (asked.length < mostKept)
    asked.push({
      prompt: messages.map(({ content: text }: { content: string }) => text).join('\n'),
      completion: content,
    });
  const usage = {
    prompt_tokens: Math.ceil(body.length / 4),
    completion_tokens: Math.ceil(content.length / 4),
  };
  return JSON.stringify({
    id: `chatcmpl-${stats.calls}`,
    object: 'chat.completion',
    created: 0,
    model: 'bench',
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' },
    ],
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
  });
}

function answer(title: string | null, segments: ReadonlyArray<Segment | string>) {
  if (segments.some((segment) => typeof segment === 'string'))
    return translateAndSummarise(title, segments.map(String));
  const asked = segments.filter((segment) => typeof segment === 'object');
  const isTranslation = asked[0]?.nl !== undefined;
  return isTranslation ? translate(title, asked) : summarise(title, asked);
}

/** Segments that begin with their numbers: `[1] …`. */
function translateAndSummarise(title: string | null, texts: readonly string[]) {
  const asked = texts.map((text, at) => ({ n: at + 1, nl: text.replace(/^\[\d+\] /, '') }));
  const translation = translate(title, asked);
  return {
    title: translation.title,
    segments: translation.segments.map(({ n, en }) => `[${n}] ${en}`),
    summary: summarise(translation.title, translation.segments),
  };
}

function translate(title: string | null, segments: readonly Segment[]) {
  return {
    title: title?.replace('Overzicht', 'Overview') ?? null,
    segments: segments.map(({ n, nl = '' }) => {
      const en = english.get(nl);
      if (en === undefined) stats.unknown += 1;
      return { n, en: en ?? nl };
    }),
  };
}

/** The first sentences of paragraphs. */
function summarise(title: string | null, segments: readonly Segment[]) {
  const bullets = segments.slice(0, 3).map(({ n, en = '' }) => ({
    text: firstSentence(en),
    segments: [n],
  }));
  return {
    headline: title ?? 'Overview',
    tldr: bullets[0]?.text ?? '',
    bullets,
    abstract: bullets.map(({ text }) => text).join(' '),
  };
}

const sentences = new Map<string, string>();
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function firstSentence(text: string): string {
  const known = sentences.get(text);
  if (known !== undefined) return known;
  const [first] = segmenter.segment(text);
  const sentence = first?.segment.trim() ?? text;
  sentences.set(text, sentence);
  return sentence;
}
