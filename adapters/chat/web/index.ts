/** The web chat: a channel whose messages wait in the store, and the page with its routes. */
export { type WebChannel, webChannel } from './channel.ts'
export { MESSAGES, SESSIONS } from './documents.ts'
export type { PageTexts } from './page.ts'
export type { MenuItem, WebChatParts } from './parts.ts'
export { webChatRoutes } from './routes.ts'
export { webChatTexts } from './texts.ts'
