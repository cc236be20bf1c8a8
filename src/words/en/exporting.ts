/** Exports: what stands in the files, and what is said beside them. */
import { counted } from "../counted.ts"

export const exporting = {
  command: {
    description: "Get papers as a file for Zotero, LaTeX or a spreadsheet",
    options: {
      what: "Which papers (default: those that you saved)",
      format: "The file's format (default BibTeX)",
      query: "For a search: what to look for",
      date: "For a list or a channel: its day, week or month",
    },
    kinds: {
      saved: "Saved papers",
      votes: "Papers you upvoted",
      today: "Today's papers",
      list: "A day, week or month",
      search: "A search",
      thread: "This thread's papers",
      here: "Papers posted in this channel",
    },
    examples: [
      "export",
      "export today format:ris",
      'export search query:"author:lecun" format:csv',
      "export list date:2026-W47",
      "export here format:markdown",
    ],
    title: (papers: string, format: string) => `${papers} as ${format}`,
    threadTitle: "Papers of this thread",
    hereTitle: (place: string, period?: string) =>
      `Papers posted in ${place}${period === undefined ? "" : `, ${period}`}`,
    mostFound: (most: number) => `A search is exported up to its first ${most.toLocaleString("en")} papers.`,
    mostPosted: (most: number) =>
      `The file has the newest ${most.toLocaleString("en")} papers. Name a month for others: \`export here date:2025-01\`.`,
    as: (format: string) => `The same papers as ${format}`,
    nothing: {
      saved: "You haven't saved any papers yet.",
      savedHint: "Press Save on a paper first, or export a list: `export list date:yesterday`.",
      votes: "You haven't upvoted any papers here yet.",
      votesHint: "Press Upvote on a paper first, or export a list: `export list date:yesterday`.",
      list: (what: string) => `There are no papers for ${what}.`,
      listHint: "Try another day, such as `export list date:yesterday`.",
      search: (query: string) => `No papers match “${query}”, so there is nothing to export.`,
      searchHint: "Try fewer words or filters with `search` first.",
      thread: "This isn't a thread about papers.",
      threadHint:
        "Ask in the thread of a paper or of a daily post, or export what was posted in this channel: `export here`.",
      here: (period?: string) => `No papers were posted in this channel${period ? ` for ${period}` : ""}.`,
      hereHint: "Export a list instead: `export list date:yesterday`.",
    },
    missingQuery: "What search do you want to export?",
    missingQueryHint: 'For example: `export search query:"sparse attention"`',
    /** File names, without their endings. */
    names: {
      saved: "saved-papers",
      votes: "upvoted-papers",
      search: "search",
      paper: "paper",
      thread: "thread-papers",
      here: (key?: string) => `channel-papers${key === undefined ? "" : `-${key}`}`,
      list: (key: string) => `papers-${key}`,
    },
  },
  cite: {
    description: "Get a paper's citation as BibTeX, RIS, CSL-JSON or Markdown",
    format: "How to write it (default BibTeX)",
    examples: ["cite 1706.03762", "cite attention is all you need format:markdown"],
    button: "Cite",
    one: (title: string) => `Cite ${title}`,
    as: (format: string, title: string) => `Cite ${title} as ${format}`,
  },
  formats: { bibtex: "BibTeX", ris: "RIS", csl: "CSL-JSON", csv: "CSV", markdown: "Markdown" },
  /** For whoever can't open the file. */
  alt: (papers: string, format: string) => `${papers} as ${format}`,
  remarks: {
    votes: (count: number) => `${counted(count, "vote")} here`,
    discussion: (url: string) => `discussion: ${url}`,
    discussionLink: "discussion",
    published: (doi: string) => `published as doi:${doi}`,
  },
  andOthers: "et al.",
  /** The first line of a spreadsheet, in this order. */
  columns: {
    id: "arXiv ID",
    title: "Title",
    authors: "Authors",
    year: "Year",
    published: "Published",
    organization: "Organization",
    categories: "Categories",
    url: "Link",
    doi: "DOI",
    code: "Code",
    upvotes: "Upvotes on HF",
    votes: "Votes here",
    discussions: "Discussions",
    state: "State",
    tags: "Tags",
    note: "Note",
    saved: "Saved on",
  },
}
