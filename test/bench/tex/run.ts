/** How often the reader of TeX agrees with pylatexenc on real titles. `--differences` prints the others. */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { texToUnicode } from "../../../src/parsing/tex/tex-to-unicode.ts"
import { shared } from "../../needs.ts"

type Reading = { readonly title: string; readonly plain: string; readonly named: string }

const alike: readonly (readonly [RegExp, string])[] = [
  [/\u0305/g, "\u0304"],
  [/[\u00ad&\u2061-\u2064\u200b-\u200d]|[\s{}^_()]/g, ""],
  [/[−–—‑‐]/g, "-"],
  [/-{2,}/g, "-"],
  [/[′‘’`´ʹ]/g, "'"],
  [/[″“”„]|''/g, '"'],
  [/[∗⋆]/g, "*"],
  [/∣/g, "|"],
  [/[‖∥]/g, "||"],
  [/∖/g, "\\"],
  [/[⟨〈]/g, "<"],
  [/[⟩〉]/g, ">"],
  [/∘/g, "°"],
  [/ϵ/g, "ε"],
  [/ϕ/g, "φ"],
  [/[⋅∙]/g, "·"],
  [/∆/g, "Δ"],
  [/∼/g, "~"],
  [/[⋯…]/g, "..."],
  [/⟶/g, "→"],
]

const files = ["arxiv-2025-2026.jsonl.gz", "arxiv-1993-2019-sample.jsonl.gz"]
const readings = readWithPylatexenc(files.flatMap(titlesOf).filter((title) => /[\\$^_{}~`]|--/.test(title)))
const others = readings.filter(({ title, plain, named }) => {
  const ours = comparable(texToUnicode(title))
  return ours !== comparable(plain) && ours !== comparable(named)
})
const agreed = readings.length - others.length
console.log(
  `${agreed} of ${readings.length} titles agree: ${((100 * agreed) / readings.length).toFixed(2)} %`,
)
if (process.argv.includes("--differences")) {
  for (const { title, named } of others) console.log(`\n${title}\n${texToUnicode(title)}\n${named}`)
}

function titlesOf(file: string): readonly string[] {
  const text = gunzipSync(readFileSync(join(shared("data/arxiv").path, file))).toString()
  return text.split("\n").flatMap((line) => (line === "" ? [] : [String(JSON.parse(line).title)]))
}

function readWithPylatexenc(titles: readonly string[]): readonly Reading[] {
  const input = titles.map((title) => JSON.stringify(title)).join("\n")
  const script = join(import.meta.dirname, "read_titles.py")
  const { stdout, stderr, status } = spawnSync("/usr/bin/python3", [script], { input, maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`pylatexenc failed: ${stderr}`)
  return stdout
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
}

/** Without what the two write differently on purpose: raised and lowered letters, blanks, alphabets, signs that look alike. */
function comparable(text: string): string {
  return alike.reduce(
    (changed, [pattern, sign]) => changed.replace(pattern, sign),
    text.replace(/[™®©]/g, "").normalize("NFKC").normalize("NFD"),
  )
}
