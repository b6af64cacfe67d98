/* Pointing at a picture and putting things on it. The fields beside the picture are the answer: a board reads them, writes them and
   says `change`, so that a page works the same without it. */
const SVG = 'http://www.w3.org/2000/svg'

export const drawn = (tag, given, words = '') => {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value)
  element.textContent = words
  return element
}

/** The layer over a picture, in the picture's own units. */
export const layer = (width, height) => drawn('svg', { class: 'pic-over', viewBox: `0 0 ${width} ${height}`, focusable: 'false' })
export const unitOf = (width, height) => Math.max(width, height) / 36

export const pin = (x, y, mark, unit) => [
  drawn('circle', { class: 'pic-pin', cx: x, cy: y, r: unit }),
  drawn('text', { class: 'pic-mark', x, y, 'font-size': unit * 1.2 }, mark),
]

/** Where on the picture the pointer is: whole units, held to the picture. */
export const placeOf = (event, over, width, height) => {
  const box = over.getBoundingClientRect()
  const held = (part, most) => Math.round(Math.min(1, Math.max(0, part)) * most)
  return [held((event.clientX - box.left) / box.width, width), held((event.clientY - box.top) / box.height, height)]
}

const fill = (words, gaps) => words.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap])
const tell = (field) => field.dispatchEvent(new Event('change', { bubbles: true }))

/** A holder [data-points]: [data-pic] with the picture, a [data-point] for each point with [data-x], [data-y] and perhaps [data-name]. */
export const pointBoard = (holder) => {
  const picture = holder.querySelector('[data-pic]')
  const { width, height } = { width: Number(picture.dataset.width), height: Number(picture.dataset.height) }
  if (!width || !height) return
  const rows = [...holder.querySelectorAll('[data-point]')]
  const said = holder.querySelector('[data-said]')
  const over = layer(width, height)
  const marks = drawn('g', {})
  const unit = unitOf(width, height)
  const cursor = drawn('path', { class: 'pic-cursor', d: `M${-unit * 1.4} 0H${unit * 1.4}M0 ${-unit * 1.4}V${unit * 1.4}` })
  let at = [Math.round(width / 2), Math.round(height / 2)]

  const field = (row, name) => row.querySelector(`[data-${name}]`)
  const pointOf = (row) => {
    const [x, y] = [field(row, 'x').value, field(row, 'y').value]
    return x === '' || y === '' ? null : [Number(x), Number(y)]
  }
  const count = () => rows.filter(pointOf).length
  const draw = () => {
    marks.replaceChildren(...rows.flatMap((row, index) => { const point = pointOf(row); return point ? pin(...point, rows.length > 1 ? index + 1 : '', unit) : [] }))
    cursor.setAttribute('transform', `translate(${at[0]} ${at[1]})`)
  }
  const put = (row, point) => {
    field(row, 'x').value = point?.[0] ?? ''
    field(row, 'y').value = point?.[1] ?? ''
    const name = field(row, 'name')
    if (name) name.value = ''
    draw()
    tell(field(row, 'x'))
    said.textContent = fill(holder.dataset.count, { n: count(), most: rows.length })
  }
  /* A point that is pressed again goes; a full picture moves its last point. */
  const press = (point) => {
    const near = (row) => { const here = pointOf(row); return here && Math.hypot(here[0] - point[0], here[1] - point[1]) <= unit * 1.2 }
    const there = rows.find(near)
    if (there) put(there, null)
    else put(rows.find((row) => !pointOf(row)) ?? rows.at(-1), point)
  }
  const isOff = () => field(rows[0], 'x').disabled

  over.setAttribute('tabindex', '0')
  over.setAttribute('role', 'application')
  over.setAttribute('aria-label', holder.dataset.label)
  over.append(marks, cursor)
  picture.append(over)
  const exact = holder.querySelector('[data-exact]')
  if (exact) exact.open = Boolean(holder.querySelector('[data-name]'))

  over.addEventListener('click', (event) => { if (!isOff()) { at = placeOf(event, over, width, height); press(at) } })
  over.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOff()) return
    const step = Math.max(1, Math.round(Math.max(width, height) / (event.shiftKey ? 12 : 100)))
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (move) {
      at = [Math.min(width, Math.max(0, at[0] + move[0])), Math.min(height, Math.max(0, at[1] + move[1]))]
      draw()
      said.textContent = fill(holder.dataset.cursor, { x: at[0], y: at[1] })
    } else if (event.key === 'Enter' || event.key === ' ') press(at)
    else return
    event.preventDefault()
  })
  holder.addEventListener('input', (event) => {
    const row = event.target.closest('[data-point]')
    if (!row) return
    if (event.target.matches('[data-name]') && event.target.value) [field(row, 'x').value, field(row, 'y').value] = event.target.value.split(',')
    else if (field(row, 'name')) field(row, 'name').value = ''
    draw()
  })
  draw()
}

/** A holder [data-board]: a picture, things [data-item] and a select [data-spot="x y width height"] for each place. */
export const dropBoard = (holder) => {
  const over = holder.querySelector('.pic-over')
  const selects = [...holder.querySelectorAll('[data-spot]')]
  const items = [...holder.querySelectorAll('[data-item]')]
  if (!over || !selects.length) return
  const { width, height } = over.viewBox.baseVal
  let armed = null

  const arm = (item) => {
    armed = item
    for (const each of items) each.classList.toggle('is-armed', each === item)
  }
  const put = (select, value) => { select.value = value; draw(); tell(select) }
  const isOff = () => selects[0].disabled
  const spots = selects.map((select, index) => {
    const [x, y, w, h] = select.dataset.spot.split(' ').map(Number)
    const spot = document.createElement('div')
    spot.className = 'pic-spot'
    Object.assign(spot.style, { left: `${100 * x / width}%`, top: `${100 * y / height}%`, width: `${100 * w / width}%`, height: `${100 * h / height}%` })
    spot.dataset.mark = index + 1
    spot.addEventListener('click', () => {
      if (isOff()) return
      if (armed) { put(select, armed.dataset.item); arm(null) } else if (select.value) put(select, '')
      else select.focus()
    })
    return spot
  })
  const draw = () => selects.forEach((select, index) => {
    const item = items.find((each) => each.dataset.item === select.value)
    spots[index].classList.toggle('is-filled', Boolean(item))
    spots[index].innerHTML = item ? item.innerHTML : '' // the item's own words, cleaned where they came from
    if (!item) spots[index].textContent = spots[index].dataset.mark
  })

  /* A keyboard and a screen reader have the selects, which say the same: the pieces take no focus. */
  const board = over.parentElement
  over.remove()
  const layerOfSpots = document.createElement('div')
  layerOfSpots.className = 'pic-over'
  layerOfSpots.setAttribute('aria-hidden', 'true')
  layerOfSpots.append(...spots)
  board.append(layerOfSpots)

  for (const item of items) {
    item.classList.add('can-move')
    drag(item, { isOff, arm: () => arm(armed === item ? null : item), drop: (event) => {
      const index = spots.findIndex((spot) => { const box = spot.getBoundingClientRect(); return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom })
      if (index >= 0) put(selects[index], item.dataset.item)
    } })
  }
  holder.addEventListener('change', draw)
  draw()
}

/* A press that does not move arms the item; one that moves carries a copy of it. */
const drag = (item, { isOff, arm, drop }) => {
  item.addEventListener('pointerdown', (start) => {
    if (isOff() || start.button) return
    start.preventDefault()
    item.setPointerCapture(start.pointerId)
    let copy = null
    const move = (event) => {
      if (!copy && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < 6) return
      if (!copy) {
        copy = item.cloneNode(true)
        copy.classList.add('is-carried')
        copy.style.width = `${item.offsetWidth}px`
        document.body.append(copy)
      }
      Object.assign(copy.style, { left: `${event.clientX}px`, top: `${event.clientY}px` })
    }
    const end = (event) => {
      item.removeEventListener('pointermove', move)
      if (copy) copy.remove()
      if (event.type === 'pointerup') copy ? drop(event) : arm()
    }
    item.addEventListener('pointermove', move)
    item.addEventListener('pointerup', end, { once: true })
    item.addEventListener('pointercancel', end, { once: true })
  })
}

/** Every picture of a page that was printed by the server. */
export const equipPictures = (root) => {
  root.querySelectorAll('[data-points]').forEach(pointBoard)
  root.querySelectorAll('[data-board]').forEach(dropBoard)
}
