"""The page on which a question is written, at a real browser."""

from __future__ import annotations

import pytest

from core.db import transaction
from tests.journeys.walker import Walker
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.questions import choice_content, new_bank, new_question

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]

BEFORE_THE_BUTTONS = """
const [near, buttons] = ['#near .near', '.form-actions'].map((each) => document.querySelector(each))
return !!(near.compareDocumentPosition(buttons) & Node.DOCUMENT_POSITION_FOLLOWING) && near.getBoundingClientRect().bottom <= buttons.getBoundingClientRect().top
"""

IN_SIGHT = "const {top, bottom} = document.querySelector('#near').getBoundingClientRect(); return bottom > 0 && top < innerHeight"


def test_a_likeness_is_told_beside_the_preview_and_on_a_phone_before_the_buttons(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database(), transaction():
        bank = new_bank()
        stem = "<p>Tính đạo hàm của hàm số đã cho trên tập xác định của nó.</p>"
        new_question(bank, choice_content(stem), ref="CU1")
        twin = new_question(bank, choice_content(stem), ref="CU2")
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, "administrator")
    walker.go(f"/questions/{twin.id}/edit")
    walker.wait(lambda: "CU1" in walker.text(".editor-side #near"), "the question that reads alike stands beside the preview")
    browser.show_on(1280, 500)
    browser.execute_script("document.querySelector('.form-actions').scrollIntoView()")
    walker.wait(lambda: browser.execute_script(IN_SIGHT), "beside the preview it goes along with who writes")
    browser.show_on(360, 800, phone=True)
    walker.wait(lambda: browser.execute_script(BEFORE_THE_BUTTONS), "on a phone it stands before the buttons")
    walker.sees("Gần giống 1 câu đã có")
