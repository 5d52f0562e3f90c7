import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentSource } from '../../core/content/load.ts'
import { codeOf } from './fault.ts'

/** The content folder can't be read. The message names `CONTENT_DIR` or the file, and the cure. */
export class ContentFolderWrong extends Error {
  override name = 'ContentFolderWrong'
}

const KINDS = /\.(ya?ml|csv)$/i
const MAX_FILE_BYTES = 4 * 1024 * 1024
const MAX_TOTAL_BYTES = 64 * 1024 * 1024
const MAX_DEPTH = 8

/**
 * Every `.yaml`, `.yml` and `.csv` file below `folder` as text, by its relative name with forward slashes, in the
 * order of names. Hidden files and folders are left out.
 * @throws ContentFolderWrong
 */
export const readContentFolder = async (folder: string): Promise<ContentSource> => {
  const texts = new Map<string, string>()
  let total = 0
  for (const name of (await namesIn(folder, '', 0)).sort()) {
    const bytes = await readFile(join(folder, name)).catch((error: unknown) => {
      throw new ContentFolderWrong(`${name} can't be read (${codeOf(error)}): let the program's user read it`)
    })
    total += bytes.length
    if (bytes.length > MAX_FILE_BYTES) throw tooLarge(name, MAX_FILE_BYTES)
    if (total > MAX_TOTAL_BYTES) throw tooLarge('the whole folder', MAX_TOTAL_BYTES)
    texts.set(name, decoded(name, bytes))
  }
  if (texts.size === 0) throw wrongFolder(folder, 'holds no .yaml file')
  return texts
}

const namesIn = async (folder: string, below: string, depth: number): Promise<string[]> => {
  if (depth > MAX_DEPTH) throw new ContentFolderWrong(`${below} lies too deep: is there a link in a circle?`)
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    throw wrongFolder(folder, codeOf(error) === 'ENOENT' ? "doesn't exist" : `can't be read (${codeOf(error)})`)
  })
  const names: string[] = []
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    const kind = await kindOf(entry, join(folder, name))
    if (kind === 'folder') names.push(...(await namesIn(folder, name, depth + 1)))
    else if (kind === 'file' && KINDS.test(name)) names.push(name)
  }
  return names
}

/** Links are followed: that is how container platforms lay out mounted files. */
const kindOf = async (entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> => {
  const it = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry
  if (it.isDirectory()) return 'folder'
  return it.isFile() ? 'file' : 'other'
}

const decoded = (name: string, bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ContentFolderWrong(`${name} is not UTF-8: save it again with the encoding UTF-8`)
  }
}

const tooLarge = (what: string, bytes: number) =>
  new ContentFolderWrong(`${what} is larger than ${bytes / 1024 / 1024} MB: is it really content?`)

const wrongFolder = (folder: string, what: string) =>
  new ContentFolderWrong(`the content folder ${folder} ${what}: set CONTENT_DIR to the folder that holds office.yaml`)
