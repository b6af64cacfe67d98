"""Two thousand questions of a Moodle's XML export in the mix of a school: read, and kept in a bank. Goal: under 3 CPU-s; Moodle takes 7.5."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator

from lxml import etree
from sqlalchemy import func, select

from bench.registry import Measure, benchmark
from bench.rooms import room
from core.actor import SYSTEM
from core.db import session, transaction
from question_bank.formats import moodle_xml
from question_bank.models import Bank, Question
from question_bank.operations.import_file import import_file
from tests.support.pictures import png

QUESTIONS = 2000


@benchmark("importing")
def importing() -> Iterator[Measure]:
    """The reader alone beside the parsing of the file's XML; then into the bank, as the command line and the job do it."""
    data = _file()
    yield Measure(
        f"importing: {QUESTIONS} of Moodle read",
        _cpu(lambda: moodle_xml.read(data)),
        "CPU-s",
        _cpu(lambda: etree.fromstring(data)),
        "its XML",
    )
    with room("SQLite", candidates=1, questions=1) as place, place.app.app_context():
        code = session.scalars(select(Bank.code)).one()
        session.rollback()

        def bring() -> None:
            with transaction():
                import_file(SYSTEM, code, data, "quiz.xml")

        before, spent, after = _cpu(_count), _cpu(bring), _cpu(_count)
        kept = session.scalar(select(func.count()).select_from(Question)) or 0
        if kept < QUESTIONS:
            raise SystemExit(f"only {kept} questions were kept")
        yield Measure(f"importing: {QUESTIONS} of Moodle kept", spent, "CPU-s", (before + after) / 2, "counting to ten million")


def _file() -> bytes:
    written = "".join(_question(number) for number in range(QUESTIONS))
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{written}</quiz>'.encode()


def _question(number: int) -> str:
    """Half single choices, the rest in turns: what the banks of schools hold, with a category for every fifty."""
    kind, text, inside = (
        _OTHERS[number // 2 % len(_OTHERS)] if number % 2 else ("multichoice", "Giá trị nào là nghiệm của phương trình", _CHOICES)
    )
    category = (
        f'<question type="category"><category><text>$course$/top/Chương {number // 50}</text></category></question>'
        if number % 50 == 0
        else ""
    )
    words = f"<p>{text} thứ {number} với \\(x^{{{number}}} + {number}x\\)?</p>"
    inside = inside.replace("%N", str(number))
    return (
        f'{category}<question type="{kind}"><name><text>Câu {number}</text></name><questiontext format="html"><text><![CDATA[{words}]]></text>'
        f"{_FILE if 'PLUGINFILE' in text else ''}</questiontext><generalfeedback format='html'><text>Vì {number}.</text></generalfeedback>"
        f"<penalty>0.3333333</penalty><idnumber>M{number}</idnumber>{inside}<tags><tag><text>ôn tập</text></tag></tags></question>"
    )


def _answers(*rows: tuple[str, str], more: str = "") -> str:
    return "".join(
        f'<answer fraction="{share}" format="html"><text>{text}</text><feedback><text/></feedback>{more}</answer>' for share, text in rows
    )


_FILE = f'<file name="h.png" path="/" encoding="base64">{base64.b64encode(png(120, 80)).decode()}</file>'
_CHOICES = "<single>true</single>" + _answers(("100", "%N"), ("0", "%N và 1"), ("0", "%N và 2"), ("0", "vô nghiệm"))
_PAIR = "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"
_OTHERS = (
    ("multichoice", "Chọn các ý đúng về", "<single>false</single>" + _answers(("50", "một"), ("50", "hai"), ("-50", "ba"))),
    ("truefalse", "Đúng hay sai:", _answers(("100", "true"), ("0", "false"))),
    ("shortanswer", "Viết tên của", _answers(("100", "đáp án %N"), ("50", "đáp án*"))),
    ("numerical", "Tính", _answers(("100", "%N.5"), more="<tolerance>0.1</tolerance>")),
    ("matching", "Ghép", _PAIR.format("Việt Nam", "Hà Nội") + _PAIR.format("Lào", "Viêng Chăn")),
    ("essay", "Trình bày", "<responsefieldlines>15</responsefieldlines>"),
    ("cloze", "Điền {1:SHORTANSWER:=Hà Nội~%50%Thăng Long} và {2:NUMERICAL:=2.5:0.1} và {1:MULTICHOICE:=đỏ~xanh~tím}", ""),
    ("ddwtos", "Con [[1]] đuổi con [[2]]", "<dragbox><text>mèo</text><group>1</group></dragbox><dragbox><text>chuột</text><group>1</group></dragbox>"),
    ("ordering", "Xếp", _answers(("1", "gieo"), ("2", "tưới"), ("3", "gặt"))),
    ("description", 'Xem <img src="@@PLUGINFILE@@/h.png">', ""),
)  # fmt: skip


def _count() -> None:
    """How fast this machine is just now: seconds of a processor that others slow down are longer."""
    total = 0
    for number in range(10_000_000):
        total += number


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
