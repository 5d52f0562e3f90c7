/**
 * What a promised date becomes when a list is imported. A date that was not provisional stays as it was told to
 * people, even where a list has been amended since; moving it is an act of a person, not of an import.
 */
export const recompute = <T extends { readonly provisional: boolean }>(promised: T, anew: () => T): T =>
  promised.provisional ? anew() : promised
