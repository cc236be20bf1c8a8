import { GrowingNumbers } from "./growing-numbers.ts"

/** Names of authors or organisations, each once, with how many papers bear it now. Numbers are never reused. */
export class Names {
  readonly #numbers = new Map<string, number>()
  /** The first number is no name. */
  texts: string[] = [""]
  counts = new GrowingNumbers(new Uint32Array(1))

  /** As they were saved; the first is no name. */
  static restored(texts: readonly string[], counts: Uint32Array<ArrayBuffer>): Names {
    const names = new Names()
    names.texts = [...texts]
    names.counts = new GrowingNumbers(counts)
    for (let number = 1; number < texts.length; number++) names.#numbers.set(texts[number] as string, number)
    return names
  }

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
