/** Words for the same thing; the first stands for all. */
export type SameWords = readonly (readonly string[])[]
