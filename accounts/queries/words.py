"""Words that rooms above lend to pages here: what an act in the audit trail is called, and the titles of exams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from core.words import Message, say

ExamTitles = Callable[[set[int]], Mapping[int, str]]

_acts: dict[str, Message] = {}
_titles: list[ExamTitles] = []


def describe_acts(words: Mapping[str, Message]) -> None:
    """Say what acts of a room are called: `describe_acts({"exams.sealed": say("Niêm phong đề")})`, in its `setup.py`."""
    _acts.update(words)


def use_exam_titles(titles: ExamTitles) -> None:
    """Let the exams room give the titles of exams by id, for lists of roles."""
    _titles[:] = [titles]


def words_of_act(act: str) -> Message | None:
    """What the act is called, or None when its room said nothing."""
    return _acts.get(act)


def described_acts() -> dict[str, Message]:
    """Every act that has a name, for the filter of the audit trail."""
    return dict(_acts)


def exam_titles(exam_ids: Iterable[int]) -> dict[int, Message]:
    """A title for each exam: its own, or its number where the exams room is silent."""
    wanted = set(exam_ids)
    known = _titles[0](wanted) if wanted and _titles else {}
    return {number: Message(known[number]) if number in known else say("Kỳ thi số %(id)d", id=number) for number in wanted}
