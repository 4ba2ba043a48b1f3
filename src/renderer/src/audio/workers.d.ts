// Vite bundles such a file on its own and answers the address it will have, on our own origin.
declare module '*?worker&url' {
  const url: string
  export default url
}
// Registers an audio processor in the scope it is loaded into; stretchScope.ts says what becomes of it.
declare module 'signalsmith-stretch'
