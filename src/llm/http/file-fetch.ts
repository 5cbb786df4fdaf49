import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
  type Dispatcher,
  FormData as UndiciFormData,
  type RequestInit as UndiciInit,
  type Response as UndiciResponse,
  fetch as undiciFetch,
} from 'undici';
import { readResponse } from './read-answer.ts';
import { redirectTarget } from './redirect.ts';

/**
 * `fetch` for files, as the Batch API sends and receives them: a form may be sent, and the content
 * of a file arrives as a stream, however large. Every other answer is read as that of a call is.
 */
export async function fetchFile(
  dispatcher: Dispatcher,
  url: URL,
  { method = 'GET', headers, body, signal }: RequestInit = {},
): Promise<Response> {
  const answer = await fetchFollowing(url, {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    body: toUndiciBody(body),
    signal: signal ?? null,
    redirect: 'manual',
    dispatcher,
  });
  // undici's own Response, headers and stream are Node's under other types.
  if (isFileContent(url) && answer.ok) return answer as unknown as Response;
  const found = new Headers([...answer.headers]);
  // undici has unpacked it.
  found.delete('content-encoding');
  const content = (answer.body ?? new Blob([]).stream()) as ReadableStream;
  return readResponse({
    status: answer.status,
    headers: found,
    body: Readable.fromWeb(content),
  });
}

function isFileContent({ pathname }: URL): boolean {
  return pathname.endsWith('/content');
}

async function fetchFollowing(url: URL, init: UndiciInit): Promise<UndiciResponse> {
  const answer = await undiciFetch(url, init);
  const location = answer.headers.get('location');
  const target = redirectTarget(url, answer.status, location);
  const isElsewhere = target === null && isRedirect(answer) && init.method === 'GET';
  if (target !== null) {
    await answer.body?.cancel();
    return undiciFetch(target, init);
  }
  // The content of a file may lie in a store of another host: there without the key.
  if (!isElsewhere || location === null || !isFileContent(url)) return answer;
  await answer.body?.cancel();
  return undiciFetch(new URL(location, url), { ...init, headers: {} });
}

function isRedirect({ status }: UndiciResponse): boolean {
  return status >= 300 && status < 400;
}

function toUndiciBody(body: RequestInit['body']): UndiciFormData | string | null {
  if (body instanceof FormData) return toUndiciForm(body);
  return typeof body === 'string' ? body : null;
}

/** A form in undici's class, which its `fetch` asks for; files in it stay where they are. */
function toUndiciForm(form: FormData): UndiciFormData {
  const copy = new UndiciFormData();
  for (const [name, value] of form) {
    if (typeof value === 'string') copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}
