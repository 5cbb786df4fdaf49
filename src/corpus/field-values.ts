import { isFields, onlyOf } from './paths.ts';

/* What fields have in them, as text. */

/** A value as text; an empty one is none. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value);
  if (Array.isArray(value)) return asText(value.length === 1 ? onlyOf(value) : value[0]);
  // The _id of a MongoDB export.
  return isFields(value) && '$oid' in value ? asText(value['$oid']) : undefined;
}

/** A date as text, for `prepareArticle` to read; MongoDB and lists wrap it. */
export function asDate(value: unknown): string | undefined {
  if (value instanceof Date) return toIsoDate(value);
  if (typeof value !== 'object' || value === null) return asText(value);
  if ('$date' in value) return asDate(value.$date);
  if ('$numberLong' in value) return asDate(value.$numberLong);
  if (Array.isArray(value)) return value.length === 0 ? undefined : asDate(onlyOf([value[0]]));
  return JSON.stringify(value);
}

/** Midnight where Dutch is written: databases and pandas keep a day so, at 22:00 or 23:00 UTC. */
const dutchMidnight = /^(\d{4}-\d{2}-\d{2}) (?:00|24):00:00$/;
const dutchTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A day without its time, where that is midnight, in UTC or in the Netherlands. */
function toIsoDate(date: Date): string | undefined {
  if (!isValid(date)) return undefined;
  const iso = date.toISOString();
  if (iso.endsWith('T00:00:00.000Z')) return iso.slice(0, 10);
  const [, day] = iso.endsWith(':00:00.000Z')
    ? (dutchMidnight.exec(dutchTime.format(date)) ?? [])
    : [];
  return day ?? iso;
}

const isValid = (date: Date): boolean => !Number.isNaN(date.getTime());
