/** What stands in a card where something was left out, or has no words of its own. */
export const rendering = {
  untitled: "(untitled)",
  image: "image",
  file: "file",
  /** `papers.bib · 2.3 KB` */
  fileLine: (name: string, size: string) => `${name} · ${size}`,
  fileSizes: ["bytes", "KB", "MB", "GB"],
  fileTooLarge: (file: string) => `${file} is too large to send here.`,
  andMore: (count: number) => `and ${count} more`,
  shortened: "Some details are hidden so that every entry fits.",
}
