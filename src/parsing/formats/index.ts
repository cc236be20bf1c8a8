/** What the rest of the core may use to turn a source's text into papers. */
export {
  type Announced,
  type AnnounceType,
  type ArxivPage,
  parseArxivAnnouncements,
  parseArxivAtom,
} from "./arxiv.ts"
export { parseDailyPage } from "./daily-page.ts"
export { parseHuggingFacePaper, parseHuggingFaceRows, parseLinkedRepos } from "./hugging-face.ts"
export { parseJsonLines, readLine } from "./json.ts"
export { isJsonLines, parsePapers } from "./parse-papers.ts"
export { joinRead, type ReadList, type ReadOptions, type ReadPapers } from "./read-papers.ts"
