"""A bank of a hundred thousand questions, made the same each time: stems, formulas, tags, history and figures as a large bank has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select, text

from core import clock
from core.actor import SYSTEM
from core.db import db, session, transaction
from curriculum.models import Topic
from question_bank.kinds.registry import KINDS
from question_bank.models import INDEX_VERSION, Figure, Question, Revision, State
from question_bank.operations.create_bank import NewBank, create_bank
from question_bank.operations.index_questions import put_entries, put_prints
from question_bank.rules.content import digest
from question_bank.rules.similarity import wording_of
from question_bank.rules.terms import terms_of
from tests.support.questions import new_levels, new_organisation, new_topic

BATCH = 2_000
SUBJECTS = ("hàm số", "phương trình", "bất phương trình", "dãy số", "hình chóp", "mặt cầu", "xác suất", "vectơ", "số phức", "tích phân")
ASKS = ("Tìm giá trị lớn nhất của", "Giải", "Tính đạo hàm của", "Xét tính đơn điệu của", "Chứng minh tính chất của", "Tìm nghiệm của")
PLACES = ("trên đoạn", "trong khoảng", "với mọi", "khi biết", "tại điểm", "thỏa mãn điều kiện", "trong không gian với", "theo tham số")
SYLLABLES = tuple(
    a + b for a in "b c d đ g h kh l m n ng nh ph qu s t th tr v x".split() for b in "an ên inh oa ong uân ươn iêm ay ơi".split()
)
FORMULAS = (r"y=\frac{%dx+%d}{x-%d}", r"x^{%d}-%dx+%d=0", r"\sqrt{%dx+%d}\le %d", r"\int_{%d}^{%d} x^{%d}\,dx", r"\log_{%d}(x+%d)>%d")
TAGS = ("ôn tập", "học kì 1", "học kì 2", "thi thử", "nâng cao", "Đề 2025", "hình học", "đại số", "cơ bản", "vận dụng")
KINDS_MADE = ("single_choice",) * 6 + ("short_answer", "essay")


@dataclass(frozen=True)
class Made:
    """What a question of the bank is, before any database knows it."""

    question: dict[str, Any]
    content: dict[str, Any]
    figure: tuple[float, float, bool] | None


def made(count: int) -> Iterator[Made]:
    """The questions, numbered from 1; every tenth is an earlier one with other numbers, every hundredth the same but for its marks."""
    dice, now, earlier = Random(4), clock.now(), [""] * 500
    for number in range(1, count + 1):
        stem = _stem(dice) if number % 10 or number < 500 else _again(dice, dice.choice(earlier), same=number % 100 == 0)
        earlier[number % 500] = stem
        kind = dice.choice(KINDS_MADE)
        used = now - timedelta(days=dice.randrange(1, 700)) if dice.random() < 0.5 else None
        question = {
            "id": number, "ref": f"C{number:06d}", "kind": kind, "level": dice.choice(("NB", "TH", "VD", "VDC")), "topic": dice.randrange(60),
            "state": dice.choices((State.READY, State.DRAFT, State.REVIEW, State.RETIRED), (80, 12, 3, 5))[0],
            "tags": dice.sample(TAGS, dice.randrange(3)), "created_at": now, "updated_at": now - timedelta(minutes=dice.randrange(500_000)),
            "last_used_at": used, "exposures": dice.randrange(1, 3000) if used else 0,
            "suspected_leak_at": now if dice.random() < 0.01 else None, "preview": stem, "category": "",
        }  # fmt: skip
        figure = (round(dice.random(), 4), round(dice.uniform(-0.2, 0.8), 4), dice.random() < 0.1) if used and dice.random() < 0.6 else None
        yield Made(question, _content(dice, kind, stem), figure)


def fill(app_dialect: str, questions: list[Made], indexed: list[tuple[list[str], Any]]) -> str:
    """Write them and their index into an empty database; the code of their bank."""
    with transaction():
        new_levels()
        roots = [new_topic(f"T{number}") for number in range(10)]
        for number in range(50):
            new_topic(f"T{number % 10}.{number // 10}", parent=roots[number % 10])
        topics = list(session.scalars(select(Topic.id).order_by(Topic.id)))
        bank = create_bank(SYSTEM, NewBank("LON", "Ngân hàng lớn", new_organisation().id))
    for start in range(0, len(questions), BATCH):
        with transaction():
            _write(bank.id, topics, questions[start : start + BATCH], indexed[start : start + BATCH])
    if app_dialect == "PostgreSQL":  # what its autovacuum would do by itself; SQLite is asked as it is in production, without statistics
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return bank.code


def indexed(questions: list[Made]) -> list[tuple[list[str], Any]]:
    """The terms and the wording of each: worked out once for both databases."""
    return [(_terms(each), wording_of(KINDS[each.question["kind"]], each.content)) for each in questions]


def _terms(each: Made) -> list[str]:
    return terms_of(KINDS[each.question["kind"]], each.content, each.question["ref"], each.question["tags"])


def _write(bank_id: int, topics: list[int], questions: list[Made], known: list[tuple[list[str], Any]]) -> None:
    now = clock.now()
    rows = [
        {**each.question, "bank_id": bank_id, "topic_id": topics[each.question["topic"]], "suspected_leak_reason": ""} for each in questions
    ]
    session.execute(insert(Question), [{name: value for name, value in row.items() if name != "topic"} for row in rows])
    revisions = [
        {
            "id": row["id"], "question_id": row["id"], "number": 1, "kind": row["kind"], "content": each.content, "safe": each.content,
            "sha256": digest(row["kind"], each.content), "created_at": now,
        }
        for row, each in zip(rows, questions, strict=True)
    ]  # fmt: skip
    session.execute(insert(Revision), revisions)
    session.execute(text("UPDATE question_bank_question SET current_revision_id = id WHERE current_revision_id IS NULL"))
    _write_figures(questions)
    put_entries([(_entry(row, each), terms) for row, each, (terms, _) in zip(rows, questions, known, strict=True)])
    put_prints([(row["id"], bank_id, wording) for row, (_, wording) in zip(rows, known, strict=True)])


def _write_figures(questions: list[Made]) -> None:
    figures = [
        {
            "question_id": each.question["id"], "revision_id": each.question["id"], "sittings": 100, "facility": each.figure[0],
            "discrimination": each.figure[1], "fifths": [], "flags": ["key"] if each.figure[2] else [], "title": "Kỳ thi", "url": "/",
            "computed_at": clock.now(),
        }
        for each in questions if each.figure
    ]  # fmt: skip
    session.execute(insert(Figure), figures)


def _entry(row: dict[str, Any], each: Made) -> dict[str, Any]:
    facility, discrimination, flagged = each.figure or (None, None, False)
    copied = ("bank_id", "ref", "state", "kind", "level", "topic_id", "updated_at", "last_used_at", "exposures")
    return {
        **{name: row[name] for name in copied}, "question_id": row["id"], "outcome_id": None, "created_by": 1 + row["id"] % 40,
        "is_leaked": row["suspected_leak_at"] is not None, "facility": facility, "discrimination": discrimination, "is_flagged": flagged,
        "version": INDEX_VERSION,
    }  # fmt: skip


def _stem(dice: Random) -> str:
    words = " ".join(dice.choices(SYLLABLES, k=dice.randrange(8, 16)))
    formula = dice.choice(FORMULAS) % (dice.randrange(2, 60), dice.randrange(1, 60), dice.randrange(1, 60))
    return f"<p>{dice.choice(ASKS)} {dice.choice(SUBJECTS)} \\({formula}\\) {dice.choice(PLACES)} {words}.</p>"


def _again(dice: Random, stem: str, *, same: bool) -> str:
    if same:
        return stem.replace(".</p>", "</p>").replace("y=", "y = ")
    return stem.translate({ord(digit): dice.choice("23456789") for digit in "3456789"})


def _content(dice: Random, kind: str, stem: str) -> dict[str, Any]:
    blank = {"stem": stem, "body": {}, "key": {}, "explanation": ""}
    if kind == "single_choice":
        options = [{"id": letter, "text": f"\\({dice.randrange(-50, 99)}\\)"} for letter in "abcd"]
        return {**blank, "body": {"options": options}, "key": {"right": "a"}}
    if kind == "short_answer":
        return {**blank, "key": {"accepted": [{"text": str(dice.randrange(1000)), "fraction": "1"}]}}
    return blank
