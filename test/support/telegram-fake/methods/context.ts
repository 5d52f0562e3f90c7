import type { Payload, Uploads } from '../payload.ts'
import type { World } from '../world.ts'

/** `signal` ends when the caller hangs up, which only a poll that waits needs to know. */
export type Context = { world: World; uploads: Uploads; signal: AbortSignal }

/** Carries out one validated call and returns its `result`. @throws Failure */
export type Method = (payload: Payload, context: Context) => unknown
