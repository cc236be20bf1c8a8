/** Hears how far a long work on the store is: `done` of `total` steps of any size, and what is being done. */
export type OnProgress = (done: number, total: number, what: string) => void
