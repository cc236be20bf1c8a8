/** One tag as it is kept: `#Video Models` is `video-models`. Empty if nothing is left of it. */
export function tidyTag(written: string): string {
  return written
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}.+-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
}

/** Tags as people write them, with commas or spaces between: each once, in the order in which they stand. */
export function readTags(written: string): readonly string[] {
  const separator = written.includes(",") ? /,/ : /\s+/
  const tags = written.split(separator).map(tidyTag)
  return [...new Set(tags)].filter((tag) => tag !== "")
}
