import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ParsedBefore } from '../../core/content/parse.ts'

/**
 * Values of content files as one file of JSON: reading YAML is half of what a start takes. Nothing depends on it: one
 * that is missing, damaged or can't be written costs time, no more, and every value is checked like one just read.
 */
export const parsedBefore = async (path: string): Promise<ParsedBefore & { save(): Promise<void> }> => {
  const known = await readFile(path, 'utf8').then(valuesIn, () => new Map<string, unknown>())
  const used = new Map<string, unknown>()
  return {
    get: (digest) => {
      const value = known.get(digest)
      if (value !== undefined) used.set(digest, value)
      return value
    },
    set: (digest, value) => void used.set(digest, value),
    save: async () => {
      const isSame = used.size === known.size && [...used.keys()].every((digest) => known.has(digest))
      if (!isSame) await put(path, JSON.stringify(Object.fromEntries(used))).catch(() => {})
    },
  }
}

const valuesIn = (text: string): Map<string, unknown> => {
  try {
    const values: unknown = JSON.parse(text)
    return new Map(typeof values === 'object' && values !== null ? Object.entries(values) : [])
  } catch {
    return new Map()
  }
}

/** Under its name stands a whole file or none. */
const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const written = `${path}.${process.pid}`
  await writeFile(written, text, { mode: 0o600 })
  await rename(written, path)
}
