/** The prompt, imports, and lines that a shell can run. */
export const terminal = {
  line: (command: string) => `npm run paper -- ${command}`,
  prefix: "npm run paper --",
  prompt: {
    greeting: "Type a command, help for the list, Tab to complete, Ctrl-D to leave.",
    goodbye: "See you at the next paper.",
    noButtons: "There are no buttons yet. Numbers press the buttons of the last answer.",
    noSuchButton: (number: string, count: number) =>
      `There is no button ${number}. The last answer has buttons 1 to ${count}.`,
  },
  files: {
    saved: (name: string, size: string) => `Saved as ./${name} · ${size}`,
    cannotSave: (path: string, code: string) =>
      `Paperboy can't write ${path}: ${code}. Change to a folder that you can write to, or add \`> file\` to the command.`,
  },
  import: {
    progress: (papers: number, file: string) => `${papers.toLocaleString("en")} papers · ${file}`,
    unreadable: (path: string, code: string) => `Paperboy can't read ${path}: ${code}.`,
    nothingThere: (path: string) => `There is nothing to read at "${path}".`,
    nothingThereHint:
      "Name files, folders or patterns such as `papers/*.json.gz`. In a folder, Paperboy reads JSON, JSON Lines, text and XML.",
    tooLarge: (file: string, megabytes: number) =>
      `${file} is too large: Paperboy reads at most ${megabytes} million characters of it in one piece.`,
    tooLargeHint: "Split it, or write it as JSON Lines: one paper per line.",
    notText: (file: string) => `${file} is not a text file.`,
    damaged: (file: string, why: string) => `${file} is packed, and damaged or cut off: ${why}.`,
    damagedHint:
      "Papers before the damage were read. Download the file again and import it again: nothing is doubled.",
    forbidden: (file: string) => `This user may not read ${file}.`,
  },
}
