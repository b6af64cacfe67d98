/* One tab holds the sitting. Web Locks where the browser gives them (HTTPS), a channel between tabs on plain HTTP. */

const ASK_FOR = 350

/** Claims the sitting `id` for this tab. `lost` is called when another tab takes it. Gives {held, take}. */
export const claim = async (id, lost) => {
  const name = `khoabang-sitting-${id}`
  return navigator.locks ? byLock(name, lost) : byChannel(name, lost)
}

const byLock = async (name, lost) => {
  const hold = (options) => new Promise((settle) => {
    navigator.locks.request(name, options, (lock) => {
      settle(Boolean(lock))
      return lock ? new Promise(() => {}) : undefined
    }).catch(lost) // rejected when another tab steals the lock
  })
  return { held: await hold({ ifAvailable: true }), take: () => hold({ steal: true }) }
}

const byChannel = async (name, lost) => {
  if (typeof BroadcastChannel === 'undefined') return { held: true, take: async () => true }
  const channel = new BroadcastChannel(name)
  const me = Math.random()
  let mine = false
  let taken = false
  channel.addEventListener('message', ({ data }) => {
    if (data.who === me) return
    if (data.say === 'anyone' && (mine || data.who > me)) channel.postMessage({ say: 'here', who: me })
    if (data.say === 'here') taken = true
    if (data.say === 'mine' && mine) { mine = false; lost() }
  })
  channel.postMessage({ say: 'anyone', who: me })
  await new Promise((go) => setTimeout(go, ASK_FOR))
  mine = !taken
  const take = async () => {
    mine = true
    channel.postMessage({ say: 'mine', who: me })
    return true
  }
  return { held: mine, take }
}
