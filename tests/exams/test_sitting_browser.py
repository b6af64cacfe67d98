"""A candidate in a real browser: the network goes, the server dies, the page reloads, machines change; nothing acknowledged is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from sqlalchemy import select, update

from core import clock
from core.db import session, transaction
from exams.models import Exam, Incident, Sitting
from exams.operations.allow_takeover import allow_takeover
from exams.operations.give_extra_time import give_extra_time
from exams.operations.tell_sitting import send_message
from exams.queries.sitting import journal_of, journal_texts
from exams.rules.journal import chain, fold, genesis_head, receipt_of
from tests.question_bank.rules.office import built
from tests.support.actors import actor_with
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.handing import answer_of, file_exam
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.sittings import SINGLE, ReadyExam, ready_exam

pytestmark = [pytest.mark.browser, pytest.mark.server]

EXPECTED = ("Failed to load resource", "net::", "beforeunload")
"""What Chromium says when we cut its network or reload under its feet."""

ESSAY = {"stem": "<p>Kể lại một việc tốt.</p>", "body": {"lines": 10}, "key": {"rubric": [], "model_answer": ""}, "explanation": ""}


@dataclass
class Candidate:
    """What the tests do on the page, in the words of a candidate."""

    browser: Browser
    server: LiveServer
    exam: ReadyExam

    def open(self) -> None:
        self.browser.get(f"{self.server.url}/sit/{self.exam.id}")

    def sign_in(self) -> None:
        sign_browser_in(self.browser, self.server, person_id=self.exam.person_ids[0])

    def start(self) -> None:
        self.sign_in()
        self.open()
        self.sees("waiting")
        self.until("!document.querySelector('[data-start]').disabled")
        self.press("[data-start]")
        self.sees("sitting")

    def sees(self, screen: str, seconds: float = 30) -> None:
        self.until(f"document.body.dataset.showing === '{screen}'", seconds)

    def until(self, script: str, seconds: float = 30) -> None:
        self.browser.until(lambda: self.browser.execute_script(f"return {script}"), script, seconds)

    def press(self, selector: str) -> None:
        self.browser.until(lambda: self.browser.find_element(By.CSS_SELECTOR, selector).click() or True, selector)

    def go(self, place: int) -> None:
        self.browser.execute_script("document.querySelectorAll('.sit-grid .sit-cell')[arguments[0] - 1].click()", place)

    def choose(self, place: int, option: int) -> None:
        self.go(place)
        self.browser.execute_script("document.querySelectorAll('.sit-option input')[arguments[0]].click()", option)

    def waits_for(self, state: str, seconds: float = 30) -> str:
        self.until(f"document.querySelector('[data-saved]').dataset.state === '{state}'", seconds)
        return self.text("[data-saved-text]")

    def text(self, selector: str) -> str:
        return str(self.browser.execute_script("return document.querySelector(arguments[0]).textContent", selector))

    def hand_in(self) -> str:
        self.browser.execute_script("document.querySelector('[data-hand-in]').click()")
        self.press("[data-hand-in-go]")
        self.sees("ended")
        return self.text("[data-receipt]")

    def answers(self) -> dict[int, object]:
        """Question number -> answer, as the server folds it; and the chain is proved."""
        with self.server.database():
            sitting = session.execute(select(Sitting)).scalar_one()
            texts = journal_texts(sitting.id)
            assert chain(genesis_head(sitting.id, self.exam.sha256), texts) == sitting.chain_head
            assert len(texts) == sitting.acked_seq
            return {number: given.answer for number, given in fold(journal_of(sitting.id)).items()}

    def grace_seconds(self) -> int:
        with self.server.database():
            return session.get_one(Exam, self.exam.id).grace_seconds

    def change_sitting(self, **values: object) -> None:
        with self.server.database(), transaction():
            session.execute(update(Sitting).values(values))


@pytest.fixture
def exam(live_server: LiveServer) -> ReadyExam:
    with live_server.database():
        return ready_exam(questions=[*[("single_choice", SINGLE)] * 5, ("essay", ESSAY)], shuffles_questions=False)


@pytest.fixture
def candidate(browser: Browser, live_server: LiveServer, exam: ReadyExam) -> Iterator[Candidate]:
    yield Candidate(browser, live_server, exam)
    assert [line for line in browser.complaints() if not any(word in line for word in EXPECTED)] == []


def test_from_the_waiting_room_to_the_receipt(candidate: Candidate) -> None:
    candidate.start()
    for place in range(1, 6):
        candidate.choose(place, place % 4)
    candidate.go(6)
    candidate.browser.find_element(By.CSS_SELECTOR, ".sit-essay").send_keys("Hôm qua em giúp bà.\nBà rất vui.")
    assert candidate.waits_for("saved") == "6 đã trả lời · 6 đã lưu"
    receipt = candidate.hand_in()
    answers = candidate.answers()
    assert answers == {1: "b", 2: "c", 3: "d", 4: "a", 5: "b", 6: {"text": "Hôm qua em giúp bà.\nBà rất vui."}}
    with candidate.server.database():
        assert receipt == receipt_of(session.execute(select(Sitting.chain_head)).scalar_one())
    left = candidate.browser.execute_async_script(
        "const done = arguments[0]; const asked = indexedDB.open('khoabang-sitting');"
        "asked.onsuccess = () => { const all = asked.result.transaction('events').objectStore('events').count();"
        "all.onsuccess = () => { asked.result.close(); done(all.result) } }"
    )
    assert left == 0  # nothing of the candidate stays on a machine that others use
    candidate.open()
    candidate.sees("ended")
    assert candidate.text("[data-receipt]") == receipt


def test_the_network_goes_and_comes_back(candidate: Candidate) -> None:
    candidate.start()
    candidate.choose(1, 0)
    candidate.waits_for("saved")
    with candidate.browser.offline():
        candidate.choose(1, 3)
        candidate.choose(2, 1)
        candidate.go(6)
        candidate.browser.find_element(By.CSS_SELECTOR, ".sit-essay").send_keys("Viết lúc mất mạng")
        assert candidate.waits_for("offline") in ("2 đang chờ mạng", "3 đang chờ mạng")
        candidate.until("document.querySelector('[data-saved-text]').textContent === '3 đang chờ mạng'")
        assert candidate.answers() == {1: "a"}
    assert candidate.waits_for("saved") == "3 đã trả lời · 3 đã lưu"
    assert candidate.answers() == {1: "d", 2: "b", 6: {"text": "Viết lúc mất mạng"}}


def test_the_server_dies_the_page_reloads_and_goes_on(candidate: Candidate) -> None:
    candidate.start()
    candidate.choose(1, 0)
    candidate.waits_for("saved")
    candidate.until("navigator.serviceWorker.controller !== null")
    candidate.browser.refresh()  # once through the worker, so that the page is kept
    candidate.sees("sitting")
    candidate.server.kill_server()
    candidate.choose(2, 1)
    candidate.waits_for("offline")
    candidate.browser.execute_script("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")
    candidate.browser.refresh()
    candidate.sees("sitting")
    candidate.choose(3, 2)
    candidate.waits_for("offline")
    candidate.server.start()
    assert candidate.waits_for("saved", 60) == "3 đã trả lời · 3 đã lưu"
    assert candidate.answers() == {1: "a", 2: "b", 3: "c"}


def test_killed_while_saving_again_and_again(candidate: Candidate) -> None:
    candidate.start()
    for turn in range(3):
        for place in range(1, 6):
            candidate.choose(place, (turn + place) % 4)
            if place == 3:
                candidate.server.kill_server()
                candidate.server.start()
    candidate.waits_for("saved", 60)
    assert candidate.answers() == {place: "abcd"[(2 + place) % 4] for place in range(1, 6)}


def test_the_page_hands_in_by_itself_at_the_deadline(candidate: Candidate) -> None:
    candidate.start()
    candidate.choose(1, 1)
    candidate.waits_for("saved")
    candidate.change_sitting(deadline_at=clock.now() + timedelta(seconds=9))
    candidate.sees("ended", 30)
    assert candidate.answers() == {1: "b"}


def test_answers_from_before_the_deadline_arrive_late(candidate: Candidate) -> None:
    candidate.start()
    candidate.choose(1, 1)
    candidate.waits_for("saved")
    deadline, before = clock.now() + timedelta(seconds=15), candidate.text("[data-ends-at]")
    candidate.change_sitting(deadline_at=deadline)
    candidate.until(f"document.querySelector('[data-ends-at]').textContent !== '{before}'")
    with candidate.browser.offline():
        candidate.choose(2, 2)
        too_late = deadline + timedelta(seconds=candidate.grace_seconds() + 1)
        candidate.until(f"Date.now() > {too_late.timestamp() * 1000}")
    candidate.sees("ended", 40)
    assert candidate.answers() == {1: "b", 2: "c"}
    with candidate.server.database():
        assert [batch.arrival for batch in journal_of(session.execute(select(Sitting.id)).scalar_one())] == ["on_time", "late"]
        assert session.scalars(select(Incident.kind)).all() == ["late"]
        assert candidate.text("[data-receipt]") == session.execute(select(Sitting.receipt)).scalar_one()


def test_extra_time_and_messages_arrive_within_seconds(candidate: Candidate) -> None:
    candidate.start()
    before = candidate.text("[data-ends-at]")
    with candidate.server.database(), transaction():
        sitting_id = session.execute(select(Sitting.id)).scalar_one()
        give_extra_time(actor_with(), candidate.exam.candidate_ids[0], 600, "Mất điện")
        send_message(actor_with(), [sitting_id], "Đọc kĩ câu 3.")
    candidate.until("document.querySelectorAll('[data-notices] .notice').length === 2", 8)
    assert "Mất điện" in candidate.text("[data-notices]")
    assert candidate.text("[data-ends-at]") != before
    candidate.press("[data-notices] .btn")
    candidate.browser.refresh()
    candidate.sees("sitting")


def test_another_machine_goes_on_with_leave(candidate: Candidate, new_browser: Callable[[], Browser]) -> None:
    candidate.start()
    candidate.choose(1, 0)
    candidate.waits_for("saved")
    second = Candidate(new_browser(), candidate.server, candidate.exam)
    second.browser.get(candidate.server.url)
    second.sign_in()
    second.open()
    second.sees("blocked")
    assert second.text("[data-blocked-title]") == "Bài thi đang mở ở máy khác"
    with candidate.server.database(), transaction():
        allow_takeover(actor_with(), session.execute(select(Sitting.id)).scalar_one())
    second.press("[data-blocked-action]")
    second.sees("sitting")
    second.choose(2, 1)
    second.waits_for("saved")
    candidate.sees("blocked")
    assert candidate.text("[data-blocked-title]") == "Bài thi đã chuyển sang máy khác"
    assert second.answers() == {1: "a", 2: "b"}


def test_a_second_tab_says_so_and_may_take_the_sitting(candidate: Candidate) -> None:
    candidate.start()
    candidate.choose(1, 0)
    candidate.waits_for("saved")
    first = candidate.browser.current_window_handle
    candidate.browser.switch_to.new_window("tab")
    candidate.open()
    candidate.sees("blocked")
    assert candidate.text("[data-blocked-title]") == "Bài thi đang mở ở tab khác"
    candidate.press("[data-blocked-action]")
    candidate.sees("sitting")
    candidate.choose(2, 1)
    candidate.waits_for("saved")
    candidate.browser.switch_to.window(first)
    candidate.sees("blocked")
    assert candidate.answers() == {1: "a", 2: "b"}


def test_the_whole_sitting_by_keyboard(candidate: Candidate) -> None:
    candidate.start()
    keys = candidate.browser.switch_to.active_element
    for pressed in ("b", "n", "3", "n", "f", "n", "a", "p"):
        candidate.browser.switch_to.active_element.send_keys(pressed)
    assert keys is not None
    candidate.waits_for("saved")
    assert candidate.answers() == {1: "b", 2: "c", 3: None, 4: "a"}
    assert candidate.text("[data-question-title]") == "Câu 3"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_accessible(candidate: Candidate, scheme: str) -> None:
    browser = candidate.browser
    browser.prefer(scheme)
    candidate.sign_in()
    browser.get(f"{candidate.server.url}/sit/{candidate.exam.id}/check")
    candidate.until("!document.querySelector('[data-check=opening] [data-check-text]').textContent.includes('…')")
    assert axe_violations(browser) == []
    candidate.open()
    candidate.sees("waiting")
    assert axe_violations(browser) == []
    candidate.start()
    for place in (1, 6):
        candidate.go(place)
        assert axe_violations(browser) == []
    browser.execute_script("document.querySelector('[data-hand-in]').click()")
    assert axe_violations(browser) == []
    candidate.press("[data-hand-in-go]")
    candidate.sees("ended")
    assert axe_violations(browser) == []


def test_the_countdown_opens_the_door(browser: Browser, live_server: LiveServer) -> None:
    with live_server.database():
        exam = ready_exam(opens_in=8)
    candidate = Candidate(browser, live_server, exam)
    candidate.sign_in()
    candidate.open()
    candidate.sees("waiting")
    assert not browser.find_element(By.CSS_SELECTOR, "[data-start]").is_enabled()
    candidate.until("document.querySelector('[data-paper]').dataset.state === 'ready'")
    candidate.until("!document.querySelector('[data-start]').disabled", 15)
    candidate.press("[data-start]")
    candidate.sees("sitting")
    with live_server.database():
        assert session.execute(select(Exam.opens_at)).scalar_one() <= session.execute(select(Sitting.started_at)).scalar_one()


def test_a_file_chosen_without_a_network_survives_a_reload_and_is_handed_in(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    with live_server.database():
        exam = file_exam(shuffles_questions=False)
    candidate = Candidate(browser, live_server, exam)
    work, wrong = tmp_path / "bài làm.docx", tmp_path / "bài làm.txt"
    work.write_bytes(built.word())
    wrong.write_bytes(b"x")
    candidate.start()
    chooser = browser.find_element(By.CSS_SELECTOR, ".sit-drop input")
    chooser.send_keys(str(wrong))
    candidate.until("document.querySelector('.sit-file.is-refused')")
    assert "chỉ nhận tệp có đuôi docx" in candidate.text(".sit-file")
    with browser.offline():
        chooser.send_keys(str(work))
        candidate.until("document.querySelector('[data-way=waiting]')")
        assert "tự gửi lại" in candidate.text(".sit-file")
        assert axe_violations(browser) == []
    candidate.open()
    candidate.sees("sitting")
    candidate.until("document.querySelector('.sit-file.is-kept')")
    assert candidate.waits_for("saved") == "1 đã trả lời · 1 đã lưu"
    candidate.hand_in()
    assert candidate.answers() == {1: answer_of(work.read_bytes(), work.name)}
    assert [line for line in browser.complaints() if not any(word in line for word in EXPECTED)] == []
