/** One variable that cannot be used as it is. */
export type Mistake = {
  readonly variable: string
  /** What stands there; absent for a secret. */
  readonly value: string | undefined
  /** What may stand there, as the end of "should be …". */
  readonly allowed: string
  readonly hint: string | undefined
}

/** The configuration cannot be used. `message` lists every mistake, a line each, and holds no secret. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError"
  readonly mistakes: readonly Mistake[]

  constructor(mistakes: readonly Mistake[]) {
    const count = mistakes.length === 1 ? "one mistake" : `${mistakes.length} mistakes`
    super([`The configuration has ${count}:`, ...mistakes.map(line)].join("\n"))
    this.mistakes = mistakes
  }
}

function line({ variable, value, allowed, hint }: Mistake): string {
  const is = value === undefined ? "cannot be used" : `is ${JSON.stringify(value)}`
  return `  ${variable} ${is}; it should be ${allowed}${hint === undefined ? "" : ` (${hint})`}.`
}
