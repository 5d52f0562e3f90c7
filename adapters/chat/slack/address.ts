/** A person as this channel names them: workspace and user, such as `T0001:U0001`. */
export const addressOf = (team: string, user: string): string => `${team}:${user}`

/** The user of an address; undefined when it is none. */
export const userOf = (address: string): string | undefined => /^[TE][A-Z0-9]+:([UW][A-Z0-9]+)$/.exec(address)?.[1]
