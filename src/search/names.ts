import { GrowingNumbers } from "./growing-numbers.ts"

/** Names of authors or organisations, each once, with how many papers bear it now. Numbers are never reused. */
export class Names {
  readonly #numbers = new Map<string, number>()
  /** The first number is no name. */
  readonly texts: string[] = [""]
  readonly counts = new GrowingNumbers(new Uint32Array(1))

  number(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const added = this.texts.push(name) - 1
    this.#numbers.set(name, added)
    this.counts.push(0)
    return added
  }

  text(number: number): string {
    return this.texts[number] ?? ""
  }
}
