"""Five hundred questions of a Word file as Word leaves it: torn runs, equations, options by tabs. Goal: read and laid out in under 10 CPU-s."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from sqlalchemy import select

from bench.registry import Measure, benchmark
from bench.rooms import room
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from question_bank.formats import docx
from question_bank.models import Bank, ImportRun, RunState
from question_bank.operations.read_import import NewImport, start_import
from tests.support.word_files import as_word_splits, maths, p, r, t, word_file

QUESTIONS = 500
MOST_CPU_SECONDS = 10


@benchmark("word")
def word() -> Iterator[Measure]:
    """The reader alone beside the parsing of the file's XML; then the whole job up to the check page."""
    data = word_file(*[block for number in range(1, QUESTIONS + 1) for block in _question(number)])
    yield Measure(
        f"word: {QUESTIONS} questions read", _cpu(lambda: docx.read(data)), "CPU-s", _cpu(lambda: _parse(data)), "parsing its XML"
    )
    with room("SQLite", candidates=1, questions=1) as place, place.app.app_context():
        with transaction():
            run_id = start_import(SYSTEM, session.scalars(select(Bank.id)).one(), NewImport("de.docx", data)).id
        spent = _cpu(run_all_jobs)
        run = session.get_one(ImportRun, run_id)
        if run.state != RunState.CHECK or run.report["items"] != QUESTIONS or spent > MOST_CPU_SECONDS:
            raise SystemExit(f"the job read {run.report.get('items')} questions in {spent:.1f} CPU-s")
        yield Measure(f"word: {QUESTIONS} questions by the job", spent, "CPU-s")


def _question(number: int) -> list[str]:
    half = maths(f"<m:f><m:num>{t(f'2x+{number}')}</m:num><m:den>{t('x-1')}</m:den></m:f>")
    right = "ABCD"[number % 4]

    def option(letter: str, text: str) -> str:
        return r(letter, "bu" if letter == right else "b") + r(f". {text}")

    return [
        p(
            as_word_splits(f"Câu {number}. ", "b"),
            as_word_splits("Cho hàm số y bằng "),
            half,
            as_word_splits(". Khẳng định nào sau đây đúng?"),
        ),
        p(option("A", "Đồng biến trên khoảng "), maths(t("(-∞;1)")), r("\t"), option("B", "Nghịch biến")),
        p(option("C", "Có cực trị "), half, r("\t"), option("D", "Không có tiệm cận")),
        p("Lời giải"),
        p("Ta có ", half, f". Chọn {right}."),
    ]


def _parse(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        etree.fromstring(archive.read("word/document.xml"))


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
