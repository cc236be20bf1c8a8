/** Discord's own contract, where it lies beside the project: what goes in and out is held against it. */
import { readFileSync } from "node:fs"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import { missing, shared } from "../../../needs.ts"

export type Contract = {
  /** What is wrong with a request's body; nothing when it fits, or when the contract knows no body. */
  request(method: string, path: string, body: unknown): readonly string[]
  response(method: string, path: string, status: number, body: unknown): readonly string[]
  /** What is wrong with something by a schema's name: `MessageResponse`. */
  component(name: string, body: unknown): readonly string[]
}

type Media = { readonly content?: { readonly "application/json"?: { readonly schema: unknown } } }
type Operation = { readonly requestBody?: Media; readonly responses?: Readonly<Record<string, Media>> }
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

/** For schemas that are large and other people's: not inlined and not tidied they compile in a quarter of the time. */
export const forLargeSchemas = {
  strict: false,
  validateFormats: false,
  validateSchema: false,
  inlineRefs: false,
  code: { optimize: false },
} as const

/** The parsed contract is large: one for all twins of a process. */
let loaded: Contract | undefined

/** Undefined, with the reason printed, where the contract is not here. */
export function loadContract(): Contract | undefined {
  const file = shared("specs/discord/openapi.json")
  if (missing(file)) return undefined
  loaded ??= contractOf(JSON.parse(readFileSync(file.path, "utf8")))
  return loaded
}

function contractOf(document: Document): Contract {
  const ajv = new Ajv2020(forLargeSchemas)
  ajv.addSchema(document, "discord")
  const compiled = new Map<string, ValidateFunction>()
  const check = (pointer: string, body: unknown): readonly string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `discord#${pointer}` })
    compiled.set(pointer, validate)
    if (validate(body)) return []
    const errors = validate.errors ?? []
    // A union tells why each of its members does not fit: one sentence for all of them.
    return [
      errors.map(({ instancePath, message }) => `${instancePath || "body"} ${message ?? ""}`).join("; "),
    ]
  }
  const operation = (method: string, path: string) => document.paths[path]?.[method.toLowerCase()]
  const json = "/content/application~1json/schema"
  const at = (method: string, path: string) =>
    `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D")}/${method.toLowerCase()}`

  return {
    component: (name, body) => check(`/components/schemas/${name}`, body),
    request(method, path, body) {
      const schema = operation(method, path)?.requestBody?.content?.["application/json"]
      return schema ? check(`${at(method, path)}/requestBody${json}`, asNumbers(body)) : []
    },
    response(method, path, status, body) {
      const schema = operation(method, path)?.responses?.[status]?.content?.["application/json"]
      return schema ? check(`${at(method, path)}/responses/${status}${json}`, body) : []
    },
  }
}

/** The documents take permissions as text, and every library sends them so; the contract knows them as numbers only. */
function asNumbers(body: unknown): unknown {
  if (body === undefined) return undefined
  return JSON.parse(JSON.stringify(body), (key, value: unknown) =>
    key === "default_member_permissions" && typeof value === "string" ? Number(value) : value,
  )
}
