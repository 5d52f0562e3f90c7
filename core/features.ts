import { absences } from './absences/index.ts'
import { access } from './access/index.ts'
import { audiences } from './audiences/index.ts'
import { auditOf } from './audit/index.ts'
import { brewing } from './brewing/index.ts'
import { campaigns } from './campaigns/index.ts'
import { commonQuestions } from './common-questions/index.ts'
import type { Face } from './conversation/command.ts'
import { type Talking, talking } from './conversation/index.ts'
import { duties } from './duties/index.ts'
import type { Feature } from './feature.ts'
import { feedback } from './feedback/index.ts'
import { forms } from './forms/index.ts'
import { gifts } from './gifts/index.ts'
import { hotProblems } from './hot-problems/index.ts'
import { ledgersOf } from './ledgers/index.ts'
import { lessons } from './lessons/index.ts'
import { matters } from './matters/index.ts'
import { matterLookup } from './matters/lookup.ts'
import { measures } from './measures/index.ts'
import { messaging } from './messaging/index.ts'
import { moments } from './moments/index.ts'
import { network } from './network/index.ts'
import { notices } from './notices/index.ts'
import { people } from './people/index.ts'
import { personLookup, placeLookup, unitLookup } from './people/lookups.ts'
import { pledges } from './pledges/index.ts'
import { provisionalOf } from './provisional/index.ts'
import { receptions } from './receptions/index.ts'
import { recurringOf } from './recurring/index.ts'
import { reporters } from './reporters/index.ts'
import { reports } from './reports/index.ts'
import { results } from './results/index.ts'
import { retentionOf } from './retention/index.ts'
import { rights } from './rights/index.ts'
import { rules } from './rules/index.ts'
import { specialCampaigns } from './special-campaigns/index.ts'
import { suggestions } from './suggestions/index.ts'
import { talks } from './talks/index.ts'
import { visits } from './visits/index.ts'
import { warnings } from './warnings/index.ts'

/** Everything that this program can do; a new feature is one line here and its folder. */
// biome-ignore format: one line each, so that two new features never touch the same line
const FEATURES: readonly Feature[] = [
  people,
  absences,
  gifts,
  matters,
  commonQuestions,
  lessons,
  reporters,
  feedback,
  receptions,
  brewing,
  visits,
  specialCampaigns,
  warnings,
  talks,
  measures,
  hotProblems,
  rules,
  messaging,
  access,
  reports,
  results,
  forms,
  rights,
  audiences,
  campaigns,
  notices,
  network,
  suggestions,
  moments,
  pledges,
  duties,
]

const LOOKUPS = { unit: unitLookup, person: personLookup, place: placeLookup, matter: matterLookup }

/** The program's features, with the conversation over them for `faces`, and the audit of them all. */
export const features = (faces: readonly Face[]): { readonly all: readonly Feature[]; readonly talking: Talking } => {
  const kept = [...FEATURES, provisionalOf(FEATURES), ledgersOf(FEATURES)]
  const declared = [...kept, retentionOf(kept)]
  const conversation = talking(declared, faces, LOOKUPS)
  const audited = [...declared, conversation.feature, recurringOf(declared)]
  return { all: [...audited, auditOf(audited)], talking: conversation }
}
