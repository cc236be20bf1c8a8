/** What the rest of the core may use to turn a source's text into papers. */
export { type ArxivPage, parseArxivAtom } from "./arxiv-atom.ts"
export { type Announced, type AnnounceType, parseArxivAnnouncements } from "./arxiv-rss.ts"
export { parseDailyPage } from "./daily-page.ts"
export { parseHuggingFacePaper, parseHuggingFaceRows, parseLinkedRepos } from "./hugging-face.ts"
export { parseJsonLines, readLine } from "./json-lines.ts"
export { isJsonLines, knownFormats, parsePapers } from "./parse-papers.ts"
export { joinRead, type ReadList, type ReadOptions, type ReadPapers } from "./read-papers.ts"
