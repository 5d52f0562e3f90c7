import { readFile } from 'node:fs/promises'
import { type Categorizer, categorizer } from './categorizer.ts'
import { decodeModel } from './model-file.ts'

/** The model that comes with the program; `npm run train` makes it. */
export const SHIPPED_MODEL = new URL('categories.bin', import.meta.url)

/** The categorizer of a model's file; undefined where there is no such file. @throws ModelUnreadable */
export const loadCategorizer = async (file: URL | string = SHIPPED_MODEL): Promise<Categorizer | undefined> => {
  try {
    return categorizer(decodeModel(await readFile(file)))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
