/** Exports: what stands in the files, and what is said beside them. */
import { counted } from "../counted.ts"

export const exporting = {
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
