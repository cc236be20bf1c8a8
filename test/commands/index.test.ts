import { describe, expect, test } from "vitest"
import { commands } from "../../commands/index.ts"
import { readArguments } from "../../src/parsing/argument-values.ts"
import { parseLine } from "../../src/parsing/arguments.ts"

// https://docs.discord.com/developers/interactions/application-commands: the tightest of the platforms.
const name = /^[a-z][a-z0-9-]{0,31}$/
const longestDescription = 100
const mostOptions = 25
const moment = { now: Temporal.Instant.from("2025-10-27T15:00:00Z"), timeZone: "UTC" }

describe.each(commands.map((command) => [command.name, command] as const))("%s", (_, command) => {
  test("fits every platform's limits", () => {
    expect(command.name).toMatch(name)
    expect(command.description.length).toBeLessThanOrEqual(longestDescription)
    expect(Object.keys(command.options).length).toBeLessThanOrEqual(mostOptions)
    for (const [option, { description }] of Object.entries(command.options)) {
      expect(option).toMatch(name)
      expect(description.length).toBeLessThanOrEqual(longestDescription)
    }
  })

  test("has at most one option that takes the bare words", () => {
    const positional = Object.values(command.options).filter(
      (option) => "positional" in option && option.positional,
    )
    expect(positional.length).toBeLessThanOrEqual(1)
  })

  test.each(command.examples)("works as its example says: %s", (line) => {
    const parsed = parseLine(line, commands)
    expect(parsed?.command).toBe(command)
    expect(() => parsed && readArguments(command, parsed.values, moment)).not.toThrow()
  })

  test("has its shortest example first", () => {
    const lengths = command.examples.map((line) => line.length)
    expect(lengths[0]).toBe(Math.min(...lengths))
  })
})

test("no two commands have the same name", () => {
  expect(new Set(commands.map((command) => command.name)).size).toBe(commands.length)
})
