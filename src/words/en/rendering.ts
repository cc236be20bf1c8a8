/** What stands in a card where something was left out, or has no words of its own. */
export const rendering = {
  untitled: "(untitled)",
  image: "image",
  andMore: (count: number) => `and ${count} more`,
  shortened: "Some details are hidden so that every entry fits.",
}
