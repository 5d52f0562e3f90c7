/** Forms whose answers are kept as records, whoever asks them: filled in from `/forms`, read, taken as tables, printed. */
import { feature } from '../feature.ts'
import { AnsweredForm, FormVersion } from './answered.ts'
import { askHelp } from './ask-help.ts'
import { formCommands } from './commands.ts'
import { answerForm, keepForm, keepVersion } from './operations.ts'
import { answersOf, listForms, myForms } from './queries.ts'
import { FormExport, takeCommand, takeForm } from './take.ts'

export { headingOf, type Remark, SHEETS, sheetNamed, type XlsForm } from './xlsform/sheets.ts'
export { formFrom } from './xlsform/to-form.ts'

export const forms = feature({
  name: 'forms',
  records: [AnsweredForm, FormVersion, FormExport],
  operations: [answerForm, keepForm, keepVersion, listForms, myForms, answersOf, takeForm],
  commands: [...formCommands, askHelp, takeCommand],
})
