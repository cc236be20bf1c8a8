/** What people read about what is theirs: see `src/words/README.md`. */
export const readers = {
  states: { later: "To read", reading: "Reading", read: "Read", dropped: "Dropped" },
  tooLong: {
    note: (length: number, most: number) =>
      `That note has ${length} characters. A note can have up to ${most}.`,
    noteHint: "Shorten it and save it again.",
    tags: (count: number, most: number) => `Those are ${count} tags. A paper can have up to ${most}.`,
    tagsHint: "Leave some out, or put the rest in the note.",
    tag: (tag: string, most: number) =>
      `The tag “${tag}” is too long. A tag can have up to ${most} characters.`,
    tagHint: "Use a shorter word.",
  },
}
