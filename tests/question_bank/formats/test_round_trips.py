"""Out and in again: nothing that a format can hold changes, and what it cannot hold is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.formats import docx, gift
from question_bank.formats.contract import OutgoingItem
from question_bank.formats.registry import TARGETS
from question_bank.kinds import gapped
from question_bank.kinds.registry import KINDS
from tests.question_bank.formats.coming_back import meaning, out_and_in, outgoing
from tests.question_bank.formats.test_gift_peg import FOLDER, NAMES
from tests.question_bank.formats.test_writers import SAMPLES
from tests.question_bank.kinds.contents import VALID, calmly

every_target = pytest.mark.parametrize("code", TARGETS)
every_kind = pytest.mark.parametrize("kind", KINDS)
few = settings(calmly, max_examples=6)
"""Kinds times formats are many."""

_pieces = st.sampled_from(
    ["=", "~", "#", "####", "{", "}", ":", "::", "\\", "\\n", "\\(x^{2}\\)", "\\[\\frac{a}{b} \\neq 0\\]", "->", "%50%", "[html]", "[plain]",
     "//", "\n", "\n\n", "\r\n", " ", "TRUE", "$CATEGORY: x", "$$x$$", "&lt;", "&amp;", "&nbsp;", "<", ">", "&", "<b>", "</b>", "<br>", "<p>", "</p>",
     '<img src="media:a.png">', "<script>", "]]>", "<!--", "@@PLUGINFILE@@/a.png", "\x0b", "\ufffe", "\ufdd0", "đ", "e\u0302", "🎓", "a", "2,5"]
)  # fmt: skip
nasty = st.lists(_pieces, max_size=6).map("".join)
"""Text made of what the formats' own grammars are made of."""


def soiled(data: st.DataObject, kind: str) -> dict[str, Any]:
    """A good content with nasty text in its html fields, its typed answers too; still good."""
    content: dict[str, Any] = data.draw(VALID[kind])
    number = iter(range(1000))

    def soil(text: str) -> str:
        """Its gaps stay, for without them it would be no text with gaps."""
        gaps = " ".join(map(gapped.marker, gapped.gaps_in(text)))
        return f"{data.draw(nasty)}{next(number)}{gaps}{data.draw(nasty)}" if text else text

    content = KINDS[kind].map_html(content, soil)
    if kind == "short_answer" and content["body"]["format"] == "text":
        content["key"]["accepted"] = [*content["key"]["accepted"][:1], {"text": f"{data.draw(nasty)}x", "fraction": "0.5"}]
    return content


@every_target
@every_kind
@few
@given(data=st.data())
def test_what_comes_back_is_the_same_or_its_loss_was_told(code: str, kind: str, data: st.DataObject) -> None:
    content = soiled(data, kind)
    if KINDS[kind].check(content):
        return
    written, found = _back(code, outgoing(kind, content, ref=f"C {data.draw(nasty)}".strip()))
    if written.left_out:
        assert written.losses and not found
        return
    if kind == "stimulus" and written.losses and len(found) > 1:
        # One of its questions lost too much to be asked: they come back apart, and told.
        assert all(item.reasons for item in found)
        return
    (item,) = found
    if not written.losses:
        assert (item.kind, item.state, item.reasons) == (kind, "kept", ())
        assert meaning(kind, item.content, code) == meaning(kind, content, code)


_labels = st.sampled_from(
    ["Câu 2. ", "A. ", "*B. ", "a) ", "Đáp án: B", "Lời giải", "PHẦN II", "[NB]", "(Đ)", " – Sai", "BẢNG ĐÁP ÁN", "1A 2B", "HẾT", "<u>A</u>. ",
     "\t", "Chủ đề: T.1", "&lt;Key=70&gt;", "1. ", "#", "1-A", "Lời giải chung", "Dữ kiện chung cho câu 1", "Mã câu: x | Tags: y", "<table><tr><td>A. x<td>B. y</table>", "<p>", "<br>", "x", "\\(x\\)"]
)  # fmt: skip
labels = st.lists(_labels, max_size=4).map("".join)
"""Text made of what teachers' Word files are understood by."""


@pytest.mark.parametrize(
    "name",
    [
        "single choice",
        "true/false group",
        "… four boxes (national)",
        "essay of 10 lines",
        "explanation",
        "matching",
        "ordering",
        "description",
        "shared stimulus",
        "… about one question",
    ],
)
@settings(calmly, max_examples=12)
@given(data=st.data())
def test_text_that_looks_like_a_label_comes_back_from_word_or_is_told(name: str, data: st.DataObject) -> None:
    kind, plain, _ = SAMPLES[name]
    content = KINDS[kind].map_html(plain, lambda text: f"{data.draw(labels)}{text}{data.draw(labels)}" if text else text)
    written = TARGETS["docx"].write([outgoing(kind, content)], {})
    if not written.losses:
        (item,) = docx.read(written.data).items
        assert (item.kind, item.state, item.reasons) == (kind, "kept", ())
        assert meaning(kind, item.content or {}, "docx") == meaning(kind, content, "docx")


@every_target
@every_kind
@few
@given(data=st.data())
def test_what_came_back_once_comes_back_for_ever(code: str, kind: str, data: st.DataObject) -> None:
    content = soiled(data, kind)
    if KINDS[kind].check(content):
        return
    _, first = _back(code, outgoing(kind, content))
    if not first or first[0].state == "refused":
        return
    shown = dict.fromkeys(first[0].media, PICTURE)
    _, second = _back(code, outgoing(first[0].kind, first[0].content), shown)
    assert second and meaning(second[0].kind, second[0].content, code) == meaning(first[0].kind, first[0].content, code)


def _back(code: str, item: OutgoingItem, pictures: Mapping[str, bytes] | None = None) -> Any:
    known = {"a.png": PICTURE, **(pictures or {})}
    written = TARGETS[code].write([item], known)
    if written.left_out:
        return written, ()
    written, found = out_and_in(code, [item], known)
    return written, found.items


PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.mark.skipif(not NAMES, reason=f"no GIFT corpus at {FOLDER}")
@pytest.mark.parametrize("code", ["gift", "moodle-xml"])
@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("category")])
def test_a_gift_file_read_written_and_read_is_the_same_file(code: str, name: str) -> None:
    found = gift.read((FOLDER / f"{name}.gift").read_bytes())
    assert found.items, "only the files called category… hold no question"
    items = [
        OutgoingItem(item.external_id or item.name or item.ref, item.kind or "", item.content or {}, item.category, item.tags)
        for item in found.items
    ]
    written, again = out_and_in(code, items)
    assert written.left_out == () and len(again.items) == len(items)
    assert [(a.category, a.tags, a.name) for a in again.items] == [(i.category, i.tags, i.ref) for i in items]
    lossy = {ref for ref, _ in written.losses}
    for was, now in zip(items, again.items, strict=True):
        assert was.ref in lossy or meaning(now.kind or "", now.content or {}) == meaning(was.kind, was.content)
    _, once_more = out_and_in(code, [outgoing(now.kind or "", now.content or {}) for now in again.items])
    assert [meaning(i.kind or "", i.content or {}) for i in once_more.items] == [
        meaning(i.kind or "", i.content or {}) for i in again.items
    ]


@pytest.mark.skipif(not NAMES, reason=f"no GIFT corpus at {FOLDER}")
def test_of_the_corpus_only_four_questions_lose_anything() -> None:
    told = set()
    for name in NAMES:
        found = gift.read((FOLDER / f"{name}.gift").read_bytes())
        items = [OutgoingItem(item.ref, item.kind or "", item.content or {}) for item in found.items]
        told |= {(name, message.msgid) for _, message in TARGETS["gift"].write(items, {}).losses}
    assert len(told) <= 4, told
