/** Where randomness comes from: a fresh, unguessable key for an act that brought none of its own. */
export interface Ids {
  /** 26 characters of `0-9a-z`, sorted by time of making. */
  fresh(): string
}
