// A link or QR code leads here with a payload, `/?start=join-…`, that the office is told once, before anything else.

const NAME = 'start'
const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/

/** @returns {string | undefined} the payload of the link that led here */
export function linkPayload() {
  const payload = new URLSearchParams(window.location.search).get(NAME)
  return payload !== null && PAYLOAD.test(payload) ? payload : undefined
}

/** Takes the payload out of the address bar, so that it is neither told again nor left there for others to read. */
export function forgetLink() {
  const address = new URL(window.location.href)
  if (!address.searchParams.has(NAME)) return
  address.searchParams.delete(NAME)
  window.history.replaceState(null, '', address)
}
