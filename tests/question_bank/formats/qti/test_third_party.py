"""Files that Canvas's own converter is tested with, by the counts of their README."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from question_bank.formats.contract import ImportedItem, UnreadableFile
from question_bank.formats.qti import reader

FOLDER = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "third_party" / "qti12-instructure"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no QTI 1.2 corpus at {FOLDER}")
TORN = {"choice_vary_points_by_answer.xml", "choice_vary_points_by_answer_zero_points.xml", "fib.xml", "fib_str.xml", "item_no_title.xml"}
NOT_HERE = {"calculated_question", "hot_spot_question"}
"""One formula is of several steps, and the hot spots' picture is not in the corpus."""


def items_of(path: Path) -> tuple[ImportedItem, ...]:
    try:
        return reader.read(path.read_bytes()).items
    except UnreadableFile as error:
        assert "hỏng" in str(error.message) or "không có câu hỏi" in str(error.message)
        return ()


def zipped(folder: Path) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                target.writestr(str(path.relative_to(folder)), path.read_bytes())
    return packed.getvalue()


def test_every_well_formed_item_is_there_and_says_what_became_of_it() -> None:
    found = {path.name: items_of(path) for path in sorted((FOLDER / "items_1.2").iterdir())}
    assert sum(map(len, found.values())) == 60
    assert {name for name, items in found.items() if not items} == TORN | {"bank_entry_item.xml"}
    refused = [item for items in found.values() for item in items if item.state == "refused"]
    assert {item.source_kind for item in refused} == NOT_HERE and len(refused) == 5
    assert all((item.state == "kept") == (not item.reasons) for items in found.values() for item in items)


def test_kinds_are_those_that_canvas_names() -> None:
    kinds = {
        "categorization_question": "matching", "file_upload_question": "file_upload", "fill_in_multiple_blanks_question": "cloze",
        "matching_question": "matching", "multiple_choice_question": "single_choice", "multiple_dropdowns_question": "cloze",
        "numerical_question": "numerical", "short_answer_question": "short_answer", "text_only_question": "description",
        "true_false_question": "single_choice",
    }  # fmt: skip
    found = [item for path in sorted((FOLDER / "items_1.2").iterdir()) for item in items_of(path) if item.source_kind in kinds]
    assert len(found) == 38 and all(item.kind == kinds[item.source_kind] for item in found)


def test_packages_are_read_whole() -> None:
    assert len(reader.read((FOLDER / "test_qti_1.2.zip").read_bytes()).items) == 3
    cartridge, banks = (
        Counter(item.state for item in reader.read(zipped(FOLDER / name)).items) for name in ("canvas_cartridge", "with_banks")
    )
    assert cartridge.total() == 24 and not cartridge["refused"]
    assert banks.total() == 8 and not banks["refused"]
