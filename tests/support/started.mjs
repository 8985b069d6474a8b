/** The address a server of lib/server says it is at. Rejects with all it printed when it ends before. */
export function started(child) {
  let printed = ''
  return new Promise((resolve, reject) => {
    const listen = piece => {
      printed += piece
      const [, address] = /Refract is at (http:\S+)/.exec(printed) ?? []
      if (address) resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`The server ended with ${code}:\n${printed}`)))
  })
}
