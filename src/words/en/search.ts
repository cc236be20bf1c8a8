const oneOf = (all: readonly string[]) => `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`

/** Search: why a paper was found, what was read out of a query, and what is wrong with one. */
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
  /** What was read out of a query, as a heading names it: `diffusion · by LeCun · since 2025 · with code`. */
  understood: {
    by: (names: string) => `by ${names}`,
    from: (names: string) => `from ${names}`,
    titled: (words: string) => `titled “${words}”`,
    in: (categories: string) => `in ${categories}`,
    since: (day: string) => `since ${day}`,
    before: (day: string) => `before ${day}`,
    until: (day: string) => `until ${day}`,
    of: (day: string) => (/^\d{4}$/.test(day) ? `in ${day}` : day.replace("..", " to ")),
    month: (month: string) =>
      Temporal.PlainYearMonth.from(month.replace(/-(\d)$/, "-0$1"))
        .toPlainDate({ day: 1 })
        .toLocaleString("en-US", { month: "short", year: "numeric" }),
    has: {
      code: "with code",
      summary: "with a summary",
      project: "with a project page",
      abstract: "with an abstract",
    },
    here: { discussed: "discussed here", voted: "upvoted here" },
    shelves: {
      saved: "saved",
      later: "to read",
      reading: "reading",
      read: "read",
      dropped: "dropped",
    },
    tagged: (tag: string) => `tagged ${tag}`,
    noted: (words: string) => `with “${words}” in the note`,
    upvotes: (least: number | undefined, most: number | undefined) => {
      if (least !== undefined && most !== undefined) return `${least} to ${most} on HF`
      return least === undefined ? `at most ${most} on HF` : `at least ${least} on HF`
    },
    phrase: (text: string) => `“${text}”`,
    without: (text: string) => `without “${text}”`,
    not: (label: string) => `not ${label}`,
    or: " or ",
    and: " and ",
    sorts: {
      relevance: "best match first",
      newest: "newest first",
      oldest: "oldest first",
      upvotes: "most upvoted first",
    },
  },
  query: {
    noMinusSort: (written: string) => `An order can't be excluded, so I left out ${written}.`,
    unknownFilter: (key: string) => `There is no filter “${key}:”.`,
    needsName: "This filter needs a name.",
    needsChoice: (key: string, value: string, known: readonly string[]) =>
      `“${key}:${value}” is not a filter. Use ${oneOf(known.map((one) => `${key}:${one}`))}.`,
    needlessPlus: "“+” isn't needed.",
    needsDate: (value: string) => `“${value}” isn't a date. Write 2024, 2024-06, 2024-06-03 or “last week”.`,
    needsFixedDay: (value: string) =>
      `“${value}” is another day tomorrow. Write a date: 2024, 2024-06 or 2024-06-03.`,
    needsUpvotes: (value: string) => `“${value}” isn't a number of upvotes. Write >50, <10 or 10..50.`,
  },
  /** Why a filter is refused. */
  filter: {
    unknownField: (key: string) => `There is no filter “${key}:”.`,
    needsValue: (key: string) => `“${key}:” needs a value.`,
    fieldBeforeGroup: (key: string) => `Write “${key}:” before each value.`,
    noSort: "A filter has no order. Posts show the most upvoted papers first.",
    noHere: "“here:” can't decide what is posted: nobody has voted on a new paper yet.",
    noOwn: (key: string) =>
      `“${key}:” can't be used here: it asks about papers that you alone saved. Use it in a search.`,
    noDay: "No day is after the first date and before the second.",
    noUpvotes: "No number of upvotes fits both.",
    noRegex: "Regular expressions don't work here. Write the words themselves.",
    noStar: "“*” has no meaning here. A word also finds its other forms.",
    noWeights: "“~” and “^” have no meaning here. A word is in a paper or it isn't.",
    noWord: (written: string) => `“${written}” has no letters or digits to look for.`,
    needlessPlus: "“+” isn't needed: every word is required.",
    needlessAnd: (written: string) => `“${written}” isn't needed: every word is required.`,
    oneMinus: (written: string) => `Write one “-” to exclude a word, instead of “${written}”.`,
    tooDeep: "There are too many parentheses or NOTs inside each other.",
    minusTouches: "Write “-” directly before the word it excludes.",
    writeOr: (written: string) => `Write OR in capitals instead of “${written}”, or put the words in quotes.`,
    writeNot: (written: string) => `Write NOT or “-” instead of “${written}”, or put the words in quotes.`,
    needsWord: (written: string) => `“${written}” needs a word after it.`,
    needsBothSides: (written: string) => `“${written}” needs a word on each side.`,
    ambiguous: "Words beside OR can mean two things. Put parentheses around what belongs together.",
    unopened: "A parenthesis is closed that isn't open.",
    unclosed: "A parenthesis isn't closed.",
    unquoted: "A quotation mark isn't closed.",
    emptyGroup: "The parentheses are empty.",
  },
  savedIndex: {
    notAnIndex: "The file is not a saved search index.",
    otherVersion: (found: number | undefined, wanted: number) =>
      `The search index was saved in format ${found}; this version reads format ${wanted}.`,
    damaged: (length: number) => `The saved search index of ${length} bytes is incomplete or altered.`,
  },
}
