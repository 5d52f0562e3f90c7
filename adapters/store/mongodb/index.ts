export { mongoStore } from './mongo-store.ts'
