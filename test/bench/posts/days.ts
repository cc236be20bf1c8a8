import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { parsePapers } from "../../../src/parsing/formats/parse-papers.ts"
import { loadStarterLibrary } from "../../../src/sources/starter.ts"
import { missing, shared } from "../../needs.ts"
import type { Day } from "./measure.ts"

/** As many as a real day has. */
const papersADay = 16

/**
 * The real days of the site where they lie beside the project, all or the newest, else the starter library in days of its
 * own.
 */
export async function realDays(
  newest = Number.POSITIVE_INFINITY,
): Promise<{ readonly days: readonly Day[]; readonly areReal: boolean }> {
  const archive = shared("data/huggingface/daily-papers.jsonl.gz")
  if (missing(archive)) return { days: await starterDays(), areReal: false }
  const lines = gunzipSync(readFileSync(archive.path)).toString().trimEnd().split("\n")
  const text = lines.slice(-newest).join("\n")
  const { values, lists } = parsePapers("daily-papers.jsonl", text)
  const byId = new Map(values.map((paper) => [paper.id, paper]))
  const days = lists.map(({ day, entries }) => ({
    key: day,
    papers: entries.flatMap(({ paper }) => byId.get(paper) ?? []),
  }))
  return { days: days.filter(({ papers }) => papers.length > 0), areReal: true }
}

async function starterDays(): Promise<readonly Day[]> {
  const { papers } = await loadStarterLibrary()
  return Array.from({ length: Math.ceil(papers.length / papersADay) }, (_, at) => ({
    key: "2026-11-23",
    papers: papers.slice(at * papersADay, (at + 1) * papersADay),
  }))
}
