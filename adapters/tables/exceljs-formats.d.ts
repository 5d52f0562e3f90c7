/** The formats that workbooks name by a number, as the library keeps them. */
declare module 'exceljs/lib/xlsx/defaultnumformats.js' {
  const formats: Readonly<Record<string, { f?: string; readonly 'zh-cn'?: string }>>
  export = formats
}
