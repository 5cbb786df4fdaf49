import { isUtf8 } from 'node:buffer';
import type { Email } from 'postal-mime';
import { prepareArticle } from '../../article/prepare.ts';
import { decodeText } from '../../article/text.ts';
import { TolkError } from '../../errors.ts';
import { isWebAddress } from '../../web-address.ts';
import { readWhole } from '../byte-source.ts';
import { type ByteSource, type CorpusEntry, failedEntry, type ReadOptions } from '../entry.ts';
import { readPage } from '../html/page.ts';
import { messageToBlocks } from '../html.ts';
import { toArticle } from './laid-out.ts';
import { splitMail, withoutHeading } from './mail-text.ts';

/** A message with its attachments; providers allow half as much. */
const maxMessageBytes = 60_000_000;

/** Reads a message (.eml): one article, without the messages that it quotes. */
export async function* readEml(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  yield {
    place: name,
    load: async () => loadMessage(await readWhole(source, maxMessageBytes), name, options),
  };
}

/** Reads a mailbox (mbox): an article a message. */
export async function* readMbox(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<CorpusEntry> {
  const { name } = source;
  let at = 0;
  try {
    for await (const message of splitMailbox(source)) {
      at += 1;
      const place = `${name}: message ${at}`;
      if (message === null) yield failedEntry(place, tooLarge(place));
      else yield { place, load: () => loadMessage(message, place, options) };
    }
  } catch (error) {
    return yield failedEntry(name, TolkError.from(error));
  }
  if (at > 0) return;
  const problem = `${name}: this is no mailbox: no line in it begins with "From "`;
  yield failedEntry(name, new TolkError('corpus.malformed', problem));
}

function tooLarge(place: string): TolkError {
  const limit = maxMessageBytes.toLocaleString('en-US');
  return new TolkError('corpus.too_large', `${place}: a message of over ${limit} bytes`);
}

/** The line over each message: who, and when. "From" may begin a sentence, too. */
const envelope = /^From \S+ .*(?:\d\d:\d\d|\d{4}\s*$)/;

/** The messages of a mailbox; null for one that is larger than is held. */
async function* splitMailbox({ bytes }: ByteSource): AsyncGenerator<Buffer | null> {
  let lines: Buffer[] = [];
  let size = 0;
  let isOpen = false;
  let isAfterBlank = true;
  const take = () => {
    const message = size > maxMessageBytes ? null : Buffer.concat(lines);
    lines = [];
    size = 0;
    return message;
  };
  for await (const line of linesOf(bytes())) {
    if (isAfterBlank && envelope.test(line.subarray(0, 200).toString('latin1'))) {
      if (isOpen) yield take();
      isOpen = true;
      isAfterBlank = false;
      continue;
    }
    isAfterBlank = /^\r?\n?$/.test(line.subarray(0, 2).toString('latin1'));
    if (!isOpen) continue;
    size += line.length;
    if (size > maxMessageBytes) lines = [];
    // A line of the text that begins so is written with a mark before it.
    else
      lines.push(
        /^>+From /.test(line.subarray(0, 40).toString('latin1')) ? line.subarray(1) : line,
      );
  }
  if (isOpen) yield take();
}

/** Lines with their ends; one without an end is given in parts. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of bytes) {
    let from = 0;
    const buffer = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, from)) {
      yield buffer.subarray(from, end + 1);
      from = end + 1;
    }
    rest = buffer.subarray(from);
    if (rest.length <= maxMessageBytes) continue;
    yield rest;
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0) yield rest;
}

async function loadMessage(bytes: Buffer, place: string, options: ReadOptions) {
  const { default: PostalMime } = await import('postal-mime');
  let mail: Email;
  try {
    mail = await PostalMime.parse(asDeclared(bytes, place, options), {
      maxNestingDepth: 50,
      forceRfc822Attachments: true,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TolkError('corpus.malformed', `${place}: not a message that can be read (${why})`, {
      cause,
    });
  }
  if (mail.headers.length === 0)
    throw new TolkError('corpus.malformed', `${place}: this is no message: it has no headers`);
  const isEncrypted = mail.attachments.some(({ mimeType }) =>
    /pkcs7-mime|pgp-encrypted/.test(mimeType),
  );
  const { onNote } = options;
  const page = savedPage(mail);
  if (page !== undefined) {
    const article = readPage(page.html, place, onNote);
    return prepareArticle({ ...article, url: article.url ?? page.url }, place, options.limits);
  }
  for (const { filename, mimeType, related } of mail.attachments)
    if (!related) onNote({ kind: 'attachment', place, detail: filename ?? mimeType });
  const { blocks, leftOut } = readText(mail, place);
  if (blocks.length === 0) {
    const why = isEncrypted ? 'it is encrypted' : 'there is no text in it';
    throw new TolkError('article.empty', `${place}: ${why}`);
  }
  for (const detail of leftOut) onNote({ kind: 'mail-left-out', place, detail });
  const id = mail.messageId?.replace(/^<|>$/g, '');
  const subject = mail.subject?.replace(/^(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+/i, '').trim();
  const fields = { title: subject, date: dateOf(mail), source: senderOf(mail), id };
  return toArticle({ fields, blocks }, place, options);
}

/** A message that says nothing of its letters, and is not in UTF-8, is put into that. */
function asDeclared(bytes: Buffer, place: string, { onNote }: ReadOptions): Buffer {
  if (isUtf8(bytes) || /charset\s*=\s*(?!"?us-ascii)/i.test(bytes.toString('latin1'))) return bytes;
  return Buffer.from(decodeText(bytes, place, onNote));
}

/** A page that a browser saved as a message (MHTML), and from where. */
function savedPage({ headers, html, from }: Email) {
  const told = headers.find(({ key }) => key === 'snapshot-content-location')?.value;
  const isSaved =
    told !== undefined || /^(?:saved|opgeslagen) (?:by|door)\b/i.test(from?.name ?? '');
  if (!isSaved || html === undefined) return undefined;
  return { html, url: isWebAddress(told ?? '') ? told : undefined };
}

const longestDate = 200;

/** As it was sent: the day where it was written, not in Greenwich. */
function dateOf({ headers, date }: Email): string | undefined {
  const sent = headers.find(({ key }) => key === 'date')?.value;
  return (
    sent
      ?.slice(0, longestDate)
      .replace(/\s*\([^)]*\)\s*$/, '')
      .trim() || date
  );
}

/** The name of who wrote it, or else the address. */
function senderOf({ from }: Email): string | undefined {
  if (from === undefined) return undefined;
  return from.name || from.address || undefined;
}

/** HTML has the structure; text is taken where there is none, or where HTML is next to empty. */
function readText({ html, text, subject }: Email, place: string) {
  const isPassedOn = /^(?:fwd?|doorst)\s*:/i.test(subject ?? '');
  if (html !== undefined && html.trim() !== '') {
    const { own, leftOut } = withoutQuotes(html, isPassedOn);
    const beside: string[] = [];
    const found = messageToBlocks(own, place, (reason) => void beside.push(reason));
    const blocks = isPassedOn ? withoutHeading(found) : found;
    if (blocks.length > 0 || !text) return { blocks, leftOut: [...leftOut, ...beside] };
  }
  return splitMail(text ?? '', isPassedOn);
}

/** What mail programs wrap the message in that is answered, and signatures. */
const quoteStarts: readonly RegExp[] = [
  /<div[^<>]+class="?(?:gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote|OutlookMessageHeader)/i,
  /<blockquote[^<>]+type="?cite/i,
  /<div[^<>]+id="?(?:appendonsend|divRplyFwdMsg|reply-intro|mail-editor-reference-message-container)/i,
  /<div[^<>]+style="[^"]*border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)/i,
];
const textLength = (html: string): number =>
  html.replace(
    /<(?:style|head)(?:(?!<(?:style|head))[\s\S])*?<\/(?:style|head)>|<[^<>]*>|&nbsp;|\s/gi,
    '',
  ).length;

const signatureStart =
  /<div[^<>]+class="?(?:gmail_signature|moz-signature)|<pre[^<>]+class="?moz-signature/i;

function withoutQuotes(
  html: string,
  isPassedOn: boolean,
): { readonly own: string; readonly leftOut: string[] } {
  const ends = quoteStarts.map((start) => html.search(start)).filter((at) => at > 0);
  const quote = Math.min(html.length, ...ends);
  const signature = html.search(signatureStart);
  const before = signature > 0 && signature < quote ? signature : quote;
  const own = html.slice(0, before);
  const written = textLength(own);
  // A message that is only passed on is its text.
  if (written === 0) return { own: html, leftOut: [] };
  if (isPassedOn && textLength(html.slice(quote)) > written)
    return { own: html.slice(quote), leftOut: ['what was written over it'] };
  const leftOut = [
    ...(quote < html.length ? ['a quoted message'] : []),
    ...(signature > 0 ? ['a signature'] : []),
  ];
  return { own, leftOut };
}
