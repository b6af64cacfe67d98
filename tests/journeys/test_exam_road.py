"""The exam road with real clicks: questions, paper, sitting through a cut network and a killed server, release, certificate, stranger."""

from __future__ import annotations

import json
import re
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from curriculum import api as curriculum
from exams.models import Sitting
from exams.queries.results import marks_of
from tests.journeys.walker import Walker
from tests.support.browser import Browser
from tests.support.live import LiveServer
from web.demo.accounts import PASSWORD
from web.demo.people import load_people

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("journeys")]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CUT = timedelta(seconds=60)
CHOICES = 8
ESSAY_TEXT = "Chủ đề ngắn gọn, lời chào, nội dung, cảm ơn và ký tên."


def question_file(folder: Path) -> Path:
    """A GIFT file as a teacher writes one: eight choices whose right answer is the one named in the stem, and an essay."""
    choices = [f"::C{n}:: Câu {n}: chọn từ “đúng {n}”. {{ =đúng {n} ~sai một ~sai hai ~sai ba }}" for n in range(1, CHOICES + 1)]
    path = folder / "cau-hoi.gift"
    path.write_text("\n\n".join([*choices, "::TL:: Hãy nêu cách viết một thư điện tử lịch sự. {}"]), encoding="utf-8")
    return path


def test_from_a_teachers_file_to_a_strangers_look_at_the_certificate(live_server: LiveServer, browser: Browser, tmp_path: Path) -> None:
    with live_server.database(), transaction():
        curriculum.load_curriculum(SYSTEM)
        load_people()
    walker = Walker(browser, live_server.url)
    import_questions(walker, question_file(tmp_path))
    exam = plan_exam(walker)
    seal(walker, exam)
    shown, receipt = sit(walker, exam, live_server)
    check_kept(live_server, shown, receipt)
    mark_essay(walker, exam)
    release(walker, exam)
    code = see_result_and_certificate(walker, exam, receipt)
    verify(walker, code)


def import_questions(walker: Walker, file: Path) -> None:
    walker.sign_in("bande", PASSWORD)
    walker.go("/banks/new")
    walker.fill(name="Ngân hàng thử", code="THU", needs_review="no")
    walker.submit("Mở ngân hàng", within="main form")
    walker.go("/banks/THU/import")
    walker.fill(file=str(file))
    walker.submit("Đọc thử tệp")
    walker.submit(f"Nhập {CHOICES + 1} câu")
    walker.sees("Đã nhập xong")


def plan_exam(walker: Walker) -> int:
    """The secretary plans an exam that is open already and registers the cohort's first candidate. Returns its id."""
    walker.sign_in("thuky", PASSWORD)
    walker.go("/exams/new")
    now = datetime.now(HANOI)
    local = "%Y-%m-%dT%H:%M"
    walker.fill(
        name="Kỳ thi đi đường", code="DI-DUONG", certificate_kind="it_basic", minutes="30", forms_count="2",
        opens_at=(now - timedelta(minutes=5)).strftime(local), closes_at=(now + timedelta(hours=3)).strftime(local),
    )  # fmt: skip
    walker.submit("Lưu kỳ thi")
    walker.submit("Thêm phần thi")
    walker.fill(name="Trắc nghiệm", code="TN", bank_id="Ngân hàng thử", minimum_percent="50")
    _line(walker, 0, "single_choice", CHOICES, "1")
    walker.submit("Lưu phần thi")
    walker.submit("Thêm phần thi")
    walker.fill(name="Bài viết", code="TL", bank_id="Ngân hàng thử", minimum_percent="50")
    _line(walker, 0, "essay", 1, "2")
    walker.submit("Lưu phần thi")
    exam = int(re.search(r"/exams/(\d+)/plan", walker.browser.current_url)[1])  # type: ignore[index]
    walker.go(f"/exams/{exam}/candidates")
    walker.fill(usernames="thisinh", room="P101")
    walker.submit("Thêm vào danh sách")
    walker.sees("Nguyễn Văn Thí")
    return exam


def _line(walker: Walker, index: int, kind: str, count: int, points: str) -> None:
    walker.fill(**{f"lines__{index}__kind": kind, f"lines__{index}__count": str(count), f"lines__{index}__points": points})


def seal(walker: Walker, exam: int) -> None:
    walker.sign_in("chutich", PASSWORD)
    walker.go(f"/exams/{exam}/paper")
    walker.submit("Niêm phong đề", within="main")
    walker.sees("Đã niêm phong đề")


def sit(walker: Walker, exam: int, server: LiveServer) -> tuple[dict[str, str], str]:
    """Sit the exam through everything. Returns stem -> chosen text of what the page showed as saved, and the receipt."""
    walker.sign_in("thisinh", PASSWORD)
    walker.go(f"/sit/{exam}")
    walker.press("[data-start]")
    given: dict[str, str] = {}
    _answer(walker, given, 3)
    _all_saved(walker, 3)

    with walker.browser.offline():
        _answer(walker, given, 2)
        walker.wait(lambda: "Mất mạng" in walker.text("body"), "the page to admit that it is offline")
        started = clock.now()
        walker.wait(lambda: clock.now() - started > CUT, "a minute without network", CUT * 2)
        assert "2 đang chờ mạng" in walker.text("[data-saved]"), "nothing may be called saved while the network is cut"
    _all_saved(walker, 5)

    walker.browser.refresh()
    _all_saved(walker, 5)
    _answer(walker, given, 1)
    _all_saved(walker, 6)
    server.kill()
    _answer(walker, given, CHOICES - 6)
    server.start()
    _write_essay(walker, given)
    _all_saved(walker, CHOICES + 1)
    return given, _hand_in(walker)


def _answer(walker: Walker, given: dict[str, str], count: int) -> None:
    """Answer the next `count` choices that have no answer yet, going forward."""
    while count:
        walker.wait(lambda: walker.text(".sit-stem"))
        stem = walker.text(".sit-stem")
        right = re.search(r"“(đúng \d+)”", stem)
        if right and stem not in given:
            label = next(x for x in walker.all(".sit-option") if x.text.endswith(right[1]))
            label.click()
            given[stem] = right[1]
            count -= 1
        if count:
            _next(walker, stem)


def _next(walker: Walker, stem: str) -> None:
    walker.browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ARROW_RIGHT)
    last = not walker.browser.find_element(By.CSS_SELECTOR, "[data-next]").is_displayed()
    if not last:
        walker.wait(lambda: walker.text(".sit-stem") not in ("", stem))


def _write_essay(walker: Walker, given: dict[str, str]) -> None:
    while not walker.all(".sit-essay"):
        stem = walker.text(".sit-stem")
        walker.press("[data-next]")
        walker.wait(lambda stem=stem: walker.text(".sit-stem") not in ("", stem))  # type: ignore[misc]
    walker.browser.find_element(By.CSS_SELECTOR, ".sit-essay").send_keys(ESSAY_TEXT)
    given[walker.text(".sit-stem")] = ESSAY_TEXT


def _all_saved(walker: Walker, count: int) -> None:
    walker.wait(lambda: f"{count} đã trả lời · {count} đã lưu" in walker.text("[data-saved]"), f"{count} saved answers")


def _hand_in(walker: Walker) -> str:
    walker.press("[data-hand-in]")
    walker.press("[data-hand-in-go]")
    return walker.wait(lambda: walker.text("[data-receipt]"), "the receipt")


def check_kept(server: LiveServer, shown: dict[str, str], receipt: str) -> None:
    """What the page called saved is what the server will mark, and the receipt is the sitting's."""
    with server.database():
        sitting = session.scalars(select(Sitting)).one()
        assert sitting.receipt == receipt
        assert sitting.acked_seq >= len(shown)
        sitting_id = sitting.id
    wait_for_marks(server, sitting_id)
    with server.database():
        marks = marks_of(sitting_id)
        assert sum(mark.points or 0 for mark in marks) == CHOICES, "every saved choice was right, so every one must have earned its point"
        assert [mark.answer for mark in marks if mark.points is None] == [{"text": ESSAY_TEXT}]


def wait_for_marks(server: LiveServer, sitting_id: int) -> None:
    deadline = clock.now() + timedelta(seconds=60)
    while clock.now() < deadline:
        with server.database():
            if session.get_one(Sitting, sitting_id).marked_at:
                return
    raise AssertionError("the worker did not mark the sitting")


def mark_essay(walker: Walker, exam: int) -> None:
    walker.sign_in("giamkhao", PASSWORD)
    walker.go(f"/exams/{exam}/marking")
    walker.submit("Chấm bài đầu tiên")
    walker.sees(ESSAY_TEXT)
    walker.fill(points="1,5", comment="Đủ ý.")
    walker.submit_by("[data-save]")


def release(walker: Walker, exam: int) -> None:
    walker.sign_in("chutich", PASSWORD)
    walker.go(f"/exams/{exam}/results")
    walker.click("Công bố kết quả", within="main")
    walker.wait(lambda: walker.all("dialog[open]"), "the question before the release")
    walker.fill(decision_number="12/QĐ-TTTH", decided_on=datetime.now(HANOI).strftime("%Y-%m-%d"))
    walker.submit("Công bố kết quả", within="dialog[open]")
    walker.sees("Đã công bố")


def see_result_and_certificate(walker: Walker, exam: int, receipt: str) -> str:
    """The candidate's result carries the receipt; the worker has made the certificate. Returns its code."""
    walker.sign_in("thisinh", PASSWORD)
    walker.go(f"/my/results/{exam}")
    walker.sees(receipt)
    walker.sees("9,5")

    def code() -> str | None:
        walker.go("/my/certificates")
        found = re.search(r"/verify/([0-9A-Z-]+)", walker.browser.page_source)
        return found[1] if found else None

    return str(walker.wait(code, "the certificate"))


def verify(walker: Walker, code: str) -> None:
    """A stranger, with nothing but the code."""
    walker.browser.delete_all_cookies()
    walker.go("/")
    walker.fill(code=code.lower())
    walker.submit("Kiểm tra")
    walker.sees("Nguyễn Văn Thí")
    with urllib.request.urlopen(f"{walker.url}/api/v1/certificates/{code}", timeout=20) as answer:
        found = json.load(answer)
    assert found["status"] == "valid"
    assert found["issued_on"] == datetime.now(HANOI).date().isoformat()
