import type { SavedMark, SearchFilters } from "../../vocabulary/search-request.ts"
import { soughtWords } from "../index/paper-text.ts"
import { stem } from "../index/stem.ts"
import { fold } from "../index/words.ts"
import { fieldNamed } from "./fields.ts"
import { piecesOf } from "./pieces.ts"

/** Whether a query asks about the asker's own papers. */
export function asksForSaved(query: string): boolean {
  return piecesOf(query).some(({ key }) => fieldNamed(key)?.isOwn === true)
}

/** Whether what the asker saved of a paper is what the filters ask for. */
export function ownTest(filters: SearchFilters): (mark: SavedMark | undefined) => boolean {
  const { in: shelves = [], tags = [], notes = [] } = filters
  const wanted = tags.map(folded)
  const sought = notes.map(stemmed)
  return (mark) =>
    mark !== undefined &&
    shelves.every((shelf) => shelf === "saved" || shelf === mark.state) &&
    wanted.every((tag) => mark.tags.some((own) => folded(own) === tag)) &&
    sought.every((words) => stemmed(mark.note ?? "").includes(words))
}

const folded = (tag: string) => fold(tag.trim())
const stemmed = (text: string) => ` ${soughtWords(text).map(stem).join(" ")} `
