import * as cell from './cells.ts'

/** A column that a file may have. */
export interface Column {
  /** Headings under which it is known; spaces, case and punctuation make no difference. The first is the code's. */
  readonly headings: readonly [string, ...string[]]
  /** The file must have it, and every row must fill it. */
  readonly needed?: true
  readonly read: cell.ReadCell<unknown>
}

const column = (headings: Column['headings'], read: cell.ReadCell<unknown>): Column => ({ headings, read })
const needed = (headings: Column['headings'], read: cell.ReadCell<unknown>): Column => ({
  headings,
  read,
  needed: true,
})

export type Kind = 'units' | 'posts' | 'people'

/** What the files of each kind may say. */
export const COLUMNS: Readonly<Record<Kind, Readonly<Record<string, Column>>>> = {
  units: {
    code: needed(['code', '单位编码', '单位代码', '编码', '代码'], cell.code),
    name: needed(['name', '单位名称', '名称', '单位', '全称'], cell.text(100)),
    short: column(['short', '简称', 'short name'], cell.text(50)),
    aliases: column(['aliases', '别名', '俗称', '其他叫法'], cell.listOf(cell.text(50))),
    level: needed(['level', '层级', '级别', '单位级别'], cell.level),
    kind: needed(['kind', '类别', '类型', '单位类别', '单位类型', '性质'], cell.kind),
    parent: column(['parent', '上级单位', '上级单位编码', '上级', '隶属单位'], cell.code),
    line: column(['line', '分管岗位', '分管领导岗位', '分管领导'], cell.code),
    counterpart: column(['counterpart', '对口单位', '对口单位编码', '上级对口单位'], cell.code),
    place: column(['place', '地名', '地名编码', '辖区'], cell.text(64)),
    phone: column(['phone', '电话', '联系电话', '办公电话'], cell.text(100)),
    address: column(['address', '地址', '办公地址'], cell.text(200)),
    hours: column(['hours', '办公时间', '工作时间', '上班时间'], cell.text(200)),
    duties: column(['duties', '职责', '职能', '主要职责'], cell.text(1000)),
  },
  posts: {
    code: needed(['code', '岗位编码', '岗位代码', '编码', '代码'], cell.code),
    unit: needed(['unit', '单位', '单位编码', '所属单位', '单位代码'], cell.code),
    title: needed(['title', '岗位名称', '岗位', '名称', '职务'], cell.text(100)),
    rank: needed(['rank', '职级', '层次', '岗位层次', '岗位级别'], cell.rank),
    grade: column(['grade', '风险等级', '廉政风险等级', '等级', '岗位风险等级'], cell.grade),
    discipline: column(['discipline', '纪检', '纪检岗位'], cell.yesOrNo),
    reception: column(['reception', '接件', '接件岗位', '受理岗位'], cell.yesOrNo),
    leader: column(['leader', '直接领导', '直接领导岗位'], cell.code),
  },
  people: {
    code: needed(['code', '人员编码', '人员代码', '编号', '工号', '编码', '代码'], cell.code),
    name: needed(['name', '姓名', '名字', '成员姓名'], cell.personName),
    posts: column(['posts', '岗位', '岗位编码', '任职岗位', 'post'], cell.listOf(cell.code)),
    standIn: column(['b_role', 'B角', 'B岗', 'AB岗', 'AB角', '代理人'], cell.code),
    roles: column(['roles', '角色', '权限', 'role'], cell.listOf(cell.role)),
    since: column(['since', '任职时间', '任职日期', '任岗日期', '到岗日期'], cell.day),
    language: column(['language', '语言'], cell.language),
    state: column(['state', '状态', '在职状态'], cell.state),
    stratum: column(['stratum', '层面', '界别', '联系点层面', '人员类别'], cell.stratum),
    place: column(['place', '地方', '地名编码', '所在地', '村社区', '所在村', '村', '居住地'], cell.text(64)),
  },
}
