"""Every kind of question in the hands of people: on a phone's screen, by keyboard only, in front of axe, kept and marked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core.actor import SYSTEM
from core.db import session, transaction
from exams.models import AnswerMark, Candidate, FormQuestion, MarkState
from question_bank import api as question_bank
from question_bank.kinds import programs
from question_bank.kinds.registry import KINDS
from review.models import PracticeSet
from review.operations.begin_set import NewSet, begin_practice
from review.operations.open_bank import open_bank
from review.queries.banks import PRACTISED
from review.queries.sets import asked as asked_in
from tests.journeys.walker import Walker
from tests.question_bank.rules.office import built
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.every_kind import PaperOfKinds, bank_of_every_kind, paper_of_every_kind
from tests.support.handing import PDF, answer_of
from tests.support.keyboard import ANSWERS, ESSAY, PROGRAMME, Keyboard
from tests.support.live import LiveServer
from tests.support.people import actor_of, person_with, sign_browser_in
from tests.support.questions import new_topic

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("journeys")]

PHONE = 360
FILES = {"file_upload": ("so-do.pdf", PDF), "office_practical": ("bai-lam.docx", built.word())}
BY_HAND = {"essay", *FILES}
EXPECTED = ("beforeunload",)


def test_every_kind_is_answered_on_a_phones_screen_by_keyboard_alone(live_server: LiveServer, browser: Browser, tmp_path: Path) -> None:
    with live_server.database():
        paper = paper_of_every_kind()
        asked = wordings_of(paper)
    sign_browser_in(browser, live_server, person_id=paper.person_id)
    browser.show_on(PHONE, 780, phone=True)
    walker, hand = Walker(browser, live_server.url), Keyboard(browser)
    walker.go(f"/sit/{paper.exam_id}")
    walker.wait(lambda: walker.all("[data-start]:enabled"), "the door to open")
    hand.push("[data-start]")
    walker.wait(lambda: walker.all("#stem-1"), "the first question")
    hand.push(".sit-tools summary")
    hand.push(".sit-tools [data-keys-switch]")
    hand.press("n", Keys.ESCAPE)  # a letter leads nowhere now: the first question stays
    answered = 0
    for number, wording in asked.items():
        wait_for(walker, number)
        if wording.kind in FILES:
            bring(browser, tmp_path, wording.kind)
        elif wording.kind in ANSWERS:
            hand.answer(wording.kind, wording.content, f"q{number}")
        answered += wording.kind != "description"
        wait_until_saved(walker, answered, wording.kind)
        assert faults(browser) == [], wording.kind
        assert bool(walker.find("Xem lại sau")) is (wording.kind != "description")
        hand.push("[data-next]" if number < len(asked) else "[data-finish]")
    hand.push("[data-hand-in-go]")
    walker.wait(lambda: walker.text("[data-receipt]"), "the receipt")
    assert [line for line in browser.complaints() if not any(word in line for word in EXPECTED)] == []
    check_marks(walker.wait(lambda: marks(live_server, len(asked)), "the marks"), asked)


def test_every_kind_that_is_practised_is_answered_by_keyboard_alone_and_marked_at_once(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        practice, asked = set_of_every_kind()
    sign_browser_in(browser, live_server, person_id=practice.person_id)
    browser.show_on(PHONE, 780, phone=True)
    walker, hand = Walker(browser, live_server.url), Keyboard(browser)
    walker.go(f"/review/sets/{practice.id}")
    for number, wording in asked.items():
        walker.sees(f"Câu {number} trên {len(asked)}")
        hand.answer(wording.kind, wording.content, "answer")
        assert faults(browser) == [], wording.kind
        hand.push(".set-actions .btn-primary")
        walker.wait(lambda: walker.text(".verdict-word") == "Đúng rồi", f"{wording.kind} to be right")
        assert faults(browser) == [], f"{wording.kind}, marked"
        hand.push("[data-next]")
    walker.sees(f"Đúng {len(asked)} trên {len(asked)} câu")
    assert browser.complaints() == []


def set_of_every_kind() -> tuple[PracticeSet, dict[int, question_bank.RevisionView]]:
    """A pupil's set with a question of every kind that is practised, and what it asks, by number; committed."""
    with transaction():
        topic = new_topic("MD.1")
        bank = bank_of_every_kind(topic.subject.code, topic.code)
        open_bank(SYSTEM, bank)
        pupil = actor_of(person_with("student", organisation_id=bank.organisation_id))
        practice = begin_practice(pupil, NewSet(topic.subject.code, topic.id, [topic.id], None, len(KINDS)), [bank.id])
        found = {number: asked_in(practice, number).wording for number in range(1, len(practice.revision_ids) + 1)}
        assert {each.kind for each in found.values()} == PRACTISED
        session.expunge_all()
    return practice, found


def wordings_of(paper: PaperOfKinds) -> dict[int, question_bank.RevisionView]:
    """What the candidate's form asks, by number."""
    candidate = select(Candidate.form_id).where(Candidate.exam_id == paper.exam_id)
    rows = session.scalars(select(FormQuestion).where(FormQuestion.form_id.in_(candidate)).order_by(FormQuestion.number)).all()
    wordings = question_bank.revisions([row.revision_id for row in rows])
    found = {row.number: wordings[row.revision_id].for_form(row.order) for row in rows}
    assert [each.kind for each in found.values()] == list(KINDS)
    return found


def bring(browser: Browser, folder: Path, code: str) -> None:
    """The window in which a file is chosen belongs to the system; the field is handed what it would give."""
    name, data = FILES[code]
    (folder / name).write_bytes(data)
    browser.find_element(By.CSS_SELECTOR, ".sit-drop input").send_keys(str(folder / name))


def wait_for(walker: Walker, number: int) -> None:
    walker.wait(lambda: walker.all(f"#stem-{number}"), f"question {number}")


def wait_until_saved(walker: Walker, answered: int, kind: str) -> None:
    walker.wait(lambda: is_saved(walker, answered), f"{kind} to be called saved")


def is_saved(walker: Walker, answered: int) -> bool:
    """Whether the page says that the server has acknowledged every answer so far."""
    box = walker.browser.find_element(By.CSS_SELECTOR, "[data-saved]")
    said = (box.get_attribute("data-state"), box.get_attribute("textContent"))
    return said == ("saved", f"{answered} đã trả lời · {answered} đã lưu")


def faults(browser: Browser) -> list[str]:
    """What axe finds, and how far the page is too wide."""
    width = browser.execute_script("return document.documentElement.scrollWidth")
    return [*axe_violations(browser), *([f"{width} px wide"] if width > PHONE else [])]


def marks(server: LiveServer, count: int) -> list[AnswerMark]:
    """The marks by number, when the worker has made them all and looked at what is examined; else nothing."""
    with server.database():
        found = list(session.scalars(select(AnswerMark).order_by(AnswerMark.number)))
        session.expunge_all()
    looked_at = [mark for mark in found if mark.proposal or mark.state == MarkState.AUTOMATIC]
    return found if len(looked_at) == count - len(BY_HAND) else []


def check_marks(found: list[AnswerMark], asked: Mapping[int, question_bank.RevisionView]) -> None:
    """Full points where the machine marks, a proposal where it looks first, and what was given where people mark."""
    by_kind = {asked[mark.number].kind: mark for mark in found}
    machine = {code for code, kind in KINDS.items() if kind.marking == "machine"}
    assert {code: by_kind[code].points for code in machine} == dict.fromkeys(machine, Decimal(1))
    assert by_kind["essay"].answer == {"text": ESSAY}
    assert by_kind["code"].answer == {"text": "\n".join(PROGRAMME)}
    assert {code: by_kind[code].answer for code in FILES} == {code: answer_of(data, name) for code, (name, data) in FILES.items()}
    if programs.why_not("python") is None:
        assert by_kind["code"].points == 1
