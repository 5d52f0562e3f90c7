import { Hono } from 'hono'

/** Takes what a platform posts. */
export type Webhook = (request: Request) => Promise<Response>

/** `hooks` by path, such as `/telegram/citizen`. */
export const webhookRoutes = (hooks: ReadonlyMap<string, Webhook>): Hono => {
  const routes = new Hono()
  for (const [path, hook] of hooks) routes.post(path, (c) => hook(c.req.raw))
  return routes
}
