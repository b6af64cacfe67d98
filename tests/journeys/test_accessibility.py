"""Every page that every role can reach by links, in front of axe (WCAG 2.2 A and AA), on a desk by day and on a phone by night.

Each person's links are followed by plain requests, which costs little; a page that nobody before them has reached is drawn, and so is
everybody's front page. What is drawn is drawn twice: at 1280 px in the light colours and at 360 px in the dark ones, each time with all of
axe's rules, for much stands on one of the two screens only, and with a look whether the page is wider than the screen. A screen is
set up once for all pages of a person: changing it lays out anew what is on it. Not here: pages that only a POST leads to, the states of
a page (tests of rooms), and the questions of a sitting (test_every_kind.py).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest
from lxml import etree, html
from sqlalchemy import delete, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from core.db import session, transaction
from core.jobs.models import Job
from tests.journeys.walker import Walker
from tests.support.axe import SCREENS, axe_at_hand, axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from web.demo.accounts import ACCOUNTS
from web.demo.load import load_demo
from web.demo.tv import MAKE_FILM

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("journeys")]

SETTLED = "return !document.querySelector('[data-screen]') || !!document.querySelector('[data-screen]:not([hidden])')"


def test_every_page_of_every_role_passes_axe_on_desk_and_phone(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        load_demo()
        with transaction():
            # One film is enough to look at the player; the others would only keep the machine busy.
            films = session.scalars(select(Job.id).where(Job.kind == MAKE_FILM, Job.state == "queued").order_by(Job.id.desc())).all()
            session.execute(delete(Job).where(Job.id.in_(films[1:])))
    walker = Walker(browser, live_server.url)
    seen: set[str] = set()
    found: list[str] = []
    with axe_at_hand(browser):
        for _role, username, password in (("", "", ""), *ACCOUNTS):
            if username:
                walker.sign_in(username, password)
            pages = list(pages_from("/", walker, live_server, seen))
            found += [f"{username or 'visitor'} {fault}" for screen in SCREENS for fault in faults(walker, pages, *screen)]
            browser.prefer("light")
            browser.show_on(SCREENS[0][0], 900)
    assert not found, "\n" + "\n".join(found)
    assert len(seen) >= 50, f"the walk reached only {sorted(seen)}"


def pages_from(start: str, walker: Walker, server: LiveServer, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Follow links from `start`; stop at the first page of each endpoint, which `seen` remembers between people."""
    waiting, passed = deque([start]), {start}
    here: set[str] = set()
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(path, server)
        if endpoint is None or endpoint in here:
            continue
        here.add(endpoint)
        links = links_on(path, walker)
        if links is None:
            continue
        for link in links:
            if link not in passed:
                passed.add(link)
                waiting.append(link)
        if endpoint not in seen or path == start:
            seen.add(endpoint)
            yield endpoint, path


def links_on(path: str, walker: Walker) -> list[str] | None:
    """Where the page leads on this site, as the person signed in gets it; read without drawing it. None for a file, which is no page."""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in walker.browser.get_cookies())
    try:
        with urlopen(Request(walker.url + quote(path, safe="/?&=%+"), headers={"Cookie": cookies})) as answer:
            if answer.headers.get_content_type() != "text/html":
                return None
            page = html.fromstring(answer.read())
    except (HTTPError, etree.ParserError):
        return []
    links = (urldefrag(urljoin(path, a.get("href")))[0] for a in page.xpath("//a[@href and not(@download)]"))
    return list(dict.fromkeys(link for link in links if link.startswith("/")))


def endpoint_of(path: str, server: LiveServer) -> str | None:
    """The endpoint a GET of `path` reaches; None for what is no page of ours."""
    try:
        endpoint, _ = server.app.url_map.bind("127.0.0.1").match(urlsplit(path).path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return str(endpoint)


def faults(walker: Walker, pages: list[tuple[str, str]], width: int, scheme: str) -> Iterator[str]:
    """What is wrong with these pages on one screen: what axe finds, what the page complains of, and whether it is too wide."""
    browser = walker.browser
    browser.get("about:blank")  # nothing to lay out while the screen changes
    browser.prefer(scheme)
    browser.show_on(width, 900, phone=width < 600)
    for endpoint, path in pages:
        walker.go(path)
        walker.wait(lambda: browser.execute_script(SETTLED), "the page's script to choose its screen")
        said = [*axe_violations(browser), *(f"console: {each}" for each in browser.complaints())]
        overflow = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            said.append(f"the page is {overflow} px too wide")
        yield from (f"{endpoint} at {width} px, {scheme}: {each}" for each in said)
