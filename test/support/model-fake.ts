import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** What the service demands of a request: one function that must be called, and messages of text. */
const Request = z.object({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string().min(1) })).min(1),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.object({ name: z.string(), parameters: z.object({ type: z.literal('object') }).loose() }).loose(),
      }),
    )
    .length(1),
  tool_choice: z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
  max_tokens: z.number().int().positive(),
  stream: z.literal(false).optional(),
})

/** One question as the service got it. */
export interface Asked {
  readonly task: string
  readonly system: string
  readonly letter: string
  /** The whole body. */
  readonly body: string
  readonly authorization: string | undefined
}

/** How the service behaves, for each question. */
export type Behaviour =
  | { readonly kind: 'answers'; readonly answer: unknown; readonly after?: number }
  | { readonly kind: 'never' }
  /** A JSON that breaks off, as it does where the most tokens are reached. */
  | { readonly kind: 'cut-off'; readonly answer: unknown }
  | { readonly kind: 'talks'; readonly words: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'redirects'; readonly to: string }

/** An OpenAI-compatible service in this process, as strict as services are, which behaves as told. */
export class ModelFake {
  readonly asked: Asked[] = []
  /** How many questions were open at once, at most. */
  mostAtOnce = 0
  /** Questions whose connection was dropped before they were answered. */
  dropped = 0
  behave: (asked: Asked) => Behaviour = () => ({ kind: 'never' })
  private open = 0
  private readonly server = createServer((request, response) => void this.take(request, response))

  static async start(): Promise<ModelFake> {
    const fake = new ModelFake()
    fake.server.listen(0, '127.0.0.1')
    await once(fake.server, 'listening')
    return fake
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const parsed = Request.safeParse(JSON.parse(body || '{}'))
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions' || !parsed.success) {
      return send(response, 400, { error: { message: parsed.success ? 'no such page' : parsed.error.message } })
    }
    const { messages, tool_choice: choice } = parsed.data
    const asked: Asked = {
      task: choice.function.name,
      system: messages.find(({ role }) => role === 'system')?.content ?? '',
      letter: messages.find(({ role }) => role === 'user')?.content ?? '',
      body,
      authorization: request.headers.authorization,
    }
    this.asked.push(asked)
    this.open++
    this.mostAtOnce = Math.max(this.mostAtOnce, this.open)
    response.on('close', () => {
      this.open--
      if (!response.writableFinished) this.dropped++
    })
    await this.answer(this.behave(asked), asked, response)
  }

  private async answer(behaviour: Behaviour, { task }: Asked, response: ServerResponse): Promise<void> {
    switch (behaviour.kind) {
      case 'never':
        return
      case 'answers':
        await new Promise((resolve) => setTimeout(resolve, behaviour.after ?? 0))
        return send(
          response,
          200,
          completion({ call: [task, JSON.stringify(behaviour.answer)], because: 'tool_calls' }),
        )
      case 'cut-off': {
        const whole = JSON.stringify(behaviour.answer)
        const half = whole.slice(0, Math.floor(whole.length * 0.6))
        return send(response, 200, completion({ call: [task, half], because: 'length' }))
      }
      case 'talks':
        return send(response, 200, completion({ words: behaviour.words, because: 'stop' }))
      case 'status':
        return send(response, behaviour.status, { error: { message: 'the service is not well', type: 'server_error' } })
      case 'nonsense':
        response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
        return
      case 'redirects':
        response.writeHead(307, { location: behaviour.to }).end()
    }
  }
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

interface Said {
  readonly words?: string
  /** The function and its arguments. */
  readonly call?: readonly [string, string]
  readonly because: 'stop' | 'length' | 'tool_calls'
}

const completion = ({ words, call, because }: Said): unknown => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_750_000_000,
  model: 'fake',
  choices: [
    {
      index: 0,
      finish_reason: because,
      message: {
        role: 'assistant',
        content: words ?? null,
        ...(call === undefined
          ? {}
          : { tool_calls: [{ id: 'call_1', type: 'function', function: { name: call[0], arguments: call[1] } }] }),
      },
    },
  ],
  usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1_000 },
})
