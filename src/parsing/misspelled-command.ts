import type { Call } from "../vocabulary/card.ts"
import type { Command } from "../vocabulary/command.ts"
import { parseCall, splitCommand } from "./arguments.ts"
import { nearestWord } from "./edit-distance.ts"

/** A line whose first word is a command's name but for a slip, and whose rest parses. */
export type MisspelledCommand = {
  /** The first word as it was written. */
  readonly written: string
  readonly line: string
  readonly call: Call
}

/** The command that a line probably calls; undefined if its first word is no near name, or the rest doesn't fit. */
export function misspelledCommand(line: string, commands: readonly Command[]): MisspelledCommand | undefined {
  const [written, rest] = splitCommand(line)
  const most = written.length < shortestName ? 0 : written.length > 6 ? 2 : 1
  const names = commands.map(({ name }) => name)
  const meant = most === 0 ? undefined : nearestWord(written, names, most)
  const right = `${meant} ${rest}`.trim()
  const call = meant && parseCall(right, commands)
  return call && meant !== written ? { written, line: right, call } : undefined
}

/** Shorter words are one slip away from too much. */
const shortestName = 4
