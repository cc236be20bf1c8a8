// Loaded before anything else (`node --import`), in words that every Node understands: an older one cannot even read
// the TypeScript that follows. npm's scripts find the right Node in node_modules/.bin; this speaks where they did not.
const needed = 26
const found = Number(process.versions.node.split(".")[0])

if (found < needed) {
  process.stderr.write(
    `Paperboy needs Node ${needed}, and this is Node ${process.versions.node}.\n` +
      "`npm ci` brings the right one along; then use `npm start` and `npm run paper`, which find it.\n" +
      "Where npm was told to omit optional packages, or has none for this machine, install Node 26 from https://nodejs.org.\n",
  )
  process.exit(1)
}
