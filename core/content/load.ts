import type { z } from 'zod'
import type { Params } from '../kernel/errors.ts'
import type { Content, ContentFile, ContentPiece, Language } from './content.ts'
import { type ContentProblem, type Parsed, type ParsedBefore, type Path, parse, problem } from './parse.ts'
import { Texts, type TextsValue } from './texts.ts'

/** The content folder as the outside gives it: relative names with forward slashes, and their text. */
export type ContentSource = ReadonlyMap<string, string>

/** The content has faults: nothing of it is used. */
export class ContentInvalid extends Error {
  override name = 'ContentInvalid'
  constructor(readonly problems: readonly ContentProblem[]) {
    super(problems.map((each) => `${each.file}:${each.line} ${each.path} ${each.message}`).join('\n'))
  }
}

/** Reads and checks every piece; all faults of all files are gathered before any is thrown. @throws ContentInvalid */
export const loadContent = (
  source: ContentSource,
  pieces: readonly ContentPiece<unknown>[],
  before?: ParsedBefore,
): Content => {
  const problems: ContentProblem[] = []
  const parsed = new Map<string, Parsed>()
  const values = new Map<string, readonly ContentFile<unknown>[]>()
  const all = new Map([...pieces, Texts as ContentPiece<unknown>].map((piece) => [piece.name, piece])).values()
  const distinct = [...all]

  for (const piece of distinct) {
    const names = [...source.keys()].filter((name) => matches(piece.files, name)).sort()
    if (names.length === 0) problems.push(problem(piece.files, 1, [], 'is missing: the program needs this file'))
    const files: ContentFile<unknown>[] = []
    for (const name of names) {
      const file = parse(name, source.get(name) ?? '', problems, before)
      if (file === undefined) continue
      parsed.set(name, file)
      const checked = piece.schema.safeParse(file.value)
      if (checked.success) files.push({ file: name, value: checked.data })
      else
        for (const issue of flatten(checked.error.issues))
          problems.push(problem(name, file.line(issue.path), issue.path, issue.message))
    }
    values.set(piece.name, files)
  }

  if (problems.length === 0) {
    const content = new LoadedContent(values)
    for (const piece of distinct) {
      for (const { file, value } of values.get(piece.name) ?? []) {
        for (const fault of piece.check?.(value, content) ?? []) {
          const where = fault.file ?? file
          problems.push(problem(where, parsed.get(where)?.line(fault.at) ?? 1, fault.at, fault.message))
        }
      }
    }
    if (problems.length === 0) return content
  }
  throw new ContentInvalid(problems)
}

class LoadedContent implements Content {
  private readonly derived = new Map<unknown, unknown>()
  private readonly texts: TextsValue

  constructor(private readonly values: ReadonlyMap<string, readonly ContentFile<unknown>[]>) {
    this.texts = Texts.gather(this.files(Texts))
  }

  files<T>(piece: ContentPiece<T>): readonly ContentFile<T>[] {
    const files = this.values.get(piece.name)
    if (files === undefined) throw new Error(`no feature declares the content ${piece.name}`)
    return files as readonly ContentFile<T>[]
  }

  only<T>(piece: ContentPiece<T>): T {
    const [first] = this.files(piece)
    if (first === undefined) throw new Error(`the content ${piece.name} has no file`)
    return first.value
  }

  derive<T>(make: (content: Content) => T): T {
    if (!this.derived.has(make)) this.derived.set(make, make(this))
    return this.derived.get(make) as T
  }

  say(language: Language, key: string, params: Params = {}): string {
    return this.texts.say(language, key, params)
  }
}

/** `folder/*.yaml` names the files of one folder, `folder/**` those of all below it, anything else one file. */
const matches = (pattern: string, name: string): boolean => {
  if (pattern.endsWith('/**')) return name.startsWith(pattern.slice(0, -2)) && /\.ya?ml$/.test(name)
  if (!pattern.includes('*')) return name === pattern
  const folder = pattern.slice(0, pattern.indexOf('*'))
  return name.startsWith(folder) && /^[^/]+\.ya?ml$/.test(name.slice(folder.length))
}

/** Of a union, the branch that came nearest speaks. */
const flatten = (issues: readonly z.core.$ZodIssue[]): readonly { path: Path; message: string }[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
    const fewest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? []
    return flatten(fewest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
  })
