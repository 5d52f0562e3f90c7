export type { Limits } from './guard.ts'
export { type LangchainAssistantParts, langchainAssistant, type ModelAssistant } from './langchain-assistant.ts'
export { PromptInvalid } from './prompt.ts'
