/** Search: why a paper was found, and what is wrong with a query. */
export const search = {
  /** Where a paper matched. A comma separates places; a semicolon starts the corrections. */
  why: {
    title: "title",
    author: "author",
    organization: "organization",
    keywords: "keywords",
    summary: "summary",
    abstract: "abstract",
    identifier: "identifier",
    meaning: "meaning",
    corrected: (to: string, from: string) => `; ${to} for ${from}`,
  },
  query: {
    noMinusFilter: (written: string) => `A filter can't be excluded, so I left out ${written}.`,
    unknownFilter: (key: string) => `There is no filter “${key}:”.`,
    needsName: "This filter needs a name.",
    needsChoice: (known: readonly string[]) => `This filter takes ${known.join(", ")}.`,
    needsDate: (value: string) => `“${value}” isn't a date. Write 2024, 2024-06 or 2024-06-03.`,
    needsUpvotes: (value: string) => `“${value}” isn't a number of upvotes. Write >50, <10 or 10..50.`,
  },
  savedIndex: {
    missingPart: (name: string) => `The saved search index has no ${name}.`,
    notAnIndex: "The file is not a saved search index.",
    otherVersion: (found: number | undefined, wanted: number) =>
      `The search index was saved in format ${found}; this version reads format ${wanted}.`,
    damaged: (length: number) => `The saved search index of ${length} bytes is incomplete or altered.`,
  },
}
