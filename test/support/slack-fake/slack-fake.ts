import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isObject } from './blocks.ts'
import { Deliveries, type Handler } from './deliveries.ts'
import { type Fault, Faults } from './faults.ts'
import { jsonOf } from './methods.ts'
import { Triggers } from './modals.ts'
import { DOCUMENTED, RateLimiter, type Rates } from './rates.ts'
import { SocketPeer } from './socket-peer.ts'
import { type FakeFile, FakeUser } from './user.ts'
import { type Answer, type Call, WebApi } from './web-api.ts'

export interface SlackFakeOptions {
  /** What differs from what Slack documents. */
  readonly rates?: Partial<Rates>
  /** In milliseconds, for the rates. */
  readonly now?: () => number
}

/** A strict Slack on 127.0.0.1: its Web API, its events signed or by socket, and people to act as. */
export class SlackFake {
  readonly token = 'xoxb-test-bot-token'
  readonly signingSecret = 'signing-secret-of-the-test'
  readonly violations: { readonly method: string; readonly problem: string }[] = []
  readonly deliveries = new Deliveries(this.signingSecret)
  /** How often bytes of a file were asked for. */
  downloads = 0
  private readonly users = new Map<string, FakeUser>()
  private readonly files = new Map<string, FakeFile>()
  private readonly faults = new Faults()
  private readonly api: WebApi
  private readonly triggers: Triggers
  private readonly server = createServer((request, response) => void this.serve(request, response))
  private count = 0
  private revoked = false
  private socketTokens = 0

  constructor({ rates = {}, now = Date.now }: SlackFakeOptions) {
    this.triggers = new Triggers(now)
    this.api = new WebApi({
      triggers: this.triggers,
      users: this.users,
      faults: this.faults,
      rates: new RateLimiter({ ...DOCUMENTED, ...rates }, now),
      origin: () => this.origin,
      fresh: () => ++this.count,
      violated: ({ method }: Call, problem) => void this.violations.push({ method, problem }),
      tokenError: (method, token) => this.tokenError(method, token),
    })
    this.server.on('upgrade', (request, socket) => {
      const peer: SocketPeer = new SocketPeer(request, socket, {
        text: (text) => {
          const said = jsonOf(text)
          if (isObject(said)) this.deliveries.acknowledged(String(said.envelope_id), said.payload)
        },
        end: () => this.deliveries.disconnected(peer),
      })
      this.deliveries.connected(peer)
      peer.say({ type: 'hello', num_connections: 1 })
    })
  }

  static async start(options: SlackFakeOptions = {}): Promise<SlackFake> {
    const fake = new SlackFake(options)
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get origin(): string {
    const address = this.server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
  }
  get apiUrl(): string {
    return `${this.origin}/api/`
  }
  get calls(): readonly Call[] {
    return this.api.calls
  }

  /** The app, from now on. */
  listen(handler: Handler): void {
    this.deliveries.listen(handler)
  }

  /** An app-level token; the ones before hold no longer, as their programs were killed. */
  appToken(): string {
    this.socketTokens += 1
    return `xapp-test-${this.socketTokens}`
  }

  user({ name = 'Test Citizen', locale = 'zh-CN' } = {}): FakeUser {
    const number = String(++this.count).padStart(6, '0')
    const user: FakeUser = new FakeUser({
      id: `U${number}`,
      direct: `D${number}`,
      name,
      locale,
      deliveries: this.deliveries,
      fresh: () => ++this.count,
      trigger: () => this.triggerFor(user),
      keep: (file) => {
        this.files.set(file.id, file)
        return `${this.origin}/files/${file.id}`
      },
    })
    this.users.set(user.id, user)
    return user
  }

  /** A trigger as a press of `user` brings it. */
  triggerFor({ id }: FakeUser): string {
    return this.triggers.give(`${++this.count}.trigger`, id)
  }

  /** This person left the workspace. */
  deactivate(id: string): void {
    const user = this.users.get(id)
    if (user !== undefined) user.deactivated = true
  }

  inject(fault: Fault): void {
    this.faults.inject(fault)
  }
  revokeToken(): void {
    this.revoked = true
  }
  restoreToken(): void {
    this.revoked = false
  }

  async stop(): Promise<void> {
    this.deliveries.stop()
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private tokenError(method: string, token: string): string | undefined {
    if (token === '') return 'not_authed'
    const expected = method === 'apps.connections.open' ? `xapp-test-${this.socketTokens}` : this.token
    if (token !== expected) return 'invalid_auth'
    return this.revoked ? 'token_revoked' : undefined
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin)
    const [, kind, name = ''] = pathname.split('/')
    const bytes = await bodyOf(request)
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    if (kind === 'files') return this.download(name, token, response)
    if (kind === 'upload') {
      const taken = request.method === 'POST' && this.api.uploaded(name, bytes)
      response.writeHead(taken ? 200 : 400).end('OK')
      return
    }
    const fields = Object.fromEntries(new URLSearchParams(bytes.toString()))
    if (name === 'apps.connections.open' && this.tokenError(name, token) === undefined) {
      return reply(response, { body: { ok: true, url: `${this.origin.replace('http', 'ws')}/link` } })
    }
    reply(response, this.api.answer({ method: name, fields }, token))
  }

  private download(id: string, token: string, response: ServerResponse): void {
    this.downloads += 1
    const file = this.files.get(id)
    if (file === undefined || token !== this.token) response.writeHead(302, { Location: '/sign-in' }).end()
    else response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
  }
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const reply = (response: ServerResponse, answer: Answer): void => {
  if (answer === 'drop') {
    response.destroy()
  } else if ('body' in answer) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  } else {
    const wait = answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) }
    response.writeHead(answer.status, wait).end('')
  }
}
