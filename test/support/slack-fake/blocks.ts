/** What Slack's reference says of blocks; each problem in one line. */
export const blockProblems = (value: unknown, most = 50): readonly string[] => {
  if (!Array.isArray(value)) return ['blocks are no list']
  const problems = value.length > most ? [`${value.length} blocks, at most ${most}`] : []
  const ids = new Set<string>()
  for (const block of value.filter(isObject)) {
    const elements = Array.isArray(block.elements) ? block.elements.filter(isObject) : []
    if (block.type === 'section') problems.push(...fields(block, ['type', 'text']), ...textProblems(block.text, 3_000))
    else if (block.type === 'context') {
      problems.push(...fields(block, ['type', 'elements']))
      if (elements.length < 1 || elements.length > 10) problems.push(`${elements.length} elements of a context`)
      for (const element of elements) problems.push(...textProblems(element, 3_000))
    } else if (block.type === 'actions') {
      problems.push(...fields(block, ['type', 'elements']))
      if (elements.length < 1 || elements.length > 25) problems.push(`${elements.length} elements of actions`)
      for (const element of elements) problems.push(...buttonProblems(element, ids))
    } else if (block.type === 'divider') problems.push(...fields(block, ['type']))
    else problems.push(`unknown block ${String(block.type)}`)
  }
  const text = value.filter(isObject).flatMap((block) => (isObject(block.text) ? [String(block.text.text)] : []))
  if (text.join('').length > 13_000) problems.push(`${text.join('').length} characters in all`)
  return problems
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fields = (value: Record<string, unknown>, known: readonly string[]): readonly string[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `unknown member ${key} of ${String(value.type)}`)

export const textProblems = (value: unknown, most: number): readonly string[] => {
  if (!isObject(value)) return ['no text object']
  const { type, text } = value
  const problems = [...fields(value, ['type', 'text', 'emoji'])]
  if (type !== 'plain_text') problems.push(`text of type ${String(type)}`)
  if (typeof text !== 'string' || text.length < 1 || text.length > most) problems.push(`text not of 1 to ${most}`)
  if (typeof text === 'string' && !text.isWellFormed()) problems.push('half a character')
  return problems
}

const buttonProblems = (value: Record<string, unknown>, ids: Set<string>): readonly string[] => {
  const { type, action_id, style, value: token } = value
  const problems = [...fields(value, ['type', 'action_id', 'text', 'value', 'style'])]
  if (type !== 'button') problems.push(`unknown element ${String(type)}`)
  if (typeof action_id !== 'string' || action_id === '' || action_id.length > 255) problems.push('action_id')
  if (ids.has(String(action_id))) problems.push('action_id twice')
  ids.add(String(action_id))
  if (typeof token !== 'string' || token.length > 2_000) problems.push('value')
  if (style !== undefined && style !== 'primary' && style !== 'danger') problems.push(`style ${String(style)}`)
  return [...problems, ...textProblems(value.text, 75)]
}

const WORDS = ['type', 'action_id', 'multiline', 'max_length', 'min_length', 'initial_value', 'placeholder']
const SELECT = [
  'type',
  'action_id',
  'options',
  'placeholder',
  'initial_option',
  'initial_options',
  'max_selected_items',
]
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  plain_text_input: WORDS,
  static_select: SELECT,
  multi_static_select: SELECT,
  number_input: ['type', 'action_id', 'is_decimal_allowed', 'min_value', 'max_value', 'initial_value', 'placeholder'],
  datepicker: ['type', 'action_id', 'initial_date', 'placeholder'],
}

/** An input block of a modal. */
export const inputProblems = (block: unknown): readonly string[] => {
  if (!isObject(block) || block.type !== 'input') return ['no input block']
  const { element, block_id, label, hint } = block
  const problems = [...fields(block, ['type', 'block_id', 'label', 'hint', 'optional', 'element'])]
  if (block_id !== undefined && (String(block_id) === '' || String(block_id).length > 255)) problems.push('block_id')
  problems.push(...textProblems(label, 2_000))
  if (hint !== undefined) problems.push(...textProblems(hint, 2_000))
  const known = isObject(element) ? ELEMENTS[String(element.type)] : undefined
  if (!isObject(element) || known === undefined) return [...problems, 'unknown element of an input']
  const { action_id, options, max_length } = element
  problems.push(...fields(element, known))
  if (typeof action_id !== 'string' || action_id === '' || action_id.length > 255) problems.push('action_id')
  if (max_length !== undefined && !(Number(max_length) >= 1 && Number(max_length) <= 3_000)) problems.push('max_length')
  if (element.type === 'number_input' && typeof element.is_decimal_allowed !== 'boolean')
    problems.push('is_decimal_allowed')
  for (const name of ['min_value', 'max_value']) {
    if (element[name] !== undefined && typeof element[name] !== 'string') problems.push(`${name} is no text`)
  }
  if (Number(element.min_value) > Number(element.max_value)) problems.push('min_value above max_value')
  if (element.placeholder !== undefined) problems.push(...textProblems(element.placeholder, 150))
  const { initial_value, initial_date } = element
  if (initial_value !== undefined && String(initial_value).length > Number(max_length ?? 3_000))
    problems.push('initial_value above max_length')
  if (initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(initial_date))) problems.push('initial_date')
  if (known === SELECT) problems.push(...optionProblems(options), ...initialProblems(element))
  return problems
}

/** What is chosen already must be one of what can be chosen, member by member. */
const initialProblems = ({ options, initial_option, initial_options }: Record<string, unknown>): readonly string[] => {
  const there = new Set((Array.isArray(options) ? options : []).map((each: unknown) => JSON.stringify(each)))
  const chosen = [...(Array.isArray(initial_options) ? initial_options : []), initial_option]
  return chosen.some((each: unknown) => each !== undefined && !there.has(JSON.stringify(each)))
    ? ['initial option is none of the options']
    : []
}

const optionProblems = (options: unknown): readonly string[] => {
  if (!Array.isArray(options) || options.length < 1 || options.length > 100) return ['1 to 100 options']
  const values = options.map((each: unknown) => (isObject(each) ? each.value : undefined))
  const problems = new Set(values).size < values.length ? ['the value of an option twice'] : []
  for (const each of options.filter(isObject)) {
    problems.push(...fields(each, ['text', 'value', 'description']), ...textProblems(each.text, 75))
    if (typeof each.value !== 'string' || each.value.length < 1 || each.value.length > 150)
      problems.push('option value')
  }
  return problems
}
