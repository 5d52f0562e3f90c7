import type { Content } from '../../../core/content/content.ts'
import type { Assistant } from '../../../core/ports/assistant.ts'
import { type CategoryModel, classify } from './classify.ts'
import { extract } from './extract/extract.ts'
import { placeNames } from './extract/place.ts'
import { matterIndex } from './matter-index.ts'

export interface OfflineAssistantParts {
  readonly content: Content
  /** A trained model of the first-level categories, where there is one: it moves the words' verdict, never replaces it. */
  readonly model?: CategoryModel
}

/** Understands a letter by the office's own list of matters and places; needs nothing but the content. */
export const offlineAssistant = ({ content, model }: OfflineAssistantParts): Assistant => {
  const matters = content.derive(matterIndex)
  const places = content.derive(placeNames)
  return {
    classify: async (text) => classify(matters, text, model),
    extract: async (text) => extract(places, text),
  }
}
