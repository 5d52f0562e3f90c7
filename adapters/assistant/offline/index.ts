export type { CategoryModel } from './classify.ts'
export { type OfflineAssistantParts, offlineAssistant } from './offline-assistant.ts'
