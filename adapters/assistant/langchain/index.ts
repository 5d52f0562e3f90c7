export { type LangchainAssistantParts, langchainAssistant } from './langchain-assistant.ts'
