/* Questions that share a text or a picture: it stays beside them where there is room. `drawPart` draws a question of any other kind. */
import { make, say } from '../words.js'

export const stimulus = (drawPart) => ({ number, body }, given, give) => {
  const now = { ...given }
  const parts = body.parts.map((part, index) => {
    const keep = (answer, pause) => {
      if (answer === null) delete now[part.id]
      else now[part.id] = answer
      give(Object.keys(now).length ? { ...now } : null, pause)
    }
    const id = `q${number}-${part.id}-title`
    return make('section', { class: 'sit-part', 'aria-labelledby': id }, make('h3', { class: 'sit-part-title', id }, say('part', { n: index + 1 })),
      drawPart({ ...part, number: `${number}-${part.id}` }, now[part.id] ?? null, keep))
  })
  return make('div', { class: 'sit-parts' }, ...parts)
}
