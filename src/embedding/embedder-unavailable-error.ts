/** There is no embedding model: not installed, not loadable, or stopped. Search works without one. */
export class EmbedderUnavailableError extends Error {
  override readonly name = "EmbedderUnavailableError"
}
