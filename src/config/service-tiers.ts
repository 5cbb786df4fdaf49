/** The service tiers a call can be asked for; `fast` is what OpenAI calls `priority` today. */
export const serviceTiers = ['auto', 'default', 'flex', 'priority', 'fast'] as const;

/** A service tier; see {@link serviceTiers}. */
export type ServiceTier = (typeof serviceTiers)[number];
