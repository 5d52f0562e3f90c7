/** The program's HTTP side: the server, the API with its document, problems, health and metrics. */
export { type Api, type ApiParts, api } from './api.ts'
export { type Check, type HealthParts, healthRoutes, PROBES, storeCheck } from './health.ts'
export { LANGUAGE_COOKIE, requestLanguage } from './language.ts'
export { measure } from './measured.ts'
export { createMetrics, type Ending, type Metrics } from './metrics.ts'
export { type Problem, type ProblemParts, type Problems, problems } from './problems.ts'
export { REQUESTS } from './repetition.ts'
export { CannotListen, clientOf, type HttpParts, type HttpServer, type NodeHandler, startHttp } from './server.ts'
