import type { Face } from '../core/conversation/command.ts'
import { administrator } from './administrator.ts'
import { cadre } from './cadre.ts'
import { citizen } from './citizen.ts'
import { field } from './field.ts'
import { member } from './member.ts'

/** The faces, the most trusted first: a person meets the first that is for them. */
export const FACES: readonly Face[] = [administrator, field, member, cadre, citizen]
