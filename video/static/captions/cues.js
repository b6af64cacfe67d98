/* Cues out of WebVTT as our server writes it, and back. Times are milliseconds; a time that cannot be read stays as it was typed. */
const TIME = /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s*$/

export const readTime = (text) => {
  const [, hours, minutes, seconds, rest] = TIME.exec(text) ?? []
  return seconds === undefined ? NaN : ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number((rest ?? '0').padEnd(3, '0'))
}

export const writeTime = (milliseconds) => {
  const whole = Math.max(0, Math.round(milliseconds))
  const two = (n) => String(Math.floor(n)).padStart(2, '0')
  return `${two(whole / 3600000)}:${two(whole / 60000 % 60)}:${two(whole / 1000 % 60)}.${String(whole % 1000).padStart(3, '0')}`
}

/** Signs that cannot be taken for a tag are shown as they are read; the server escapes them again. */
const shown = (text) => text.replace(/&lt;(?![A-Za-z/!?0-9])/g, '<').replaceAll('&gt;', '>').replace(/&amp;(?![#\w]+;)/g, '&')

export const readCues = (text) => {
  const cues = []
  let line = 1
  for (const block of text.replaceAll('\r\n', '\n').split('\n\n')) {
    const rows = block.split('\n')
    const at = rows.findIndex((row) => row.includes('-->'))
    if (at >= 0) {
      const [from, to] = rows[at].split('-->').map((part) => part.trim().split(/\s/)[0])
      cues.push({ from, to, text: shown(rows.slice(at + 1).join('\n')), line: line + at })
    }
    line += rows.length + 1
  }
  return cues
}

const tidyTime = (text) => { const time = readTime(text); return Number.isNaN(time) ? text : writeTime(time) }

export const writeCues = (cues) => 'WEBVTT\n\n' + cues.map(({ from, to, text }) => {
  const words = text.split('\n').map((row) => row.trim()).filter(Boolean).join('\n')
  return `${tidyTime(from)} --> ${tidyTime(to)}\n${words}\n`
}).join('\n')
