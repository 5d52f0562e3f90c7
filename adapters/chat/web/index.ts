/** The web chat: a channel whose messages wait in the store, and the page with its routes. */
export { webChannel } from './channel.ts'

export { webChatRoutes } from './routes.ts'
export { webChatTexts } from './texts.ts'
