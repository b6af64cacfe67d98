"""Loading the project's data files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.db import session
from curriculum import api, queries
from curriculum.models import Outcome, Topic
from curriculum.operations.load_curriculum import DATA, load_curriculum
from curriculum.operations.retire_topic import retire_topic
from curriculum.operations.write_topic import OutcomeText, TopicText, change_topic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small curriculum in files."""

    def write(name: str, value: Any) -> None:
        (tmp_path / name).write_text(json.dumps(value), "utf-8")

    write("subjects.json", [{"code": "TOAN", "name": "Toán", "name_en": "Mathematics"}])
    write("levels.json", [{"code": "NB", "name": "Nhận biết", "name_en": "Recognise"}])
    leaf = {"code": "T.1.1", "name": "Cực trị", "outcomes": [{"code": "T.1.1/1", "text": "Tìm được cực trị."}]}
    write(
        "topics-toan.json",
        {"subject": "TOAN", "topics": [{"code": "T.1", "name": "Đạo hàm", "topics": [leaf]}, {"code": "T.2", "name": "Tích phân"}]},
    )
    write("it-levels.json", [{"code": "basic", "name": "Cơ bản", "requires": ["IU01"]}])
    part = {"part": "II", "kind": "true_false_group", "count": 4, "score_table": {"1": "0.1", "4": "1.0"}}
    write("national-formats.json", [{"subject": "TOAN", "minutes": 90, "source": "QĐ 764", "parts": [part]}])
    return tmp_path


def test_loading_twice_changes_nothing_the_second_time(app: Flask, folder: Path) -> None:
    first, second = load_curriculum(SYSTEM, folder), load_curriculum(SYSTEM, folder)
    assert first.added == 8
    assert (second.added, second.updated, second.kept) == (0, 0, 0)


def test_topics_stand_as_a_tree_in_the_order_of_the_file(app: Flask, folder: Path) -> None:
    load_curriculum(SYSTEM, folder)
    found = api.topics("TOAN")
    assert [(topic.code, topic.depth) for topic in found] == [("T.1", 0), ("T.1.1", 1), ("T.2", 0)]
    assert api.topic_ids_under("T.1") == [found[0].id, found[1].id]
    assert found[1].path == f"/{found[0].id}/{found[1].id}/"


def test_an_edit_made_in_the_application_survives_the_next_loading(app: Flask, folder: Path) -> None:
    load_curriculum(SYSTEM, folder)
    topic = api.topic_named("T.1.1")
    assert topic is not None
    outcome_id = session.scalars(select(Outcome.id)).one()
    outcomes = (OutcomeText(outcome_id, "Tìm và giải thích được cực trị."),)
    change_topic(SYSTEM, topic.id, TopicText("Cực trị của hàm số", parent_id=topic.parent_id, outcomes=outcomes))
    retire_topic(SYSTEM, api.topics("TOAN")[-1].id)
    loaded = load_curriculum(SYSTEM, folder)
    assert loaded.updated == 0 and loaded.kept == 2
    assert [t.name for t in api.topics("TOAN")] == ["Đạo hàm", "Cực trị của hàm số"]
    assert session.scalars(select(Outcome.text)).one() == "Tìm và giải thích được cực trị."


def test_a_corrected_file_corrects_what_nobody_edited(app: Flask, folder: Path) -> None:
    load_curriculum(SYSTEM, folder)
    file = json.loads((folder / "topics-toan.json").read_text("utf-8"))
    file["topics"][1]["name"] = "Nguyên hàm, tích phân"
    (folder / "topics-toan.json").write_text(json.dumps(file), "utf-8")
    assert load_curriculum(SYSTEM, folder).updated == 1
    assert api.topics("TOAN")[-1].name == "Nguyên hàm, tích phân"


def test_a_national_format_is_read_with_its_score_table(app: Flask, folder: Path) -> None:
    load_curriculum(SYSTEM, folder)
    found = api.national_format("TOAN")
    assert found is not None and found.minutes == 90
    assert str(found.parts[0].question_points) == "1.0"
    assert api.national_format("VAN") is None


def test_names_fall_back_to_vietnamese(app: Flask, folder: Path) -> None:
    load_curriculum(SYSTEM, folder)
    assert api.subjects()[0].label("en") == "Mathematics"
    assert api.topics("TOAN")[0].label("en") == "Đạo hàm"


def test_the_project_s_own_files_load(app: Flask) -> None:
    assert load_curriculum(SYSTEM, DATA).added > 100
    assert not load_curriculum(SYSTEM, DATA).changed
    assert [level.code for level in api.levels()] == ["NB", "TH", "VD", "VDC"]
    for code in ("TOAN12.1.1", "IU04.1", "IU05.1", "IU06.1"):
        assert api.topic_named(code) is not None, code
    for topic in session.scalars(select(Topic)):
        assert queries.topics_by_ids([topic.id])[topic.id].path.endswith(f"/{topic.id}/")
