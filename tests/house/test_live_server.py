"""The live server and the browser of the tests: killed and started again, cut off and connected again."""

from __future__ import annotations

import os
import time
import urllib.request

import pytest
from selenium.common.exceptions import WebDriverException
from sqlalchemy import select

from core import clock
from core.db import session, transaction
from core.jobs.models import Job
from tests.support.browser import Browser
from tests.support.live import LiveServer, children_of

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("live")]


def fetch(url: str) -> int:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return int(answer.status)


def test_killed_server_comes_back_on_the_same_port_and_database(live_server: LiveServer) -> None:
    with live_server.database(), transaction():
        session.add(Job(kind="test.nothing", arguments={}, state="done", run_at=clock.now(), created_at=clock.now()))
    address = live_server.url
    live_server.kill()
    with pytest.raises(OSError):
        fetch(address + "/healthz")
    live_server.start()
    assert live_server.url == address
    assert fetch(address + "/readyz") == 200
    with live_server.database():
        assert session.execute(select(Job)).scalars().one().kind == "test.nothing"


def test_gunicorn_replaces_a_killed_process(live_server: LiveServer) -> None:
    assert live_server.server.process is not None
    master = live_server.server.process.pid
    victim = live_server.kill_one_server_process()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (victim in children_of(master) or len(children_of(master)) < 2):
        time.sleep(0.05)
    assert len(children_of(master)) == 2
    assert os.getpgid(master) == master
    assert fetch(live_server.url + "/healthz") == 200


@pytest.mark.browser
def test_browser_loses_and_regains_its_network(live_server: LiveServer, browser: Browser) -> None:
    address = live_server.url + "/healthz"
    browser.get(address)
    assert "ok" in browser.page_source
    with browser.offline(), pytest.raises(WebDriverException):
        browser.get(address)
    browser.get(address)
    assert "ok" in browser.page_source


@pytest.mark.browser
def test_axe_finds_a_picture_without_words(browser: Browser) -> None:
    from tests.support.axe import axe_violations

    browser.get("data:text/html,<!doctype html><html lang=vi><title>x</title><main><img src=x></main>")
    assert [v for v in axe_violations(browser) if v.startswith("image-alt")]
