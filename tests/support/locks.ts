/** Where no worker dies, none is to be taken for dead because the machine is busy. The default. */
export const patientLocks = { TOLK_LOCK_MS: '60000' } as const;

/** Where one is killed, another takes its articles after this; one that is only held up keeps its own. */
export const mortalLocks = { TOLK_LOCK_MS: '6000' } as const;
