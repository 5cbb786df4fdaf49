/** Levels of reasoning effort, from the least; no model takes all of them. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** A level of reasoning effort. */
export type Effort = (typeof efforts)[number];
