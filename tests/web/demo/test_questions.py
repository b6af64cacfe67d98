"""The demo's questions: whole, tagged with real topics, and enough for papers in the national format that differ."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from question_bank.kinds.registry import kind_of
from web.demo.load import BANKS, HERE

DATA = Path(__file__).parents[3] / "curriculum" / "data"
FORMATS = {each["subject"]: each for each in json.loads((DATA / "national-formats.json").read_text())}


def questions(file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((HERE / "questions" / file).read_text())
    return found


def known_topics(topics: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Topic code -> the codes of its outcomes, all the way down."""
    found: dict[str, set[str]] = {}
    for topic in topics:
        found[topic["code"]] = {outcome["code"] for outcome in topic.get("outcomes", [])}
        found |= known_topics(topic.get("topics", []))
    return found


TOPICS = {code: ids for path in DATA.glob("topics-*.json") for code, ids in known_topics(json.loads(path.read_text())["topics"]).items()}
FILES = [file for *_, files in BANKS for file in files]


@pytest.mark.parametrize("file", FILES)
def test_every_question_is_whole_and_says_why(file: str) -> None:
    for each in questions(file):
        assert kind_of(each["kind"]).check(each["content"]) == [], each["ref"]
        assert each["content"]["explanation"], each["ref"]


@pytest.mark.parametrize("file", FILES)
def test_every_question_has_a_ref_of_its_own_and_a_known_topic(file: str) -> None:
    found = questions(file)
    assert len({each["ref"] for each in found}) == len({each["content"]["stem"] for each in found}) == len(found)
    for each in found:
        assert each["topic"] in TOPICS, each["ref"]
        assert each.get("outcome") is None or each["outcome"] in TOPICS[each["topic"]], each["ref"]


@pytest.mark.parametrize(("file", "subject"), [("toan12.json", "toan"), ("tin12.json", "tin_hoc")])
def test_the_bank_holds_more_than_two_whole_papers(file: str, subject: str) -> None:
    counts = Counter(each["kind"] for each in questions(file))
    for part in FORMATS[subject]["parts"]:
        assert counts[part["kind"]] >= 2 * part["count"], part["part"]


@pytest.mark.parametrize(("file", "subject"), [("toan12.json", "toan"), ("tin12.json", "tin_hoc")])
def test_every_part_has_questions_of_every_chapter(file: str, subject: str) -> None:
    chapters = {each["topic"].split(".")[0] + "." + each["topic"].split(".")[1] for each in questions(file)}
    for part in FORMATS[subject]["parts"]:
        there = {".".join(each["topic"].split(".")[:2]) for each in questions(file) if each["kind"] == part["kind"]}
        assert there == chapters, part["part"]
