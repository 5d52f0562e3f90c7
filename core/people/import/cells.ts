import { Role } from '../../kernel/actor.ts'
import type { Params } from '../../kernel/errors.ts'
import { plainName } from '../names.ts'
import { PersonLanguage } from '../person.ts'
import { Rank } from '../post.ts'
import { Stratum } from '../stratum.ts'
import { Code, Level, UnitKind } from '../unit.ts'
import type { FaultCode } from './fault.ts'

/** What a cell said, or why it says nothing. */
export type Reading<T> = { readonly value: T } | { readonly fault: FaultCode; readonly params?: Params }

/** Reads a cell that isn't empty. */
export type ReadCell<T> = (text: string) => Reading<T>

export const text =
  (most: number): ReadCell<string> =>
  (cell) =>
    cell.length > most ? { fault: 'too-long', params: { most } } : { value: cell }

/** The name of a person; the spaces that lists put between two characters to line names up are no part of it. */
export const personName: ReadCell<string> = (cell) =>
  text(100)(cell.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, ''))

export const code: ReadCell<string> = (cell) =>
  Code.safeParse(cell).success ? { value: cell } : { fault: 'code-malformed', params: { value: cell } }

/** Members of a list, separated by `;` or the commas of either language. */
export const listOf =
  <T>(read: ReadCell<T>): ReadCell<readonly T[]> =>
  (cell) => {
    const values: T[] = []
    for (const part of new Set(cell.split(/[;；,，、|\n]/).map((each) => each.trim()))) {
      if (part === '') continue
      const reading = read(part)
      if ('fault' in reading) return reading
      values.push(reading.value)
    }
    return { value: values }
  }

/** One of the words that may stand there, in the code's language or in the office's. */
const oneOf =
  <T>(words: Readonly<Record<string, T>>, fault: FaultCode): ReadCell<T> =>
  (cell) => {
    const word = plainName(cell)
    const value = Object.hasOwn(words, word) ? words[word] : undefined
    return value === undefined ? { fault, params: { value: cell } } : { value }
  }

const themselves = <T extends string>(options: readonly T[]): Record<string, T> =>
  Object.fromEntries(options.map((each) => [plainName(each), each])) as Record<string, T>

export const level = oneOf<Level>(
  {
    ...themselves(Level.options),
    ...{ 市: 'city', 市级: 'city', 县: 'county', 县级: 'county', 区: 'county', 区级: 'county', 县区级: 'county' },
    ...{ 乡: 'township', 镇: 'township', 乡镇: 'township', 乡镇级: 'township', 街道: 'township', 乡级: 'township' },
    ...{ 村: 'village', 村级: 'village', 社区: 'village', 村社区: 'village' },
  },
  'level-unknown',
)

export const kind = oneOf<UnitKind>(
  {
    ...themselves(UnitKind.options),
    ...{ 部门: 'department', 委办局: 'department', 机构: 'agency', 事业单位: 'agency', 乡镇: 'township' },
    ...{ 街道: 'township', 村: 'village', 社区: 'village', 窗口: 'window', 服务窗口: 'window' },
    ...{ 企业: 'company', 公司: 'company', 办公室: 'office', 本办公室: 'office' },
  },
  'kind-unknown',
)

export const rank = oneOf<Rank>(
  {
    ...themselves(Rank.options),
    ...{ 正职: 'head', 主要领导: 'head', 一把手: 'head', 副职: 'deputy', 班子成员: 'deputy', 分管领导: 'deputy' },
    ...{ 科长: 'section', 股长: 'section', 科室负责人: 'section', 中层: 'section', 工作人员: 'staff', 科员: 'staff' },
  },
  'rank-unknown',
)

export const grade = oneOf<1 | 2 | 3>(
  { 1: 1, 2: 2, 3: 3, 一级: 1, 二级: 2, 三级: 3, 一: 1, 二: 2, 三: 3, '1级': 1, '2级': 2, '3级': 3 },
  'grade-unknown',
)

export const yesOrNo = oneOf<boolean>(
  {
    true: true,
    yes: true,
    y: true,
    1: true,
    是: true,
    有: true,
    false: false,
    no: false,
    n: false,
    0: false,
    否: false,
  },
  'yes-or-no',
)

export const role = oneOf<Role>(
  {
    ...themselves(Role.options),
    ...{ 查看: 'viewer', 只读: 'viewer', 经办人: 'handler', 承办人: 'handler', 办件人: 'handler', 工作人员: 'officer' },
    ...{ 受理员: 'officer', 主任: 'director', 领导: 'director', 保管人: 'custodian', 身份保管人: 'custodian' },
    ...{ 信息员: 'information-officer', 信访情报员: 'information-officer', 情报员: 'information-officer' },
    ...{ 特邀监督员: 'supervisor', 监督员: 'supervisor', 行风评议员: 'supervisor' },
    ...{ 联系点成员: 'contact-point', 联系点: 'contact-point' },
    ...{ 审计: 'auditor', 审计员: 'auditor', 管理员: 'administrator', 系统管理员: 'administrator' },
  },
  'role-unknown',
)

/** The ten strata of contact points, as offices write them. */
export const stratum = oneOf<Stratum>(
  {
    ...themselves(Stratum.options),
    ...{ 投资企业: 'investor', 投资企业人员: 'investor', 企业: 'investor', 农民: 'farmer', 农村群众: 'farmer' },
    ...{ 社区居民: 'resident', 居民: 'resident', 机关工作人员: 'agency', 机关干部: 'agency', 机关: 'agency' },
    ...{ 科教人员: 'science-education', 科技教育: 'science-education', 教师: 'science-education' },
    ...{ 个体工商户: 'self-employed', 个体户: 'self-employed', 两代表一委员: 'delegate', 代表委员: 'delegate' },
    ...{ 离退休干部: 'retired-cadre', 退休干部: 'retired-cadre', 老干部: 'retired-cadre' },
    ...{ 党外人士: 'non-party', 外出务工人员: 'migrant-worker', 务工人员: 'migrant-worker', 农民工: 'migrant-worker' },
  },
  'stratum-unknown',
)

export const language = oneOf(
  {
    ...themselves(PersonLanguage.options),
    简体: 'zh-CN',
    中文: 'zh-CN',
    繁体: 'zh-TW',
    繁體: 'zh-TW',
    英文: 'en',
  } as const,
  'language-unknown',
)

export const state = oneOf<'active' | 'left'>(
  {
    active: 'active',
    在职: 'active',
    在岗: 'active',
    left: 'left',
    离任: 'left',
    离职: 'left',
    退休: 'left',
    调离: 'left',
  },
  'state-unknown',
)

/** A day in any of the ways in which offices write it, `2022-05-01`; also the number under which Excel keeps it. */
export const day: ReadCell<string> = (cell) => {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(cell.trim())
  const written =
    parts === null
      ? fromSerial(cell.trim())
      : `${parts[1]}-${(parts[2] ?? '').padStart(2, '0')}-${(parts[3] ?? '').padStart(2, '0')}`
  return written !== undefined && exists(written)
    ? { value: written }
    : { fault: 'date-malformed', params: { value: cell } }
}

const exists = (written: string): boolean => {
  const date = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)
}

/** Excel counts days from 1899-12-30. Five digits alone are no year, so nothing else is meant. */
const fromSerial = (cell: string): string | undefined =>
  /^[2-7]\d{4}$/.test(cell) ? new Date(Date.UTC(1899, 11, 30 + Number(cell))).toISOString().slice(0, 10) : undefined
