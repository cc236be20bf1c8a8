/** A saved index that cannot be used: cut off, altered, or written by another version. Build a new one. */
export class DamagedIndexError extends Error {
  override readonly name = "DamagedIndexError"
}
