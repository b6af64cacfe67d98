/* The sealed paper on this machine: fetched early, kept, opened with the key that Start gives, and checked against its name. */
import { gcm } from '../vendor/noble-ciphers-2.4.0/aes.js'
import { hexToBytes } from '../vendor/noble-hashes-2.4.0/utils.js'
import { hashOf } from './chain.js'

const NONCE = 12

/** The paper could not be opened: a broken copy, or not the paper that was promised. */
export class BrokenPaper extends Error {}

/** The ciphertext: from this machine when it is here, else from the server, and then kept. */
export const fetchPaper = async (store, { url, sha256 }, { anew = false } = {}) => {
  const kept = anew ? null : await store.paper(sha256).catch(() => null)
  if (kept) return kept
  const response = await fetch(url, { credentials: 'same-origin', cache: anew ? 'reload' : 'default' })
  if (!response.ok) throw new Error(String(response.status))
  const bytes = new Uint8Array(await response.arrayBuffer())
  await store.keepPaper(sha256, bytes).catch(() => {})
  return bytes
}

/** The document inside; BrokenPaper when key, bytes and name do not belong together. */
export const openPaper = (bytes, key, sha256) => {
  let plain
  try {
    plain = gcm(hexToBytes(key), bytes.subarray(0, NONCE)).decrypt(bytes.subarray(NONCE))
  } catch (problem) {
    throw new BrokenPaper(problem.message)
  }
  if (hashOf(plain) !== sha256) throw new BrokenPaper('sha256')
  return JSON.parse(new TextDecoder().decode(plain))
}

/** Opens the kept copy; a copy that does not open is fetched anew once. */
export const readPaper = async (store, paper, key) => {
  try {
    return openPaper(await fetchPaper(store, paper), key, paper.sha256)
  } catch (problem) {
    if (!(problem instanceof BrokenPaper)) throw problem
    return openPaper(await fetchPaper(store, paper, { anew: true }), key, paper.sha256)
  }
}

/** The questions in the candidate's own order: [{place, number, part, kind, stem, body, points}], place from 1. */
export const inOrder = (document, order) => {
  const known = new Map()
  for (const part of document.parts) for (const question of part.questions) known.set(question.number, { ...question, part })
  return order.filter((number) => known.has(number)).map((number, index) => ({ ...known.get(number), place: index + 1 }))
}
