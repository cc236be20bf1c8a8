/** A Dockerfile as data, as far as ours goes: the instructions of each stage. */
import { readFileSync } from "node:fs"

export type Instruction = { readonly name: string; readonly text: string }
export type Stage = { readonly from: string; readonly name?: string; readonly steps: readonly Instruction[] }

/** Throws for a file that begins with anything but a stage. */
export function readDockerfile(file: string): readonly Stage[] {
  const stages: { from: string; name?: string; steps: Instruction[] }[] = []
  for (const { name, text } of instructions(readFileSync(file, "utf8"))) {
    if (name === "FROM") {
      const [from = "", , as] = text.split(/\s+/)
      stages.push({ from, ...(as && { name: as }), steps: [] })
      continue
    }
    const stage = stages.at(-1)
    if (stage === undefined) throw new Error(`${name} stands before the first FROM`)
    stage.steps.push({ name, text })
  }
  return stages
}

/** The texts of a stage's instructions of one name. */
export function textsOf(stage: Stage | undefined, name: string): readonly string[] {
  return stage?.steps.filter((step) => step.name === name).map(({ text }) => text) ?? []
}

/** `ENV` of a stage as variables. */
export function environmentOf(stage: Stage | undefined): Readonly<Record<string, string>> {
  const pairs = textsOf(stage, "ENV").flatMap((text) => text.split(/\s+/))
  return Object.fromEntries(pairs.map((pair) => pair.split("=") as [string, string]))
}

function instructions(source: string): readonly Instruction[] {
  const lines = source.replace(/^\s*#.*\n/gm, "").replace(/\\\n\s*/g, "")
  return lines
    .split("\n")
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim()))
    .flatMap((found) => (found ? [{ name: found[1] ?? "", text: found[2] ?? "" }] : []))
}
