/* Drawing places on a picture in the editor. The rows of numbers are what is saved: drawing writes them, typing in them redraws. */
import { drawn, layer, pin, placeOf, unitOf } from './pictures.js'
import { sentPicture } from './sent_picture.js'

const SMALLEST = 4
const numbers = (text) => text.split(/[\s,;]+/).filter(Boolean).map(Number)

/** The shape of a row, drawn; null while its numbers are not all there. */
const shapeOf = (kind, at) => {
  if (at.some(Number.isNaN)) return null
  if (kind === 'circle') return at.length === 3 ? [drawn('circle', { cx: at[0], cy: at[1], r: Math.max(0, at[2]) }), at[0], at[1]] : null
  if (kind === 'polygon') {
    if (at.length < 6 || at.length % 2) return null
    const middle = (from) => at.filter((_, index) => index % 2 === from).reduce((sum, each) => sum + each, 0) / (at.length / 2)
    return [drawn('polygon', { points: at.join(' ') }), middle(0), middle(1)]
  }
  return at.length === 4 ? [drawn('rect', { x: at[0], y: at[1], width: Math.max(0, at[2]), height: Math.max(0, at[3]) }), at[0] + at[2] / 2, at[1] + at[3] / 2] : null
}

const moved = (kind, at, [dx, dy]) => at.map((each, index) => (kind === 'polygon' || index < 2) ? each + (index % 2 ? dy : dx) : each)

const editorOf = (root) => {
  const form = root.closest('form')
  const holder = root.querySelector('[data-draw]')
  const field = (name) => root.querySelector(`[name$="body.${name}"]`)
  const list = root.querySelector(`[data-list$="${root.dataset.pictureEditor}"]`)
  const rows = () => [...list.querySelectorAll('[data-place]')]
  const kindOf = (row) => row.querySelector('[data-shape]')?.value ?? 'rect'
  const atOf = (row) => row.querySelector('[name$=".at"]')
  let over = null
  let corners = []

  const size = () => [Number(field('width').value), Number(field('height').value)]
  const write = (row, at) => {
    atOf(row).value = at.map(Math.round).join(', ')
    atOf(row).dispatchEvent(new Event('input', { bubbles: true }))
  }

  const draw = () => {
    if (!over) return
    const unit = unitOf(...size())
    over.replaceChildren(...rows().flatMap((row, index) => {
      const found = shapeOf(kindOf(row), numbers(atOf(row).value))
      if (!found) return []
      const [shape, x, y] = found
      shape.setAttribute('class', 'pic-zone is-right')
      shape.dataset.row = index
      return [shape, ...pin(x, y, index + 1, unit)]
    }), drawn('polyline', { class: 'pic-zone', points: corners.flat().join(' ') }))
    rows().forEach((row, index) => { const mark = row.querySelector('[data-number]'); if (mark) mark.textContent = index + 1 })
  }

  const show = () => {
    const [width, height] = size()
    holder.replaceChildren()
    over = null
    if (!field('media').value) return
    const picture = document.createElement('div')
    picture.className = 'pic'
    const image = Object.assign(document.createElement('img'), { src: `/media/${encodeURIComponent(field('media').value)}`, alt: '' })
    image.addEventListener('load', () => {
      if (!Number(field('width').value)) [field('width').value, field('height').value] = [image.naturalWidth, image.naturalHeight]
      if (!over) show()
    })
    picture.append(image)
    holder.append(picture)
    if (!width || !height) return
    over = layer(width, height)
    picture.append(over)
    over.addEventListener('pointerdown', begin)
    draw()
  }

  /* A new row by the editor's own button, so that it is as any other row. */
  const newRow = (kind) => {
    root.querySelector(`[data-add$="${root.dataset.pictureEditor}"]`).click()
    const row = rows().at(-1)
    const shape = row.querySelector('[data-shape]')
    if (shape) shape.value = kind
    return row
  }

  const kindNow = () => rows().filter((row) => !atOf(row).value).map(kindOf)[0] ?? rows().map(kindOf).at(-1) ?? 'rect'
  const emptyRow = (kind) => rows().find((row) => !atOf(row).value) ?? newRow(kind)

  const begin = (event) => {
    if (event.button) return
    event.preventDefault()
    const start = placeOf(event, over, ...size())
    const row = rows()[event.target.dataset?.row]
    if (row) return carry(event, row, start)
    if (kindNow() === 'polygon') return corner(start)
    stretch(event, start)
  }

  const carry = (event, row, start) => {
    const at = numbers(atOf(row).value)
    follow(event, (now) => write(row, moved(kindOf(row), at, [now[0] - start[0], now[1] - start[1]])))
  }

  const follow = (event, step) => {
    over.setPointerCapture(event.pointerId)
    const move = (each) => step(placeOf(each, over, ...size()))
    over.addEventListener('pointermove', move)
    over.addEventListener('pointerup', () => over.removeEventListener('pointermove', move), { once: true })
  }

  const stretch = (event, start) => {
    const kind = kindNow()
    const at = (now) => kind === 'circle'
      ? [...start, Math.hypot(now[0] - start[0], now[1] - start[1])]
      : [Math.min(start[0], now[0]), Math.min(start[1], now[1]), Math.abs(now[0] - start[0]), Math.abs(now[1] - start[1])]
    let row = null
    follow(event, (now) => {
      if (Math.hypot(now[0] - start[0], now[1] - start[1]) < SMALLEST) return
      row ??= emptyRow(kind)
      write(row, at(now))
    })
  }

  /* Corners one by one; the first one again closes the polygon. */
  const corner = (point) => {
    const near = corners.length > 2 && Math.hypot(point[0] - corners[0][0], point[1] - corners[0][1]) < unitOf(...size())
    if (near) {
      const done = corners.flat()
      corners = []
      write(emptyRow('polygon'), done)
    } else corners.push(point)
    draw()
  }

  root.querySelector('[data-base-picture]')?.addEventListener('change', async ({ target }) => {
    const sent = await sentPicture(form, target)
    if (!sent) return
    for (const [name, value] of [['media', sent], ['width', ''], ['height', '']]) field(name).value = value
    show()
    field('alt').focus()
    field('media').dispatchEvent(new Event('input', { bubbles: true }))
  })

  root.addEventListener('input', ({ target }) => { if (/body\.(media|width|height)$/.test(target.name)) show(); else draw() })
  root.addEventListener('change', draw)
  new MutationObserver(draw).observe(list, { childList: true })
  show()
}

/* The places of a picture choose among the things as they are written now. */
const itemsOf = (root) => {
  const list = root.querySelector('[data-list$="items"]')
  if (!list) return
  const offer = () => {
    const items = [...list.querySelectorAll('[data-drag-item]')].map((row, index) => ({ id: row.querySelector('[data-id]').value, words: row.querySelector('textarea').value.replace(/<[^>]*>/g, '').slice(0, 40), letter: String.fromCharCode(65 + index) }))
    list.querySelectorAll('[data-letter]').forEach((mark, index) => { mark.textContent = String.fromCharCode(65 + index) })
    for (const select of root.querySelectorAll('[data-items]')) {
      const chosen = select.value
      select.replaceChildren(select.options[0], ...items.map(({ id, words, letter }) => new Option(`${letter}. ${words}`, id, false, id === chosen)))
    }
  }
  list.addEventListener('input', offer)
  new MutationObserver(offer).observe(list, { childList: true })
  new MutationObserver(offer).observe(root.querySelector('[data-list$="spots"]'), { childList: true })
  offer()
}

for (const root of document.querySelectorAll('[data-picture-editor]')) {
  editorOf(root)
  itemsOf(root)
}
