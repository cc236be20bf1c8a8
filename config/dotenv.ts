import { parseEnv } from "node:util"

/** A `.env` file: its variables, and the numbers of the lines that are no setting, from 1. */
export type Dotenv = {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly strayLines: readonly number[]
}

/** The text of a `.env` file as an editor wrote it: UTF-8, or UTF-16 as Windows' PowerShell does. */
export function decodeDotenv(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8"
  return new TextDecoder(encoding).decode(bytes)
}

export function readDotenv(text: string): Dotenv {
  const lines = text.replace(/^\ufeff/, "").replaceAll(/^(\s*export)\s+/gm, "$1 ")
  return { variables: parseEnv(lines), strayLines: strayLines(lines.split("\n")) }
}

const assignment = /^(?:export )?[\w.-]+\s*=\s*(.*)$/

/** A line within quotes that were opened above is part of a value. Node knows no `\"`, so a value with it is cut. */
function strayLines(lines: readonly string[]): readonly number[] {
  const strays: number[] = []
  let open: string | undefined
  for (const [index, line] of lines.entries()) {
    const text = line.trim()
    const value = open === undefined ? assignment.exec(text)?.[1] : text
    const isBlank = text === "" || text.startsWith("#")
    if (value === undefined ? !isBlank : /^".*\\"/.test(value)) strays.push(index + 1)
    const [quote = ""] = open ?? /^["'`]/.exec(value ?? "") ?? []
    const rest = open === undefined ? (value ?? "").slice(1) : text
    open = quote !== "" && !rest.includes(quote) ? quote : undefined
  }
  return strays
}
