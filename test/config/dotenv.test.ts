import { describe, expect, test } from "vitest"
import { decodeDotenv, readDotenv } from "../../config/dotenv.ts"
import { load } from "../../config/load.ts"

const text = "PORT=4001\r\nTIMEZONE=Europe/Paris\r\n"
const utf16 = Buffer.from(`\ufeff${text}`, "utf16le")

describe("a .env file", () => {
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with the mark that Notepad writes", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 as PowerShell writes it", utf16],
    ["UTF-16 with the bytes the other way round", Buffer.from(utf16).swap16()],
  ])("is read in %s", (_, bytes) => {
    expect(load({}, decodeDotenv(bytes))).toMatchObject({ PORT: 4001, TIMEZONE: "Europe/Paris" })
  })

  test("may have a tab behind export", () => {
    expect(load({}, "export\tPORT=4001\n").PORT).toBe(4001)
  })

  test("names the lines that are no setting, and goes on", () => {
    const config = load({}, '# mine\nPORT 4001\n\nHOST="::1"\nDISCORD_TOKEN\n')
    expect(config.strayLines).toEqual([2, 5])
    expect(config.HOST).toBe("::1")
  })

  test("takes the lines of a quoted value for what they are", () => {
    const { variables, strayLines } = readDotenv('A="first\nsecond line\nthird"\nB=1\nno setting\n')
    expect(variables).toEqual({ A: "first\nsecond line\nthird", B: "1" })
    expect(strayLines).toEqual([5])
  })

  test("names a value that Node would cut at an escaped quote", () => {
    expect(readDotenv('A="say \\"hi\\" to all"\n').strayLines).toEqual([1])
  })

  test.each(["DATA_DIR=~/paperboy", 'DATA_DIR="C:\\new\\data"'])(
    "is refused where a path would not be what it says: %s",
    (line) => {
      expect(() => load({}, line)).toThrow("DATA_DIR is")
    },
  )
})
