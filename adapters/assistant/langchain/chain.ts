import type { ChatOpenAIFields } from '@langchain/openai'
// Brought in with us: the model would look for it when it is first asked, at the cost of that question.
import '@langchain/openai'
import { ConfigurableModel } from 'langchain/chat_models/universal'
import type { z } from 'zod'
import type { Task } from '../../../prompts/task.ts'
import { promptOf } from './prompt.ts'

/** Where a model is asked. */
export interface Endpoint {
  /** Of an OpenAI-compatible service, such as `http://127.0.0.1:9000/v1`. */
  readonly baseUrl: string
  readonly model: string
  readonly apiKey?: string | undefined
}

/** What came back: `value` is absent where it does not have the task's form. */
export interface Answered<T> {
  readonly value?: T
  /** As the service counts; 0 where it does not say. */
  readonly tokens: number
}

/** One task, ready to be asked. */
export interface Chain<T> {
  readonly task: string
  /** Exactly what would be sent. */
  words(variables: Readonly<Record<string, string>>): Promise<string>
  /** @throws whatever the service or the way to it brings; when `signal` is aborted, the connection is dropped */
  ask(variables: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answered<T>>
}

/** What a service tells beside its answer, where it does. */
interface Told {
  readonly usage_metadata?: { readonly total_tokens?: number }
  readonly response_metadata?: { readonly finish_reason?: string }
}

/** LangChain sends every prompt to a tracing service where one of these is set: whatever may leave, may leave to the model alone. */
const TRACING = ['LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING']

/** The chat model of `endpoint`, which answers in at most `maxTokens`. */
export const chatModel = ({ baseUrl, model, apiKey }: Endpoint, maxTokens: number): ConfigurableModel => {
  for (const name of TRACING) delete process.env[name]
  const settings = {
    apiKey: apiKey ?? 'none',
    temperature: 0,
    maxTokens,
    // What fails, fails: whoever asks has a deadline of their own and an answer without us.
    maxRetries: 0,
    streaming: false,
    configuration: {
      baseURL: baseUrl,
      organization: null,
      project: null,
      // The library can be told by the environment to write bodies to the console.
      logLevel: 'off',
      // A letter goes to the configured address and nowhere else.
      fetchOptions: { redirect: 'error' },
    },
  } satisfies ChatOpenAIFields
  return new ConfigurableModel({ defaultConfig: { ...settings, model, modelProvider: 'openai' } })
}

/** Asks `model` for one task. Many compatible services know function calls but no response format of their own schema. */
export const chainOf = <S extends z.ZodType>(model: ConfigurableModel, task: Task<S>): Chain<z.infer<S>> => {
  const prompt = promptOf(task)
  const structured = model.withStructuredOutput(task.schema, {
    name: task.name,
    method: 'functionCalling',
    includeRaw: true,
  })
  const chain = prompt.pipe(structured)
  return {
    task: task.name,
    words: async (variables) => (await prompt.invoke(variables)).toString(),
    async ask(variables, signal) {
      const { raw, parsed } = await chain.invoke(variables, { signal })
      const checked = task.schema.safeParse(parsed)
      const { usage_metadata: usage, response_metadata: told } = raw as unknown as Told // as services answer
      const tokens = usage?.total_tokens ?? 0
      const whole = told?.finish_reason !== 'length'
      return checked.success && whole ? { value: checked.data, tokens } : { tokens }
    },
  }
}
