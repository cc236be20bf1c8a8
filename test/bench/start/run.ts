/**
 * What an answer in the terminal costs: seconds of the processor for a command on 8,000 stored papers with a saved index,
 * beside `node -e 0` in the same run, without npm, compiled code cached. The median of `RUNS` (9).
 */
import "../../../adapters/runtime.mjs"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { quantile } from "../bot-process.ts"

const root = resolve(import.meta.dirname, "../../..")
const program = ["--disable-warning=ExperimentalWarning", "adapters/paperboy.mjs"]
const runs = Number(process.env.RUNS ?? 9)
const topics = "attention diffusion robots language vision speech graphs proteins agents memory".split(" ")

const DATA_DIR = mkdtempSync(join(tmpdir(), "paperboy-start-"))
const { PATH = "" } = process.env
const env = { PATH, DATA_DIR, OFFLINE: "true" }
// A process tells its own cost at its end.
const tell = `process.on("exit", () => { const { user, system } = process.cpuUsage(); fs.writeSync(3, String(user + system)) })`
const told = ["--import", `data:text/javascript,import fs from "node:fs"; ${tell}`]

try {
  const file = join(DATA_DIR, "papers.jsonl")
  writeFileSync(file, Array.from({ length: 8_000 }, (_, index) => paperLine(index)).join(""))
  spawnSync(process.execPath, [...program, "import", file], { cwd: root, env })
  const empty = seconds(["-e", "0"])
  console.log(`| ${["what", "CPU s", "times `node -e 0`"].join(" | ")} |\n| --- | --- | --- |`)
  for (const words of [["search", "diffusion"], ["show", "2401.10000"], ["today"], ["help"]]) {
    // The first one saves the index and the compiled code.
    seconds([...program, ...words], 1)
    const cost = seconds([...program, ...words])
    console.log(`| \`paper ${words.join(" ")}\` | ${cost.toFixed(3)} | ${(cost / empty).toFixed(1)} |`)
  }
  console.log(`| \`node -e 0\` | ${empty.toFixed(3)} | 1 |`)
} finally {
  rmSync(DATA_DIR, { recursive: true, force: true })
}

function paperLine(index: number): string {
  const at = (step: number) => topics[Math.floor(index / step) % topics.length]
  const title = `${at(1)} with ${at(10)} for ${at(100)} ${index}`
  const abstract = `We study ${at(1)} and ${at(7)}. `.repeat(30)
  return `${JSON.stringify({ id: `2401.${10_000 + index}`, title, abstract, authors: ["Ada Lovelace"] })}\n`
}

function seconds(words: readonly string[], times = runs): number {
  const costs = Array.from({ length: times }, () => {
    const stdio = ["ignore", "ignore", "inherit", "pipe"] as const
    const { output } = spawnSync(process.execPath, [...told, ...words], { cwd: root, env, stdio: [...stdio] })
    return Number(output[3]) / 1e6
  })
  return quantile(costs, 0.5)
}
