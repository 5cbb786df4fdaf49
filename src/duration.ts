/** The milliseconds of a minute. */
export const minuteMs = 60_000;
/** The milliseconds of an hour. */
export const hourMs = 60 * minuteMs;
/** The milliseconds of a day. */
export const dayMs = 24 * hourMs;
/** The seconds of a day. */
export const daySeconds = dayMs / 1_000;
