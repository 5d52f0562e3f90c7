import type { Extraction } from '../../../../core/ports/assistant.ts'
import { plainly } from '../letter.ts'
import { againstIn } from './against.ts'
import { dangerIn } from './danger.ts'
import { type PlaceNames, placeIn } from './place.ts'
import { isPlea } from './plea.ts'
import { sinceIn } from './since.ts'
import { isSuggestion } from './suggestion.ts'
import { urgentIn } from './urgent.ts'
import { wantedIn } from './wanted.ts'

/** What the words of a letter say by themselves. Absent members are to be asked. */
export const extract = (names: PlaceNames, text: string): Extraction => {
  const said = plainly(text)
  const place = placeIn(said, names)
  const since = sinceIn(said)
  const wanted = wantedIn(said)
  const against = againstIn(said)
  return {
    ...(place === undefined ? {} : { place }),
    ...(since === undefined ? {} : { since }),
    ...(wanted === undefined ? {} : { wanted }),
    ...(urgentIn(said) ? { urgent: true } : {}),
    ...(dangerIn(said) ? { danger: true } : {}),
    ...(isPlea(said, against) ? { kind: 'help' } : isSuggestion(said) ? { kind: 'suggestion' } : {}),
    ...(against.length === 0 ? {} : { against }),
  }
}
