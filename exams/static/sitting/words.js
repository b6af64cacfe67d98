/* What the template gave the scripts: the facts of this page, and its words in the reader's language. */
const read = (id) => JSON.parse(document.getElementById(id).textContent)

export const facts = read('sitting-facts')
const words = read('sitting-words')

/** The sentence `name` with its {gaps} filled. */
export const say = (name, gaps = {}) => words[name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap])

const zone = { timeZone: facts.time_zone }
const short = new Intl.DateTimeFormat('vi-VN', { ...zone, hour: '2-digit', minute: '2-digit' })
const long = new Intl.DateTimeFormat('vi-VN', { ...zone, hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' })

/** `14:05` today, with the date on another day. */
export const wallTime = (moment) => {
  const day = (each) => new Intl.DateTimeFormat('en-CA', zone).format(each)
  return (day(moment) === day(Date.now()) ? short : long).format(moment)
}

const root = document.documentElement
const icons = root.querySelector('[data-icons]').dataset.icons

/** One line icon, as ui/icon.html prints it. */
export const icon = (name, size = '') => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', size ? `icon icon-${size}` : 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `${icons}#${name}`)
  svg.append(use)
  return svg
}

/** An element with properties and children; `dataset` and `aria-…` names work as expected. */
export const make = (tag, given = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue
    if (name === 'html') element.innerHTML = value // sealed paper only: cleaned when it was written, hashed since
    else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value === true ? '' : value)
    else if (name === 'class') element.className = value
    else element[name] = value
  }
  element.append(...children.filter((child) => child !== null && child !== undefined))
  return element
}

export const $ = (selector, from = document) => from.querySelector(selector)
