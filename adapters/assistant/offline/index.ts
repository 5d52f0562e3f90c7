export type { CategoryModel } from './classify.ts'
export { loadCategoryModel } from './model/category-model.ts'
export { ModelUnreadable } from './model/model-file.ts'
export { offlineAssistant } from './offline-assistant.ts'
