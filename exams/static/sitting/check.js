/* The device check: tries on this machine everything a sitting will need, and says plainly what it found. */
import { gcm } from '../vendor/noble-ciphers-2.4.0/aes.js'
import { hashOf } from './chain.js'
import { openStore } from './store.js'
import { $, facts, icon, say } from './words.js'

const ICONS = { ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-x' }
const SLOW = 1_500
const SKEWED = 120_000

const result = (name, state, text) => {
  const row = $(`[data-check="${name}"]`)
  row.dataset.state = state
  $('[data-check-icon]', row).replaceChildren(icon(ICONS[state]))
  $('[data-check-text]', row).textContent = text
}

const network = async () => {
  const trips = []
  for (let turn = 0; turn < 4; turn += 1) {
    const left = performance.now()
    const response = await fetch(facts.urls.alive, { cache: 'no-store' })
    if (!response.ok) throw new Error(String(response.status))
    trips.push(performance.now() - left)
  }
  const trip = Math.round(Math.min(...trips))
  result('network', trip < SLOW ? 'ok' : 'warn', say(trip < SLOW ? 'check_network_ok' : 'check_network_slow', { ms: trip }))
}

const storage = async () => {
  const store = await openStore()
  result('storage', store.durable ? 'ok' : 'warn', say(store.durable ? 'check_storage_ok' : 'check_storage_none'))
}

const clock = async () => {
  const skew = Math.abs(Date.parse(facts.server_now) - (Date.now() - performance.now()))
  result('clock', skew < SKEWED ? 'ok' : 'warn', say(skew < SKEWED ? 'check_clock_ok' : 'check_clock_off', { minutes: Math.round(skew / 60_000) }))
}

const opening = async () => {
  const began = performance.now()
  const plain = new Uint8Array(1_000_000)
  const key = crypto.getRandomValues(new Uint8Array(32))
  const nonce = new Uint8Array(12)
  const same = hashOf(gcm(key, nonce).decrypt(gcm(key, nonce).encrypt(plain))) === hashOf(plain)
  result('opening', same ? 'ok' : 'bad', say(same ? 'check_opening_ok' : 'check_opening_bad', { ms: Math.round(performance.now() - began) }))
}

const screen = async () => {
  const wide = Math.min(innerWidth, document.documentElement.clientWidth)
  result('screen', wide >= 340 ? 'ok' : 'warn', say(wide >= 340 ? 'check_screen_ok' : 'check_screen_small', { width: wide, height: innerHeight }))
}

const reopening = async () => {
  const can = window.isSecureContext && 'serviceWorker' in navigator
  result('reopening', can ? 'ok' : 'warn', say(can ? 'check_reopening_ok' : 'check_reopening_plain'))
}

const formulas = async () => {
  const tall = $('[data-probe-tall] math').getBoundingClientRect().height
  const flat = $('[data-probe-flat] math').getBoundingClientRect().height
  const drawn = tall > flat * 1.3
  result('formulas', drawn ? 'ok' : 'warn', say(drawn ? 'check_formulas_ok' : 'check_formulas_plain'))
}

for (const [name, run] of Object.entries({ storage, network, clock, opening, screen, formulas, reopening })) {
  run().catch(() => result(name, 'bad', say(`check_${name}_bad`)))
}

const field = $('[data-check-typing]')
field.addEventListener('input', () => {
  const typed = field.value.normalize('NFC').trim().toLocaleLowerCase('vi')
  const right = typed === field.dataset.wanted.toLocaleLowerCase('vi')
  if (right) result('keyboard', 'ok', say('check_keyboard_ok'))
  else result('keyboard', 'warn', say('check_keyboard_try', { wanted: field.dataset.wanted }))
})
