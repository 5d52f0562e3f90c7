/** The list of matters 权责清单: what each unit answers for. */
import { feature } from '../kernel/feature.ts'
import { Matters } from './matter.ts'

export const matters = feature({ name: 'matters', content: [Matters] })
