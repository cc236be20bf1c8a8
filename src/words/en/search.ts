/** What people read: see `src/words/README.md`. */
export const search = {}
