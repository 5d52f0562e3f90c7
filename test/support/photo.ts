import sharp from 'sharp'

/** A made-up picture of 640 by 480, as a phone would send it: a lamp post against the evening sky. */
export const photo = (): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
        <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#1d3350"/><stop offset="1" stop-color="#c98b5b"/></linearGradient></defs>
        <rect width="640" height="480" fill="url(#sky)"/><path d="M0 400 160 360 330 395 500 350 640 385V480H0Z" fill="#17212b"/>
        <path d="M420 440V130q0-40-60-40h-40" fill="none" stroke="#0c1116" stroke-width="12"/><path d="M286 84h50l-8 26h-34z" fill="#0c1116"/>
      </svg>`,
    ),
  )
    .jpeg()
    .toBuffer()
