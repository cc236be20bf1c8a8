import { GrowingNumbers } from "./growing-numbers.ts"
import { TextNumbers } from "./text-numbers.ts"

/** Names of authors or organisations, each once, with how many papers bear it now. Numbers are never reused. */
export class Names {
  readonly numbers: TextNumbers
  readonly counts: GrowingNumbers

  /** The first number is no name. */
  constructor(numbers = new TextNumbers([""]), counts = new GrowingNumbers(new Uint32Array(1))) {
    this.numbers = numbers
    this.counts = counts
  }

  get texts(): readonly string[] {
    return this.numbers.texts
  }

  /** Without zero characters, which part the texts of a saved index. */
  number(given: string): number {
    const name = given.replaceAll("\0", "")
    const known = this.numbers.find(name)
    if (known !== undefined) return known
    this.counts.push(0)
    return this.numbers.add(name)
  }

  text(number: number): string {
    return this.texts[number] ?? ""
  }
}
