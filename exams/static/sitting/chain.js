/* The chain of the journal, as exams/rules/journal.py has it. A library and not WebCrypto: plain HTTP has no WebCrypto. */
import { sha256 } from '../vendor/noble-hashes-2.4.0/sha2.js'
import { bytesToHex } from '../vendor/noble-hashes-2.4.0/utils.js'

const utf8 = new TextEncoder()
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** SHA-256 of bytes, in hexadecimal. */
export const hashOf = (bytes) => bytesToHex(sha256(bytes))

/** The head after one more event. */
export const nextHead = (head, text) => hashOf(utf8.encode(`${head}\n${text}`))

/** The head in ten characters that people can read out. */
export const receiptOf = (head) => {
  let bits = BigInt(`0x${head}`) >> 206n
  let letters = ''
  for (let place = 0; place < 10; place += 1, bits >>= 5n) letters = CROCKFORD[Number(bits & 31n)] + letters
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}
