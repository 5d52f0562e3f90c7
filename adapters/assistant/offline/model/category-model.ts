import type { CategoryModel } from '../classify.ts'
import type { Categorizer } from './categorizer.ts'
import { loadCategorizer, SHIPPED_MODEL } from './load.ts'

/**
 * Shorter messages, in characters, are chat, which the model was not trained on: there its opinion does harm
 * (docs/classification.md).
 */
const LETTER = 80

/** What the trained model says of a letter, for `classify`; nothing where it can't say. */
const categoryModel =
  (categorize: Categorizer): CategoryModel =>
  (text) => {
    if (text.length < LETTER) return new Map()
    const { known, all } = categorize({ text })
    return new Map(known ? all.map(({ label, confidence }) => [label, confidence] as const) : [])
  }

/** The model that comes with the program, or undefined where there is none. @throws ModelUnreadable */
export const loadCategoryModel = async (file: URL | string = SHIPPED_MODEL): Promise<CategoryModel | undefined> => {
  const categorize = await loadCategorizer(file)
  return categorize === undefined ? undefined : categoryModel(categorize)
}
