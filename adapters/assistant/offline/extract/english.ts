/** As parts of patterns. */
export const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'
export const WEEKDAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'
