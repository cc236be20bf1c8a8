/** Whole numbers from 0 to 2^32 - 1, one after the other, in four bytes each; grows by half when it is full. */
export class GrowingNumbers {
  #numbers: Uint32Array<ArrayBuffer>
  #length: number

  constructor(numbers = new Uint32Array(0)) {
    this.#numbers = numbers
    this.#length = numbers.length
  }

  get length(): number {
    return this.#length
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return index < this.#length ? (this.#numbers[index] as number) : 0
  }

  push(value: number): void {
    this.set(this.#length, value)
  }

  set(index: number, value: number): void {
    if (index >= this.#numbers.length) {
      const more = new Uint32Array(Math.max(64, index + 1, this.#numbers.length * 1.5))
      more.set(this.#numbers)
      this.#numbers = more
    }
    this.#numbers[index] = value
    this.#length = Math.max(this.#length, index + 1)
  }

  add(index: number, difference: number): void {
    this.set(index, this.at(index) + difference)
  }

  /** The numbers themselves, for tight loops; stale after the next `push` or `set`. */
  view(): Uint32Array<ArrayBuffer> {
    return this.#numbers.subarray(0, this.#length)
  }
}
