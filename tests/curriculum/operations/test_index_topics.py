"""Topics are found by their names and outcomes, as they are now."""

from __future__ import annotations

import pytest
from flask import Flask

from core.actor import SYSTEM
from core.db import session
from core.search import find, of_kind
from curriculum import queries
from curriculum.operations.load_curriculum import load_curriculum
from curriculum.operations.rename_word import WordText, rename_subject
from curriculum.operations.retire_topic import restore_topic, retire_topic
from curriculum.operations.write_topic import OutcomeText, TopicText, add_topic, change_topic


@pytest.fixture(autouse=True)
def loaded(app: Flask) -> None:
    load_curriculum(SYSTEM)


def titles(words: str) -> list[str]:
    return [entry.title for entry in session.scalars(of_kind(find(words, ["all"]), "topic"))]


def test_loading_the_data_files_makes_topics_findable() -> None:
    assert "Vận dụng đạo hàm giải bài toán thực tiễn" in titles("dao ham thuc tien")


def test_a_topic_is_found_by_what_was_written_last() -> None:
    topic = add_topic(SYSTEM, "toan", "T12-MOI", TopicText("Zeta thử", outcomes=(OutcomeText(None, "Nêu được kappa"),)))
    assert titles("zeta") == ["Zeta thử"] == titles("kappa")
    change_topic(SYSTEM, topic.id, TopicText("Omega thử", outcomes=(OutcomeText(topic.outcomes[0].id, ""),)))
    assert titles("omega") == ["Omega thử"]
    assert titles("zeta") == titles("kappa") == []


def test_a_retired_branch_is_found_no_longer_until_it_is_restored() -> None:
    top = add_topic(SYSTEM, "toan", "T12-A", TopicText("Alpha zeta"))
    add_topic(SYSTEM, "toan", "T12-B", TopicText("Beta zeta", parent_id=top.id))
    retire_topic(SYSTEM, top.id)
    assert titles("zeta") == []
    restore_topic(SYSTEM, top.id)
    assert sorted(titles("zeta")) == ["Alpha zeta", "Beta zeta"]


def test_a_renamed_subject_stands_beside_its_topics() -> None:
    rename_subject(SYSTEM, "toan", WordText("Toán học phổ thông"))
    session.flush()
    details = {entry.detail for entry in session.scalars(of_kind(find("phổ thông", ["all"]), "topic"))}
    assert details == {"Toán học phổ thông 12"}
    assert queries.subject("toan") is not None
