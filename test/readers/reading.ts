/** What a reader sees of a rendered text, and what the platform did with it beside showing it. */
export type Reading = {
  readonly text: string
  /** `emphasis`, `mention`, `link <address>` …, each once, sorted; empty for plain text. */
  readonly done: readonly string[]
}
