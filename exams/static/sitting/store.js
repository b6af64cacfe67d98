/* What this machine keeps of a sitting: the session, every event, unfinished typing, the sealed paper, evidence. IndexedDB, or
   memory where the browser gives none; then `durable` is false and the page says so. */
import { openDB } from '../vendor/idb-8.0.4/index.js'

const NAME = 'khoabang-sitting'

class Kept {
  durable = true

  constructor(db) { this.db = db }

  session(id) { return this.db.get('sessions', id) }
  keepSession(session) { return this.db.put('sessions', session) }

  async events(sitting) {
    const rows = await this.db.getAll('events', IDBKeyRange.bound([sitting, 0], [sitting, Infinity]))
    return rows.map((row) => row.text)
  }

  /** Keeps events from `seq` on; resolves when they are on the disk, not only in the browser's mind. */
  async addEvents(sitting, seq, texts) {
    const act = this.db.transaction('events', 'readwrite', { durability: 'strict' })
    texts.forEach((text, place) => act.store.put({ sitting, seq: seq + place, text }))
    await act.done
  }

  async replaceEvents(sitting, texts) {
    const act = this.db.transaction('events', 'readwrite', { durability: 'strict' })
    act.store.delete(IDBKeyRange.bound([sitting, 0], [sitting, Infinity]))
    texts.forEach((text, place) => act.store.put({ sitting, seq: place + 1, text }))
    await act.done
  }

  async drafts(sitting) { return (await this.db.getAll('drafts')).filter((row) => row.sitting === sitting) }
  keepDraft(sitting, question, answer) { return this.db.put('drafts', { sitting, question, answer }) }
  dropDraft(sitting, question) { return this.db.delete('drafts', [sitting, question]) }

  async files(sitting) { return (await this.db.getAll('files')).filter((row) => row.sitting === sitting) }
  keepFile(sitting, question, file, at) { return this.db.put('files', { sitting, question, file, at }) }
  dropFile(sitting, question) { return this.db.delete('files', [sitting, question]) }

  paper(sha256) { return this.db.get('papers', sha256) }
  keepPaper(sha256, bytes) { return this.db.put('papers', bytes, sha256) }

  keepEvidence(sitting, texts) { return this.db.add('evidence', { sitting, texts, at: Date.now() }) }

  /** After the end nothing of the candidate stays on a machine that others use; evidence stays for the council. */
  async forget(session) {
    const act = this.db.transaction(['sessions', 'events', 'drafts', 'files', 'papers'], 'readwrite')
    act.objectStore('sessions').delete(session.id)
    act.objectStore('events').delete(IDBKeyRange.bound([session.sitting, 0], [session.sitting, Infinity]))
    act.objectStore('drafts').clear()
    act.objectStore('files').clear()
    act.objectStore('papers').delete(session.paper_sha256)
    await act.done
  }
}

class InMemory {
  durable = false
  #sessions = new Map()
  #events = new Map()
  #papers = new Map()

  async session(id) { return this.#sessions.get(id) }
  async keepSession(session) { this.#sessions.set(session.id, session) }
  async events(sitting) { return [...(this.#events.get(sitting) ?? [])] }
  async addEvents(sitting, seq, texts) { this.#events.set(sitting, [...(await this.events(sitting)).slice(0, seq - 1), ...texts]) }
  async replaceEvents(sitting, texts) { this.#events.set(sitting, [...texts]) }
  async drafts() { return [] }
  async keepDraft() {}
  async dropDraft() {}
  async files() { return [] }
  async keepFile() {}
  async dropFile() {}
  async paper(sha256) { return this.#papers.get(sha256) }
  async keepPaper(sha256, bytes) { this.#papers.set(sha256, bytes) }
  async keepEvidence() {}
  async forget(session) { this.#sessions.delete(session.id); this.#events.delete(session.sitting) }
}

/** The machine's store; never fails. */
export const openStore = async () => {
  try {
    const db = await openDB(NAME, 2, {
      upgrade(made, known) {
        made.createObjectStore('files', { keyPath: ['sitting', 'question'] })
        if (known) return
        made.createObjectStore('sessions', { keyPath: 'id' })
        made.createObjectStore('events', { keyPath: ['sitting', 'seq'] })
        made.createObjectStore('drafts', { keyPath: ['sitting', 'question'] })
        made.createObjectStore('papers')
        made.createObjectStore('evidence', { autoIncrement: true })
      },
    })
    await db.put('papers', new Uint8Array([1]), 'probe') // some browsers open a database and then refuse to write
    await db.delete('papers', 'probe')
    return new Kept(db)
  } catch {
    return new InMemory()
  }
}

/** This browser's name for the server: who may go on without asking for leave. */
export const deviceName = () => {
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  try {
    const known = localStorage.getItem('khoabang-device')
    if (known) return known
    const name = fresh()
    localStorage.setItem('khoabang-device', name)
    return name
  } catch {
    return fresh()
  }
}
