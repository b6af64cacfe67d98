/* Lets the sitting's page open again without the network (HTTPS only): the page itself and what it is made of, nothing else. */
const CACHE = 'khoabang-sit-1'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const keep = async (request, response) => {
  if (response.ok && !response.redirected && response.type === 'basic') {
    const cache = await caches.open(CACHE)
    await cache.put(request, response.clone())
  }
  return response
}

// The network first: a page from memory knows nothing of what happened since.
const page = async (request) => {
  try {
    const response = await fetch(request)
    if (response.status < 500) return keep(request, response)
    return (await caches.match(request)) ?? response
  } catch (problem) {
    const known = await caches.match(request)
    if (known) return known
    throw problem
  }
}

// The address of a static file holds the hash of its content.
const part = async (request) => (await caches.match(request)) ?? keep(request, await fetch(request))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && /^\/sit\/\d+$/.test(pathname)) event.respondWith(page(request))
  else if (pathname.startsWith('/static/')) event.respondWith(part(request))
})

self.addEventListener('message', ({ data }) => {
  if (data.forget) caches.open(CACHE).then((cache) => cache.delete(data.forget))
})
