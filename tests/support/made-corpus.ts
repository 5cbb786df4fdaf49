import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { seededRandom } from '../../src/random.ts';

const places = [
  'Utrecht',
  'Zwolle',
  'Den Haag',
  'Groningen',
  'Maastricht',
  'Enschede',
  'Middelburg',
  'Leeuwarden',
  'Breda',
  'Arnhem',
];
const bodies = [
  'De gemeente',
  'Het waterschap',
  'De provincie',
  'De rechtbank',
  'Het ziekenhuis',
  'De universiteit',
  'De vakbond',
  'De politie',
];
const acts = [
  'bouwt',
  'verkoopt',
  'onderzoekt',
  'sluit',
  'opent',
  'betaalt',
  'controleert',
  'vervangt',
];
const things = [
  'huizen',
  'scholen',
  'bruggen',
  'kantoren',
  'fietsen',
  'bomen',
  'winkels',
  'lantaarns',
];
const people = [
  'de wethouder',
  'een woordvoerder',
  'de directeur',
  'de burgemeester',
  'een onderzoeker',
  'de voorzitter',
];
const days = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag'];

/** Short Dutch articles, as many as asked, the same for a seed: no two alike. */
function* makeCorpus(
  count: number,
  seed: number,
): Generator<{ id: string; titel: string; tekst: string; datum: string }> {
  const random = seededRandom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const number = (below: number) => Math.floor(random() * below) + 2;
  for (let at = 1; at <= count; at += 1) {
    const place = pick(places);
    const tekst = [
      `${pick(bodies)} in ${place} ${pick(acts)} dit jaar ${number(900)} ${pick(things)}, ` +
        `zegt ${pick(people)} op ${pick(days)}.`,
      `Dat kost ${number(90)},${number(7)} miljoen euro. Volgens ${pick(people)} zijn er ` +
        `${number(40)} ${pick(things)} minder dan in ${1990 + number(30)}.`,
      `Dit is bericht ${at} van de redactie in ${pick(places)}.`,
    ].join('\n\n');
    yield {
      id: `m${at}`,
      titel: `Nieuws uit ${place}, nummer ${at}`,
      tekst,
      datum: `2024-0${number(7)}-1${number(7)}`,
    };
  }
}

/** Writes a made corpus as gzipped JSON lines. */
export async function writeMadeCorpus(path: string, count: number, seed: number): Promise<void> {
  function* blocks() {
    let block = '';
    for (const article of makeCorpus(count, seed)) {
      block += `${JSON.stringify(article)}\n`;
      if (block.length < 256_000) continue;
      yield block;
      block = '';
    }
    yield block;
  }
  await pipeline(Readable.from(blocks()), zlib.createGzip({ level: 1 }), createWriteStream(path));
}
