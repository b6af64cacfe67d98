/* Items put in order and words put into gaps: by buttons, by keys and by dragging. Without it the selects of the form do the same. */
const DRAG_FROM = 6

const made = (tag, given, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/* Follows a pointer from `start` until it is let go; `over` hears where it is, `end` where it was left. */
const follow = (start, over, end) => {
  const target = start.currentTarget
  target.setPointerCapture(start.pointerId)
  const stop = (event) => {
    target.removeEventListener('pointermove', over)
    target.removeEventListener('pointerup', stop)
    target.removeEventListener('pointercancel', stop)
    end(event)
  }
  target.addEventListener('pointermove', over)
  target.addEventListener('pointerup', stop)
  target.addEventListener('pointercancel', stop)
}

/** Lets people put the rows [data-id] of `list` in order. `words`: up, down, grip, place ("{n}"); `icon(name)` draws; `changed(ids)`
    hears each new order. */
export const orderList = (list, words, icon, changed) => {
  const rows = () => [...list.querySelectorAll(':scope > [data-id]')]
  const status = made('p', { class: 'sr-only', role: 'status' })
  list.after(status)

  const button = (label, name) => made('button', { type: 'button', class: 'btn btn-quiet btn-icon', 'aria-label': label, title: label, [`data-${name}`]: '' }, icon(`arrow-${name}`))
  const refresh = () => rows().forEach((row, index, all) => {
    row.querySelector('[data-up]').disabled = index === 0
    row.querySelector('[data-down]').disabled = index === all.length - 1
    row.querySelector('[data-number]').textContent = String(index + 1)
  })
  const settle = (row) => {
    refresh()
    changed(rows().map((each) => each.dataset.id))
    status.textContent = words.place.replace('{n}', String(rows().indexOf(row) + 1))
  }
  const step = (row, name) => {
    if (name === 'up') row.previousElementSibling?.before(row)
    else row.nextElementSibling?.after(row)
    settle(row)
    const pressed = row.querySelector(`[data-${name}]`)
    ;(pressed.disabled ? row.querySelector('[data-up]:enabled, [data-down]:enabled') : pressed).focus()
  }
  const drag = (start) => {
    const row = start.currentTarget.closest('[data-id]')
    let moved = false
    row.classList.add('is-moving')
    follow(start, ({ clientY }) => {
      const other = rows().find((each) => each !== row && clientY > each.getBoundingClientRect().top && clientY < each.getBoundingClientRect().bottom)
      if (!other) return
      moved = true
      if (rows().indexOf(other) < rows().indexOf(row)) other.before(row)
      else other.after(row)
    }, () => {
      row.classList.remove('is-moving')
      if (moved) settle(row)
    })
  }

  for (const row of rows()) {
    const grip = made('span', { class: 'ask-grip', 'aria-hidden': 'true', title: words.grip }, icon('grip-vertical'))
    row.prepend(grip)
    row.append(made('span', { class: 'ask-order-buttons' }, button(words.up, 'up'), button(words.down, 'down')))
    grip.addEventListener('pointerdown', (event) => { if (event.isPrimary && !row.querySelector('[data-up]:disabled ~ [data-down]:disabled')) drag(event) })
  }
  list.addEventListener('click', ({ target }) => {
    const pressed = target.closest('[data-up], [data-down]')
    if (pressed) step(pressed.closest('[data-id]'), 'up' in pressed.dataset ? 'up' : 'down')
  })
  refresh()
}

/** Lets the words [data-word] of `holder` be dragged or pressed into its selects [data-group]. Words serve once, but with data-reuse="yes". */
export const wordPool = (holder) => {
  const words = [...holder.querySelectorAll('[data-word]')]
  const gaps = [...holder.querySelectorAll('select[data-group]')]
  const once = holder.dataset.reuse !== 'yes'
  let last = null

  /* A word that serves once is off in the menus of the other gaps: whoever goes through a menu by the arrows takes nothing away there. */
  const refresh = () => {
    const used = new Set(once ? gaps.map((gap) => gap.value) : [])
    for (const word of words) {
      word.classList.toggle('is-used', used.has(word.dataset.word))
      if (once) word.setAttribute('aria-pressed', String(used.has(word.dataset.word)))
    }
    for (const gap of gaps) for (const each of gap.options) each.disabled = each.value !== '' && each.value !== gap.value && used.has(each.value)
  }
  const put = (word, gap) => {
    if (gap.disabled || gap.dataset.group !== word.dataset.group) return
    gap.value = word.dataset.word
    gap.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const next = (word) => {
    const fitting = gaps.filter((gap) => gap.dataset.group === word.dataset.group)
    return fitting.find((gap) => gap === last && !gap.value) ?? fitting.find((gap) => !gap.value)
  }
  const press = (word) => { const gap = next(word); if (gap) put(word, gap) }
  const drag = (start, word) => {
    let ghost = null
    follow(start, ({ clientX, clientY }) => {
      if (!ghost && Math.hypot(clientX - start.clientX, clientY - start.clientY) < DRAG_FROM) return
      ghost ??= holder.appendChild(Object.assign(word.cloneNode(true), { className: 'ask-word ask-word-ghost', ariaHidden: 'true' }))
      ghost.style.translate = `${clientX}px ${clientY}px`
    }, ({ type, clientX, clientY }) => {
      if (!ghost) return
      ghost.remove()
      word.dataset.dragged = ''
      setTimeout(() => { delete word.dataset.dragged })
      const gap = document.elementFromPoint(clientX, clientY)?.closest('select[data-group]')
      if (type === 'pointerup' && gap && gaps.includes(gap)) put(word, gap)
    })
  }

  for (const word of words) {
    word.setAttribute('role', 'button')
    word.tabIndex = 0
    word.addEventListener('click', () => { if (!('dragged' in word.dataset)) press(word) })
    word.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); press(word) } })
    word.addEventListener('pointerdown', (event) => { if (event.isPrimary && event.button === 0) drag(event, word) })
  }
  for (const gap of gaps) {
    gap.addEventListener('focus', () => { last = gap })
    gap.addEventListener('change', () => {
      if (once && gap.value) for (const other of gaps) if (other !== gap && other.value === gap.value) other.value = ''
      refresh()
    })
  }
  refresh()
}

/* The form of a question: places of items become rows to move, their selects stay the answer. */
const iconsOf = (sprite) => (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `${sprite}#${name}`)
  svg.append(use)
  return svg
}
const orderForm = (holder) => {
  const list = holder.querySelector('[data-order-list]')
  const selects = new Map([...list.querySelectorAll('select')].map((select) => [select.closest('[data-id]').dataset.id, select]))
  const keep = holder.querySelector('[data-keep]')
  const give = (ids) => {
    ids.forEach((id, index) => { selects.get(id).value = String(index + 1) })
    keep.hidden = true
  }
  const placed = [...selects.values()].every((select) => select.value)
  if (placed) list.append(...[...list.children].sort((a, b) => selects.get(a.dataset.id).value - selects.get(b.dataset.id).value))
  for (const select of selects.values()) select.closest('.ask-choice').hidden = true
  keep.hidden = placed
  holder.querySelector('[data-hint-script]').hidden = false
  holder.querySelector('[data-hint-plain]').hidden = true
  const { sayUp: up, sayDown: down, sayGrip: grip, sayPlace: place, icons } = holder.dataset
  orderList(list, { up, down, grip, place }, iconsOf(icons), give)
  keep.addEventListener('click', () => give([...selects.keys()]))
}
for (const holder of document.querySelectorAll('[data-order]')) orderForm(holder)
for (const holder of document.querySelectorAll('form [data-pool]')) wordPool(holder)
