/** JSON Lines: one value a line, read as they come, so that a file of any size needs the memory of a batch. */
import { readJsonRecord } from "./json-record.ts"
import { joinRead, nothingRead, type ReadPapers } from "./read-papers.ts"

/** Reads a whole text of JSON Lines. A line that cannot be read is left out by itself, with its number. */
export function parseJsonLines(text: string, where: string): ReadPapers {
  return joinRead(text.split("\n").map((line, index) => readLine(line, `${where}, line ${index + 1}`)))
}

/** Reads one line; an empty one holds nothing. Never throws. */
export function readLine(line: string, where: string): ReadPapers {
  if (line.trim() === "") return nothingRead
  try {
    return readJsonRecord(JSON.parse(line), where)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return { ...nothingRead, leftOut: [{ where, why: `is not readable JSON: ${cause.message}` }] }
  }
}
