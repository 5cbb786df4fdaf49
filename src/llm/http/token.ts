import { z } from 'zod';

/** A key or token, and how long it holds. */
export interface Token {
  readonly key: string;
  /** When it expires, in milliseconds since 1970; null where it does not say. */
  readonly expiresAt: number | null;
  /** A token goes into `authorization`, also where keys go elsewhere. */
  readonly isBearer: boolean;
}

const time = z.union([z.string(), z.number()]).nullish();

/**
 * What commands print: Azure's `az account get-access-token`, an OAuth answer, Kubernetes'
 * ExecCredential, or a token alone.
 */
const printedSchema = z.object({
  accessToken: z.string().nullish(),
  access_token: z.string().nullish(),
  token: z.string().nullish(),
  key: z.string().nullish(),
  expires_on: time,
  expiresOn: time,
  expires_at: time,
  expiresAt: time,
  expiration: time,
  expires_in: time,
});
const credentialSchema = z.object({
  status: z.object({ token: z.string(), expirationTimestamp: time }),
});
const claimsSchema = z.object({ exp: z.number() });

/**
 * Reads a key from a file's text or a command's output.
 *
 * @throws Error when there is none in it
 */
export function readToken(text: string, now = Date.now()): Token {
  const printed = parse(text);
  const credential = credentialSchema.safeParse(printed).data?.status;
  if (credential)
    return toToken(credential.token, readTime(credential.expirationTimestamp), 'token');
  const fields = printedSchema.safeParse(printed).data;
  if (typeof printed !== 'object' || printed === null || !fields)
    return toToken(text.trim(), null, 'either');
  const token = fields.accessToken ?? fields.access_token ?? fields.token;
  const lifeSeconds = Number(fields.expires_in ?? Number.NaN);
  const ends = [fields.expires_on, fields.expires_at, fields.expiresAt, fields.expiresOn];
  const end = [...ends, fields.expiration].map(readTime).find((ms) => ms !== null);
  const expiresAt = end ?? (Number.isNaN(lifeSeconds) ? null : now + lifeSeconds * 1_000);
  return toToken(token ?? fields.key ?? '', expiresAt, token ? 'token' : 'either');
}

/** A key that somebody gave as it is. */
export function givenKey(key: string): Token {
  return { key, expiresAt: null, isBearer: readClaims(key) !== null };
}

function toToken(key: string, expiresAt: number | null, kind: 'token' | 'either'): Token {
  if (key === '') throw new Error('it is empty');
  if (/\s|\p{Cc}/u.test(key)) throw new Error('it has spaces or lines in it');
  const claims = readClaims(key);
  const ends = claims === null ? null : claims.exp * 1_000;
  return { key, expiresAt: expiresAt ?? ends, isBearer: kind === 'token' || claims !== null };
}

/** The claims of a JSON Web Token, as far as we need them; null for a key that is none. */
function readClaims(key: string): z.infer<typeof claimsSchema> | null {
  const [, claims, signature] = key.split('.');
  if (!key.startsWith('eyJ') || claims === undefined || signature === undefined) return null;
  const parsed = claimsSchema.safeParse(parse(Buffer.from(claims, 'base64url').toString()));
  return parsed.data ?? null;
}

/** Seconds or milliseconds since 1970, or a date; null for anything else. */
function readTime(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  if (!Number.isNaN(number)) return number > 1e11 ? number : number * 1_000;
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? null : date;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
