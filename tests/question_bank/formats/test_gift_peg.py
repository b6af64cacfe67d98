"""The GIFT reader against the 51 pairs of fuhrmanator/GIFT-grammar-PEG.js (MIT), field by field.

The reader follows Moodle where the two differ: an unspaced "{...}." leaves "_____." and not "_____ .".
"""

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from question_bank.formats import gift, rich_text
from question_bank.formats.contract import ImportedItem

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "third_party" / "gift-peg"
NAMES = sorted(path.stem for path in FOLDER.glob("*.gift")) if FOLDER.is_dir() else []
SOURCE_KINDS = {
    "MC": "multichoice",
    "Short": "shortanswer",
    "TF": "truefalse",
    "Numerical": "numerical",
    "Essay": "essay",
    "Description": "description",
    "Matching": "match",
}
Expected = dict[str, Any]

pytestmark = pytest.mark.skipif(not NAMES, reason=f"no GIFT corpus at {FOLDER}")


def expected_of(name: str) -> list[Expected]:
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    found: list[Expected] = json.loads(text, parse_float=Decimal)
    return found


def test_the_corpus_gives_its_known_counts() -> None:
    kinds: Counter[str] = Counter()
    states: Counter[str] = Counter()
    categories = 0
    for name in NAMES:
        found = gift.read((FOLDER / f"{name}.gift").read_bytes())
        categories += len(found.categories)
        kinds.update(item.source_kind for item in found.items)
        states.update(item.state for item in found.items)
    assert len(NAMES) == 51
    assert categories == 2
    assert kinds == {
        "multichoice": 31,
        "shortanswer": 19,
        "truefalse": 17,
        "numerical": 14,
        "essay": 8,
        "description": 7,
        "match": 4,
    }
    # Four seasons that are all right, and a picture that a GIFT file cannot hold.
    assert states == {"kept": 98, "changed": 2}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_reads_as_expected(name: str) -> None:
    found = gift.read((FOLDER / f"{name}.gift").read_bytes())
    expected = expected_of(name)
    assert list(found.categories) == [each["title"] for each in expected if each["type"] == "Category"]
    questions = [each for each in expected if each["type"] != "Category"]
    assert len(found.items) == len(questions)
    for item, question in zip(found.items, questions, strict=True):
        assert_same_question(item, question)


def assert_same_question(item: ImportedItem, expected: Expected) -> None:
    assert item.content is not None
    content: Any = item.content
    assert item.source_kind == SOURCE_KINDS[expected["type"]]
    assert item.name == (expected["title"] or "")
    assert item.external_id == (expected["id"] or "")
    assert list(item.tags) == (expected["tags"] or [])
    assert spaced(content["stem"]) == html(expected["stem"])
    assert content["explanation"] == html(expected.get("globalFeedback"))
    if expected["hasEmbeddedAnswers"]:
        assert "_____" in content["stem"]
    CHECKS[expected["type"]](content, expected)


def html(text: Expected | None) -> str:
    if text is None:
        return ""
    return spaced(rich_text.convert(text["text"].replace("@@PLUGINFILE@@/3.png", ""), text["format"]).html)


def spaced(text: str) -> str:
    return re.sub(r"_____ (?=[.,;])", "_____", text)


def share_of(choice: Expected) -> Decimal:
    if choice["weight"] is not None:
        return Decimal(choice["weight"]) / 100
    return Decimal(bool(choice["isCorrect"]))


def check_choices(content: Any, expected: Expected) -> None:
    options, key = content["body"]["options"], content["key"]
    assert [option["text"] for option in options] == [html(choice["text"]) for choice in expected["choices"]]
    assert [option.get("feedback", "") for option in options] == [html(choice["feedback"]) for choice in expected["choices"]]
    shares = key.get("weights") or {**key.get("partial", {}), key.get("right"): "1"}
    assert ("right" in key) is any(choice["isCorrect"] for choice in expected["choices"])
    assert [Decimal(shares.get(option["id"], "0")) for option in options] == [share_of(choice) for choice in expected["choices"]]


def check_truth(content: Any, expected: Expected) -> None:
    options = {option["text"]: option for option in content["body"]["options"]}
    right, wrong = ("Đúng", "Sai") if expected["isTrue"] else ("Sai", "Đúng")
    assert all(option["pinned"] for option in options.values())
    assert content["key"] == {"right": options[right]["id"]}
    # Moodle: the first feedback answers the wrong choice, the second the right one, whatever they are called here.
    assert options[wrong].get("feedback", "") == html(expected["trueFeedback"])
    assert options[right].get("feedback", "") == html(expected["falseFeedback"])


def check_words(content: Any, expected: Expected) -> None:
    accepted = content["key"]["accepted"]
    assert content["body"] == {"format": "text", "case_sensitive": False}
    assert [row["text"] for row in accepted] == [" ".join(c["text"]["text"].split()) for c in expected["choices"]]
    assert [Decimal(row["fraction"]) for row in accepted] == [share_of(choice) for choice in expected["choices"]]
    assert [row.get("feedback", "") for row in accepted] == [html(choice["feedback"]) for choice in expected["choices"]]


def check_numbers(content: Any, expected: Expected) -> None:
    accepted, choices = content["key"]["accepted"], expected["choices"]
    if isinstance(choices, dict):
        choices = [{"isCorrect": True, "weight": None, "text": choices, "feedback": None}]
    assert len(accepted) == len(choices)
    for row, choice in zip(accepted, choices, strict=True):
        assert row.get("feedback", "") == html(choice["feedback"])
        assert Decimal(row["fraction"]) == share_of(choice)
        assert_same_number(row, choice["text"])


def assert_same_number(row: Expected, number: Expected) -> None:
    if number.get("text") == "*":
        assert row["value"] == "*"
        return
    value, tolerance = Decimal(row["value"]), Decimal(row["tolerance"])
    if number["type"] == "high-low":
        assert (value - tolerance, value + tolerance) == (number["numberLow"], number["numberHigh"])
    else:
        assert (value, tolerance) == (number["number"], number.get("range", 0))


def check_pairs(content: Any, expected: Expected) -> None:
    choices = {row["id"]: row["text"] for row in content["body"]["choices"]}
    pairs = content["key"]["pairs"]
    found = [(row["text"], choices[pairs[row["id"]]]) for row in content["body"]["prompts"]]
    wanted = [(html(pair["subquestion"]), pair["subanswer"]) for pair in expected["matchPairs"]]
    assert found == [pair for pair in wanted if pair[0]]
    assert set(choices.values()) == {choice for _, choice in wanted}


def check_nothing(content: Any, expected: Expected) -> None:
    assert "choices" not in expected


CHECKS = {
    "MC": check_choices,
    "TF": check_truth,
    "Short": check_words,
    "Numerical": check_numbers,
    "Matching": check_pairs,
    "Essay": check_nothing,
    "Description": check_nothing,
}
