import { toSimplified } from '../content/traditional.ts'
import type { Role } from '../kernel/actor.ts'
import { actingIn } from './acting.ts'
import type { Members } from './members.ts'
import type { NameIndex } from './names.ts'
import { type Away, absenceAt, type Person } from './person.ts'
import { nearestPlace, type Place, type PlaceIndex } from './places.ts'
import type { Post } from './post.ts'
import { type Leader, responsibleFor } from './responsibility.ts'
import { type StandIn, standInsFor } from './standing-in.ts'
import type { Level, Unit } from './unit.ts'
import { unitOfPlace } from './unit-of-place.ts'

/** Whom a person is told to be, in which units, with which roles. */
export interface Standing {
  readonly roles: readonly Role[]
  readonly units: readonly string[]
}

/** Who is who at one moment: reads only, from memory, and never changed once made. */
export class Organisation {
  constructor(
    private readonly members: Members,
    private readonly gazetteer: PlaceIndex,
    /** The moment, for who is away. */
    private readonly now: string,
  ) {}

  readonly unit = (code: string): Unit | undefined => this.members.units.get(code)
  readonly post = (code: string): Post | undefined => this.members.posts.get(code)
  /** Also those who left. */
  readonly person = (code: string): Person | undefined => this.members.people.get(code)
  /** Whom the chat of this key is bound to. */
  readonly boundTo = (chat: string): string | undefined => this.members.chats.get(chat)
  readonly place = (code: string): Place | undefined => this.gazetteer.byCode.get(code)

  units(): readonly Unit[] {
    return [...this.members.units.values()]
  }

  posts(): readonly Post[] {
    return [...this.members.posts.values()]
  }

  people(): readonly Person[] {
    return [...this.members.people.values()]
  }

  postsOf(unit: string): readonly Post[] {
    return this.members.postsOf.get(unit) ?? []
  }

  postsHeldBy(person: string): readonly Post[] {
    return this.members.heldBy.get(person) ?? []
  }

  /** The units that have no parent, or an unknown one. */
  roots(): readonly Unit[] {
    return this.units().filter((unit) => this.parent(unit.code) === undefined)
  }

  parent(unit: string): Unit | undefined {
    return this.follow(this.unit(unit)?.parent)
  }

  children(unit: string): readonly Unit[] {
    return this.members.childrenOf.get(unit) ?? []
  }

  /** The unit itself and everything below it. */
  subtree(unit: string): readonly Unit[] {
    const found = new Set<Unit>()
    const open = [this.unit(unit)]
    for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
      if (next === undefined || found.has(next)) continue
      found.add(next)
      open.push(...this.children(next.code))
    }
    return [...found]
  }

  /** The units above, the nearest first. */
  ancestors(unit: string): readonly Unit[] {
    const path: Unit[] = []
    for (let up = this.parent(unit); up !== undefined && !path.includes(up); up = this.parent(up.code)) path.push(up)
    return path
  }

  counterpart(unit: string): Unit | undefined {
    return this.follow(this.unit(unit)?.counterpart)
  }

  /** The deputy leader in charge of the unit 分管领导. */
  lineLeader(unit: string): Person | undefined {
    const line = this.unit(unit)?.line
    return line === undefined ? undefined : this.holder(line)
  }

  headOf(unit: string): Person | undefined {
    return this.holdersOf(this.postsOf(unit).filter((post) => post.rank === 'head'))[0]
  }

  /** Who looks after discipline in the unit; where nobody does, in the nearest unit above that has somebody. */
  disciplineOf(unit: string): Person | undefined {
    for (const code of [unit, ...this.ancestors(unit).map((each) => each.code)]) {
      const found = this.holdersOf(this.postsOf(code).filter((post) => post.discipline === true))[0]
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Who holds the post; nobody while it is vacant. Whether they are away makes no difference. */
  holder(post: string): Person | undefined {
    return this.active(this.post(post)?.holder)
  }

  /**
   * Who acts in the post at an instant, now where none is given: the holder; while they are away whom they named, else
   * the B-role, who also acts while the post is vacant.
   */
  acting(post: string, instant = this.now): Person | undefined {
    const found = this.post(post)
    return found === undefined ? undefined : actingIn(this.members, found, instant)
  }

  away(person: Person): boolean {
    return absenceAt(person, this.now) !== undefined
  }

  /** The absence that a person is in at an instant, now where none is given. */
  absence(person: string, instant = this.now): Away | undefined {
    const found = this.active(person)
    return found === undefined ? undefined : absenceAt(found, instant)
  }

  /** Who stands in for a person at an instant, and why it is they; undefined while they are there themselves. */
  standIn(person: string, instant = this.now): StandIn | undefined {
    return this.standIns(person, instant)[0]
  }

  /** The same with those who come next, should the first have no part in a matter. */
  standIns(person: string, instant = this.now): readonly StandIn[] {
    return standInsFor(this.members, person, instant)
  }

  /**
   * Who is to be turned to for a person, at an instant or now: they themselves, or whoever stands in for them. Nobody
   * once they have left, and when everybody up to the top is away.
   */
  answering(person: string, instant = this.now): Person | undefined {
    const found = this.active(person)
    if (found === undefined || absenceAt(found, instant) === undefined) return found
    return this.standIn(person, instant)?.person
  }

  /**
   * Who receives what comes to the unit: those who act in its reception posts, and where nobody does, who acts as its
   * head. Empty when nobody is there at all: then the unit above is to be asked.
   */
  reception(unit: string, instant = this.now): readonly Person[] {
    const posts = this.postsOf(unit)
    const receiving = this.actingIn(
      posts.filter((post) => post.reception === true),
      instant,
    )
    return receiving.length > 0
      ? receiving
      : this.actingIn(
          posts.filter((post) => post.rank === 'head'),
          instant,
        )
  }

  /** Who is responsible for what happens in this post, by D10, or stands in for them; nobody above the highest. */
  responsible(post: string, instant = this.now): Leader | undefined {
    const found = this.post(post)
    return found === undefined ? undefined : responsibleFor(this.members, found, instant)
  }

  /** The units in which the person holds a post, or acts now for an absent holder. */
  unitsOf(person: string): readonly string[] {
    const acting = (this.members.stoodInBy.get(person) ?? []).filter((post) => this.acting(post.code)?.code === person)
    return [...new Set([...this.postsHeldBy(person), ...acting].map((post) => post.unit))]
  }

  /** The units that the person heads or is a deputy of, also while standing in. */
  ledBy(person: string): readonly string[] {
    const acting = (this.members.stoodInBy.get(person) ?? []).filter((post) => this.acting(post.code)?.code === person)
    const leading = [...this.postsHeldBy(person), ...acting].filter(({ rank }) => rank === 'head' || rank === 'deputy')
    return [...new Set(leading.map(({ unit }) => unit))]
  }

  /** What the person may be trusted with now: who receives for a unit is its handler, also when standing in. */
  standing(person: string): Standing {
    const found = this.active(person)
    if (found === undefined) return { roles: [], units: [] }
    const units = this.unitsOf(person)
    const receives = units.some((unit) => this.reception(unit).includes(found))
    return { roles: [...new Set<Role>([...found.roles, ...(receives ? (['handler'] as const) : [])])], units }
  }

  findUnits(name: string, most = 5): readonly Unit[] {
    return found(this.members.unitNames, name, most)
  }

  findPeople(name: string, most = 5): readonly Person[] {
    return found(this.members.personNames, name, most)
  }

  /** All of the gazetteer. */
  places(): readonly Place[] {
    return [...this.gazetteer.byCode.values()]
  }

  unitsLike(name: string, most = 4): readonly Unit[] {
    return this.members.unitNames.alike(toSimplified(name), most)
  }

  /** People in service whose names are like this one. */
  peopleLike(name: string, most = 4): readonly Person[] {
    return this.members.personNames.alike(toSimplified(name), most)
  }

  findPlaces(name: string, most = 5): readonly Place[] {
    return found(this.gazetteer.names, name, most)
  }

  /** The units named in free text, the longest name first. */
  unitsNamedIn(text: string): readonly Unit[] {
    return this.members.unitNames.namedIn(toSimplified(text))
  }

  /** The people in service whose full name stands in free text. */
  peopleNamedIn(text: string): readonly Person[] {
    return this.members.personNames.namedIn(toSimplified(text))
  }

  placesNamedIn(text: string): readonly Place[] {
    return this.gazetteer.names.namedIn(toSimplified(text))
  }

  /** The place nearest to a point of the map; none where all are too far away. */
  placeNear(point: { readonly lat: number; readonly lng: number }): Place | undefined {
    return nearestPlace(this.gazetteer, point)
  }

  /** The unit of this level that looks after a place; without a level, the nearest one. */
  unitOfPlace(place: string, level?: Level): Unit | undefined {
    const { members, gazetteer: places } = this
    return unitOfPlace({ members, places, above: (unit) => this.ancestors(unit) }, place, level)
  }

  private follow(unit: string | undefined): Unit | undefined {
    return unit === undefined ? undefined : this.unit(unit)
  }

  private active(person: string | undefined): Person | undefined {
    const found = person === undefined ? undefined : this.person(person)
    return found?.state === 'active' ? found : undefined
  }

  private holdersOf(posts: readonly Post[]): readonly Person[] {
    return distinct(posts.map((post) => this.holder(post.code)))
  }

  private actingIn(posts: readonly Post[], instant: string): readonly Person[] {
    return distinct(posts.map((post) => this.acting(post.code, instant)))
  }
}

const distinct = <T>(all: readonly (T | undefined)[]): readonly T[] => [
  ...new Set(all.filter((each) => each !== undefined)),
]

/** Names are kept in Simplified: without this, 石橋村 would be 石板村 with a typing mistake. */
const found = <T>(names: NameIndex<T>, wanted: string, most: number): readonly T[] =>
  names.find(toSimplified(wanted), most)
