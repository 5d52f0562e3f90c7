import { z } from 'zod'
import { Invalid } from '../../../core/kernel/errors.ts'
import type { Act } from '../../../core/ports/channel.ts'

const Id = z.uuid()

/** What the page sends: words, a press of a button, a place, or the first contact through a link. */
const Said = z.union([
  z.strictObject({ id: Id, text: z.string().min(1) }),
  z.strictObject({ id: Id, press: z.string().min(1).max(64) }),
  z.strictObject({
    id: Id,
    location: z.strictObject({
      lat: z.number().min(-90).max(90),
      lng: z.number().min(-180).max(180),
      accuracy: z.number().min(0).optional(),
    }),
  }),
  z.strictObject({ id: Id, start: z.string().max(64) }),
])
export type Said = z.infer<typeof Said>

/** @throws Invalid with every fault */
export const checked = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Invalid(result.error.issues.map(({ path, message }) => ({ path: path.join('.') || '·', message })))
}

/** What the page sent, from its JSON. @throws Invalid */
export const readSaid = async (request: { json(): Promise<unknown> }): Promise<Said> =>
  checked(Said, await readJson(request))

/** @throws Invalid when it is not JSON */
export const readJson = async (request: { json(): Promise<unknown> }): Promise<unknown> => {
  try {
    return await request.json()
  } catch {
    throw new Invalid([{ path: '·', message: 'is not JSON' }])
  }
}

export const actOf = (said: Said): Act => {
  if ('text' in said) return { kind: 'text', text: said.text }
  if ('press' in said) return { kind: 'press', token: said.press }
  if ('start' in said) return { kind: 'start', payload: said.start }
  return { kind: 'location', lat: said.location.lat, lng: said.location.lng }
}

const Parcel = z.object({ id: Id, file: z.instanceof(File), caption: z.string().max(20_000).optional() })
export type Parcel = z.infer<typeof Parcel>

export interface FormRequest {
  formData(): Promise<FormData>
}

/** One file with its words. @throws Invalid */
export const readParcel = async (request: FormRequest): Promise<Parcel> => {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    throw new Invalid([{ path: '·', message: 'is not multipart/form-data' }])
  }
  const caption = form.get('caption')
  return checked(Parcel, { id: form.get('id'), file: form.get('file'), ...(caption ? { caption } : {}) })
}
