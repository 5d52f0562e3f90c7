import { z } from 'zod'

/** A setting is missing or wrong: the program does not start, and says which one and what to do. */
export class ConfigurationWrong extends Error {
  override name = 'ConfigurationWrong'
}

const text = z.string().trim().min(1).optional()

const Environment = z
  .object({
    NODE_ENV: z.string().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)$/, 'must be sqlite:PATH or mongodb://HOST/NAME')
      .default('sqlite:data/contact-point.sqlite'),
    /** Where attachments lie: on this machine's disk, below DATA_DIR, or in the MongoDB of DATABASE_URL (GridFS). */
    FILES: z.enum(['disk', 'mongodb'], 'must be disk or mongodb').default('disk'),
    DATA_DIR: z.string().min(1).default('data'),
    CONTENT_DIR: z.string().min(1).default('content'),
    HTTP_HOST: z.string().min(1).default('127.0.0.1'),
    HTTP_PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(8080),
    PUBLIC_URL: z.url('must be an address such as https://chat.example.org/').optional(),
    BEHIND_PROXY: z.stringbool('must be true or false').default(false),
    METRICS_TOKEN: text,
    /** Where a worker, which serves no pages, tells its health and metrics; nowhere where unset. */
    METRICS_PORT: z.coerce.number('must be a number').int().min(0).max(65_535).optional(),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
      .default('info'),
    SEAL_KEYS: text,
    TELEGRAM_BOT_TOKEN: text,
    TELEGRAM_STAFF_BOT_TOKEN: text,
    TELEGRAM_LIBRARY: z.enum(['grammy', 'telegraf'], 'must be grammy or telegraf').default('grammy'),
    TELEGRAM_API_ROOT: z.url('must be an address').optional(),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[A-Za-z0-9_-]{16,256}$/, 'must be 16 to 256 characters of A-Z, a-z, 0-9, _ and -')
      .optional(),
    SLACK_BOT_TOKEN: text,
    SLACK_SIGNING_SECRET: text,
    /** Receives by Socket Mode instead of by HTTP. */
    SLACK_APP_TOKEN: text,
    SLACK_API_URL: z.url('must be an address').optional(),
    /** An OpenAI-compatible endpoint; without one the offline assistant works alone. */
    LLM_BASE_URL: z.url('must be an address such as http://127.0.0.1:9000/v1').optional(),
    LLM_MODEL: text,
    LLM_API_KEY: text,
    /** What of a letter may leave the office for the model: nothing, or its words with personal data masked. */
    LLM_MAY_SEE: z.enum(['nothing', 'masked'], 'must be nothing or masked').default('nothing'),
    /** Which work this process does: answer the web and platforms, empty the outbox and timers, or both. */
    ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  })
  .refine((env) => env.LLM_BASE_URL === undefined || env.LLM_MODEL !== undefined, {
    path: ['LLM_MODEL'],
    message: 'must name a model of LLM_BASE_URL',
  })
  .refine(
    (env) => env.SLACK_BOT_TOKEN === undefined || (env.SLACK_SIGNING_SECRET ?? env.SLACK_APP_TOKEN) !== undefined,
    {
      path: ['SLACK_SIGNING_SECRET'],
      message: 'must be set (or SLACK_APP_TOKEN, for Socket Mode) beside SLACK_BOT_TOKEN',
    },
  )
  .refine((env) => env.FILES !== 'mongodb' || !env.DATABASE_URL.startsWith('sqlite:'), {
    path: ['FILES'],
    message: 'can be mongodb only where DATABASE_URL is mongodb://…; leave it out to keep attachments on the disk',
  })
export type Configuration = z.infer<typeof Environment>

/** The configuration of `env`; an empty variable counts as unset. @throws ConfigurationWrong */
export const configuration = (env: Readonly<Record<string, string | undefined>>): Configuration => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(set)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new ConfigurationWrong(
    `${lines.join('\n')}\nCorrect the environment (or the file given with --env-file) and start again.`,
  )
}

/** Where people find this program: `PUBLIC_URL`, or the address that it listens on. */
export const publicUrlOf = ({ PUBLIC_URL, HTTP_HOST, HTTP_PORT }: Configuration): string =>
  PUBLIC_URL ?? `http://${HTTP_HOST.includes(':') ? `[${HTTP_HOST}]` : HTTP_HOST}:${HTTP_PORT}/`
