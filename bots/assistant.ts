import {
  type CategoryModel,
  loadCategoryModel,
  ModelUnreadable,
  offlineAssistant,
} from '../adapters/assistant/offline/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import type { Content } from '../core/content/content.ts'
import type { Assistant } from '../core/ports/assistant.ts'
import type { Logger } from '../core/ports/logger.ts'
import type { Configuration } from './config.ts'

type Settings = Pick<Configuration, 'LLM_BASE_URL' | 'LLM_MODEL' | 'LLM_API_KEY' | 'LLM_MAY_SEE'>

/** The offline assistant, with a model beside it where one is configured and may see something. @throws PromptInvalid */
export const assistantOf = async (config: Settings, content: Content, logger: Logger): Promise<Assistant> => {
  const trained = await trainedModel(logger)
  const offline = offlineAssistant({ content, ...(trained === undefined ? {} : { model: trained }) })
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey, LLM_MAY_SEE: maySee } = config
  if (baseUrl === undefined || model === undefined) return offline
  if (maySee === 'nothing') {
    logger.warn('assistant.model-may-see-nothing', { variable: 'LLM_MAY_SEE', cure: 'masked' })
    return offline
  }
  logger.info('assistant.model-sees-masked-letters', { host: new URL(baseUrl).host, model })
  // The library takes its time to load: only who uses a model waits for it.
  const { langchainAssistant } = await import('../adapters/assistant/langchain/index.ts')
  return langchainAssistant({ baseUrl, model, apiKey, offline, content, logger, clock: systemClock })
}

/** Without it, the matters' own words are enough. */
const trainedModel = async (logger: Logger): Promise<CategoryModel | undefined> => {
  try {
    return await loadCategoryModel()
  } catch (error) {
    if (!(error instanceof ModelUnreadable)) throw error
    logger.warn('assistant.trained-model-unreadable', { message: error.message, cure: 'npm run train' })
    return undefined
  }
}
