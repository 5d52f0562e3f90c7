import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FACES = ['bots/citizen.ts', 'bots/cadre.ts', 'bots/administrator.ts']

/** A piece of text in the source, and where it stands. */
export interface Found {
  readonly text: string
  readonly at: string
}

const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))

/** The first group of every match of `pattern` in the source of the core and of the faces, comments left out. */
export const inSource = (pattern: RegExp): readonly Found[] =>
  [...files('core'), ...FACES].flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.flatMap((line, n) =>
      /^\s*(\/\/|\*|\/\*)/.test(line)
        ? []
        : [...line.matchAll(pattern)].map((match) => ({ text: match[1] ?? '', at: `${file}:${n + 1}` })),
    )
  })
