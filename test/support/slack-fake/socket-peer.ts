import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Said by RFC 6455. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10

/** The server's end of one WebSocket: texts in single frames, pings and the closing handshake. */
export class SocketPeer {
  private buffered = Buffer.alloc(0)

  constructor(
    request: IncomingMessage,
    private readonly socket: Duplex,
    private readonly on: { text(text: string): void; end(): void },
  ) {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64')
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
    socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`)
    socket.on('data', (chunk: Buffer) => this.read(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => on.end())
  }

  say(value: unknown): void {
    this.frame(TEXT, Buffer.from(JSON.stringify(value)))
  }

  /** Ends the connection as a fallen network would. */
  drop(): void {
    this.socket.destroy()
  }

  private frame(opcode: number, payload: Buffer): void {
    if (this.socket.destroyed) return
    const length = payload.byteLength
    const head =
      length < 126 ? Buffer.from([0x80 | opcode, length]) : Buffer.from([0x80 | opcode, 127, ...Array(8).fill(0)])
    if (length >= 126) head.writeBigUInt64BE(BigInt(length), 2)
    if (length >= 126 && length < 65_536) {
      const short = Buffer.from([0x80 | opcode, 126, 0, 0])
      short.writeUInt16BE(length, 2)
      this.socket.write(Buffer.concat([short, payload]))
    } else this.socket.write(Buffer.concat([head, payload]))
  }

  private read(chunk: Buffer): void {
    this.buffered = Buffer.concat([this.buffered, chunk])
    for (let frame = this.next(); frame !== undefined; frame = this.next()) {
      const { opcode, payload } = frame
      if (opcode === TEXT) this.on.text(payload.toString())
      if (opcode === PING) this.frame(PONG, payload)
      if (opcode === CLOSE) {
        this.frame(CLOSE, payload)
        this.socket.end()
      }
    }
  }

  /** Clients mask what they send. */
  private next(): { opcode: number; payload: Buffer } | undefined {
    const [first, second] = this.buffered
    if (first === undefined || second === undefined) return undefined
    const short = second & 0x7f
    const head = short === 126 ? 4 : short === 127 ? 10 : 2
    if (this.buffered.length < head + 4) return undefined
    const length =
      short === 126 ? this.buffered.readUInt16BE(2) : short === 127 ? Number(this.buffered.readBigUInt64BE(2)) : short
    if (this.buffered.length < head + 4 + length) return undefined
    const mask = this.buffered.subarray(head, head + 4)
    const payload = Buffer.from(this.buffered.subarray(head + 4, head + 4 + length))
    for (let n = 0; n < length; n += 1) payload[n] = (payload[n] ?? 0) ^ (mask[n % 4] ?? 0)
    this.buffered = this.buffered.subarray(head + 4 + length)
    return { opcode: first & 0x0f, payload }
  }
}
