import { z } from 'zod'
import type { Calibration, Linear, ModelParts } from './parts.ts'
import { Vocabulary } from './vocabulary.ts'

/** The file is not a model, or one of another version: train it anew. */
export class ModelUnreadable extends Error {
  override name = 'ModelUnreadable'
}

const MAGIC = 'contact-point categories 1\n'

const Header = z.object({
  categories: z.array(z.string()).min(2),
  grams: z.number().int().min(1),
  linear: z.object({ scale: z.array(z.number()), bias: z.array(z.number()) }),
  calibration: z.object({ steepness: z.number(), bias: z.array(z.number()) }),
})

/**
 * A model as bytes: a line that says what it is, a line of JSON, then hashes (4 bytes a gram), rarities (4) and
 * weights (1 a category). Little-endian. No text of any letter is in it.
 */
export const encodeModel = ({ categories, vocabulary, linear, calibration }: ModelParts): Uint8Array => {
  const small = inBytes(linear.weights, linear.scale)
  const header: z.infer<typeof Header> = {
    categories: [...categories],
    grams: vocabulary.keys.length,
    linear: { scale: [...small.scale], bias: [...linear.bias] },
    calibration: { ...calibration, bias: [...calibration.bias] },
  }
  const text = Buffer.from(`${MAGIC}${JSON.stringify(header, rounded)}`)
  const filled = Buffer.alloc(Math.ceil((text.length + 1) / 4) * 4, ' ')
  text.copy(filled)
  filled[filled.length - 1] = NEW_LINE
  return Buffer.concat([filled, ...[vocabulary.keys, vocabulary.rarity, small.weights].map(bytesOf)])
}

/** @throws ModelUnreadable */
export const decodeModel = (file: Uint8Array): ModelParts => {
  const bytes = Buffer.from(file)
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new ModelUnreadable('This is not a model of categories.')
  const end = bytes.indexOf(NEW_LINE, MAGIC.length)
  const header = headerIn(bytes.toString('utf8', MAGIC.length, end))
  const { categories, grams, linear, calibration } = header
  const sizes = [grams * 4, grams * 4, grams * categories.length]
  if (bytes.length !== sizes.reduce((sum, size) => sum + size, end + 1))
    throw new ModelUnreadable('The model’s file is cut off or has something added.')
  // A copy of its own, since numbers of four bytes must begin at a multiple of four.
  const { buffer } = new Uint8Array(bytes.subarray(end + 1))
  const [keys = 0, rarity = 0] = sizes
  return {
    categories,
    vocabulary: new Vocabulary(new Uint32Array(buffer, 0, grams), new Float32Array(buffer, keys, grams)),
    linear: linearIn(linear, new Int8Array(buffer, keys + rarity)),
    calibration: calibration satisfies Calibration,
  }
}

const NEW_LINE = 0x0a

const headerIn = (text: string): z.infer<typeof Header> => {
  try {
    return Header.parse(JSON.parse(text))
  } catch (cause) {
    throw new ModelUnreadable('The model’s description can’t be read.', { cause })
  }
}

const linearIn = ({ scale, bias }: { scale: number[]; bias: number[] }, weights: Int8Array): Linear => ({
  weights,
  scale: Float32Array.from(scale),
  bias: Float32Array.from(bias),
})

/** Weights in one byte each, every column in a unit of its own, so that the greatest is 127. */
const inBytes = (weights: Float32Array | Int8Array, scale: Float32Array) => {
  const width = scale.length
  const most = new Float32Array(width)
  for (const [n, weight] of weights.entries()) most[n % width] = Math.max(most[n % width] ?? 0, Math.abs(weight))
  const unit = most.map((each) => (each === 0 ? 1 : each / 127))
  return {
    weights: Int8Array.from(weights, (weight, n) => Math.round(weight / (unit[n % width] ?? 1))),
    scale: scale.map((each, column) => each * (unit[column] ?? 1)),
  }
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value

const bytesOf = (part: Uint32Array | Float32Array | Int8Array): Uint8Array =>
  new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
