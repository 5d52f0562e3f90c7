import type { Content } from '../../../core/content/content.ts'
import type { Assistant } from '../../../core/ports/assistant.ts'
import { mask } from '../../../core/privacy/mask.ts'
import { type CategoryModel, classify } from './classify.ts'
import { extract } from './extract/extract.ts'
import { placeNames } from './extract/place.ts'
import { matterIndex } from './matter-index.ts'

export interface OfflineAssistantParts {
  readonly content: Content
  /** A trained model of the first-level categories, where there is one: it moves the words' verdict, never replaces it. */
  readonly model?: CategoryModel
}

/** A telephone or an identity card number says nothing of the matter, though its digits and its name stand in some matters' words. */
const withoutPersonal = (text: string): string =>
  mask(text).text.replace(
    /(?:我的?)?(?:联系)?(?:电话|手机|身份证|微信|QQ)?(?:号码?)?[是为:\uFF1A\s]*〔[^〔〕]*〕/gu,
    ' ',
  )

/** Understands a letter by the office's own list of matters and places; needs nothing but the content. */
export const offlineAssistant = ({ content, model }: OfflineAssistantParts): Assistant => {
  const matters = content.derive(matterIndex)
  const places = content.derive(placeNames)
  return {
    classify: async (text) => classify(matters, withoutPersonal(text), model),
    extract: async (text) => extract(places, text),
  }
}
