"""Every page that every role can reach by links, in front of axe (WCAG 2.2 A and AA), on a desk by day and on a phone by night."""

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
from tests.support.axe import SCREENS, axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from web.demo.accounts import ACCOUNTS
from web.demo.load import load_demo
from web.demo.tv import MAKE_FILM

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]

SETTLED = "return !document.querySelector('[data-screen]') || !!document.querySelector('[data-screen]:not([hidden])')"
NOT_PAGES = {  # files, which the browser downloads or shows by itself
    "accounts.people_import.template",
    "certificates.paper.show",
    "certificates.register.export",
    "exams.results.export",
    "exams.sitting.paper",
    "exams.statistics.export",
    "lms.archives.download",
    "lms.assignments.file",
    "lms.calendar.feed",
    "lms.class_reports.export",
    "lms.files.show",
    "lms.gradebook.export",
    "video.captions.file",
    "video.guide.feed",
    "video.guide.series_feed",
}


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
    for _role, username, password in (("", "", ""), *ACCOUNTS):
        if username:
            walker.sign_in(username, password)
        for endpoint, path in pages_from("/", walker, live_server, seen):
            found += [f"{username or 'visitor'} {endpoint} {each}" for each in violations(walker, path)]
            found += [f"{username or 'visitor'} {endpoint} console: {each}" for each in browser.complaints()]
    assert not found, "\n" + "\n".join(found)
    assert len(seen) >= 50, f"the walk reached only {sorted(seen)}"


def pages_from(start: str, walker: Walker, server: LiveServer, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Follow links from `start`; stop at the first page of each endpoint, which `seen` remembers between people."""
    waiting, passed = deque([start]), {start}
    here: set[str] = set()
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(path, server)
        if endpoint is None or endpoint in here or endpoint in NOT_PAGES:
            continue
        here.add(endpoint)
        for link in links_on(path, walker):
            if link not in passed:
                passed.add(link)
                waiting.append(link)
        if endpoint not in seen or path == start:
            seen.add(endpoint)
            yield endpoint, path


def links_on(path: str, walker: Walker) -> list[str]:
    """Where the page leads on this site, as the person signed in gets it; read without drawing it, for most pages were drawn for another."""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in walker.browser.get_cookies())
    try:
        with urlopen(Request(walker.url + quote(path, safe="/?&=%+"), headers={"Cookie": cookies})) as answer:
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


def violations(walker: Walker, path: str) -> Iterator[str]:
    """What axe finds on each screen. The page is loaded anew for each: one that changes colours while axe looks is none that a person sees."""
    browser = walker.browser
    for width, scheme in SCREENS:
        browser.prefer(scheme)
        browser.show_on(width, 900, phone=width < 600)
        walker.go(path)
        walker.wait(lambda: browser.execute_script(SETTLED), "the page's script to choose its screen")
        for each in axe_violations(browser):
            yield f"at {width} px, {scheme}: {each}"
        overflow = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            yield f"at {width} px: the page is {overflow} px too wide"
    browser.prefer("light")
    browser.show_on(SCREENS[0][0], 900)
