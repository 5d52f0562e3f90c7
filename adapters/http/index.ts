/** The program's HTTP side: the server, the API with its document, problems, health and metrics. */
export { api } from './api.ts'
export { healthRoutes, storeCheck } from './health.ts'
export { LANGUAGE_COOKIE, requestLanguage } from './language.ts'
export { measure } from './measured.ts'
export { createMetrics } from './metrics.ts'
export { outboxMetrics } from './outbox-metrics.ts'
export { resultPages } from './pages/results.ts'
export { verifyPages } from './pages/verify.ts'
export { problems } from './problems.ts'

export { CannotListen, clientOf, startHttp } from './server.ts'
export { type Webhook, webhookRoutes } from './webhooks.ts'
