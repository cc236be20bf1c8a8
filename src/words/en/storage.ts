/** What people read: see `src/words/README.md`. */
export const storage = {
  deliveries: {
    rootNotPosted: (why: string) => `The message whose thread this belongs to was not posted: ${why}`,
    someFailed: (failed: number, all: number) => `${failed} of ${all} messages could not be sent`,
  },
}
