import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const file = (name: string): string => require.resolve(`@expo-google-fonts/noto-sans-sc/${name}`)

/** Noto Sans SC (SIL Open Font License 1.1): only the characters that a document uses go into it. */
export const FONTS = {
  NotoSansSC: {
    normal: file('400Regular/NotoSansSC_400Regular.ttf'),
    bold: file('700Bold/NotoSansSC_700Bold.ttf'),
  },
}
