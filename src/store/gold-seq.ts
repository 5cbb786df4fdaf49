/**
 * Items of gold articles are numbered from here, beyond any corpus: they are measured, and counted
 * apart.
 */
export const goldSeq = 1_000_000_000;
