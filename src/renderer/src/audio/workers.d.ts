// Vite bundles such a file on its own and answers the address it will have, on our own origin.
declare module '*?worker&url' {
  const url: string
  export default url
}
