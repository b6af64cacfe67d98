"""Rules over a presentation (python-pptx)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from core.words import say
from question_bank.rules.office import compare
from question_bank.rules.office.contract import Asked, NotThere, Rule, Seen, plain

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RATIOS = MappingProxyType({"16:9": 16 / 9, "16:10": 1.6, "4:3": 4 / 3})
_CLOSE = 0.01


def _chosen(deck: Any, where: str) -> list[tuple[int, Any]]:
    """(number, slide) of the slide that `where` names, of every slide for an empty one; NotThere when there is none."""
    slides = list(enumerate(deck.slides, start=1))
    wanted = compare.count_of(where.strip(), 0)
    found = [(number, slide) for number, slide in slides if not where.strip() or number == wanted]
    if not found:
        raise NotThere(say("Không có trang chiếu %(n)s.", n=where[:20] or "1"))
    return found


def _place(number: int) -> str:
    return f"slide {number}"


def slides(deck: Any, asked: Asked) -> Seen:
    count = len(deck.slides)
    return Seen(compare.within(count, asked.expected, asked.tolerance), say("%(n)d trang chiếu", n=count))


def slide_size(deck: Any, asked: Asked) -> Seen:
    ratio = (deck.slide_width or 1) / (deck.slide_height or 1)
    found = next((name for name, each in _RATIOS.items() if abs(ratio - each) < _CLOSE), f"{ratio:.2f}:1")
    return Seen(compare.same_text(found, asked.expected), plain(found))


def title(deck: Any, asked: Asked) -> Seen:
    titles = [
        (number, slide.shapes.title.text_frame.text) for number, slide in _chosen(deck, asked.where) if slide.shapes.title is not None
    ]
    return _text_among(titles, asked, same=True)


def text(deck: Any, asked: Asked) -> Seen:
    return _text_among([(number, _words(slide._element)) for number, slide in _chosen(deck, asked.where)], asked)


def notes(deck: Any, asked: Asked) -> Seen:
    with_notes = [(number, slide.notes_slide) for number, slide in _chosen(deck, asked.where) if slide.has_notes_slide]
    return _text_among([(number, each.notes_text_frame.text) for number, each in with_notes if each.notes_text_frame is not None], asked)


def _text_among(texts: list[tuple[int, str]], asked: Asked, *, same: bool = False) -> Seen:
    """The first of the texts that is (or holds) what was expected; any text that is not empty when nothing was."""
    fits = compare.same_text if same else compare.holds_text
    for number, each in texts:
        if each.strip() and (not asked.expected or fits(each, asked.expected, asked.tolerance)):
            return Seen(True, plain(each), _place(number))
    shown = " · ".join(each for _, each in texts if each.strip())
    return Seen(False, plain(shown) if shown else None, _place(texts[0][0]) if len(texts) == 1 else "")


def _words(element: Any) -> str:
    return " ".join("".join(run.text or "" for run in paragraph.iter(f"{_A}t")) for paragraph in element.iter(f"{_A}p"))


def layout(deck: Any, asked: Asked) -> Seen:
    number, slide = _chosen(deck, asked.where)[0]
    name = slide.slide_layout.name
    return Seen(compare.same_text(name, asked.expected), plain(name), _place(number))


def transition(deck: Any, asked: Asked) -> Seen:
    chosen = _chosen(deck, asked.where)
    found = [(number, _transition(slide._element)) for number, slide in chosen]
    wanted = compare.tidy(asked.expected)
    ok = all(name is not None and (not wanted or name.casefold() == wanted) for _, name in found)
    named = [name or "default" for _, name in found if name is not None]
    return Seen(ok, plain(", ".join(dict.fromkeys(named))) if named else None, _place(chosen[0][0]) if len(chosen) == 1 else "")


def _transition(element: Any) -> str | None:
    """The effect of a slide's transition ("fade", "push"…), "" for one without a name, None for none."""
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == "transition":
            effect = next((child for child in each if isinstance(child.tag, str)), None)
            return "" if effect is None else str(effect.get("prst") or effect.tag.rpartition("}")[2])
    return None


def animation(deck: Any, asked: Asked) -> Seen:
    counts = [(number, sum(1 for _ in _effects(slide._element))) for number, slide in _chosen(deck, asked.where)]
    count = sum(each for _, each in counts)
    return Seen(count >= compare.count_of(asked.expected, 1), say("%(n)d hiệu ứng", n=count))


def _effects(element: Any) -> Iterator[Any]:
    return (each for each in element.iter(f"{_P}cTn") if each.get("presetClass"))


def thing(deck: Any, asked: Asked, *, tag: str) -> Seen:
    count = sum(1 for _, slide in _chosen(deck, asked.where) for _ in slide._element.iter(tag))
    return Seen(count >= compare.count_of(asked.expected, 1), say("%(n)d đối tượng", n=count) if count else None)


def footer(deck: Any, asked: Asked) -> Seen:
    shown = [(number, each.text_frame.text) for number, each in _placeholders(deck, asked.where, PP_PLACEHOLDER.FOOTER)]
    return _text_among(shown, asked)


def number(deck: Any, asked: Asked) -> Seen:
    chosen = _chosen(deck, asked.where)
    having = {number for number, _ in _placeholders(deck, asked.where, PP_PLACEHOLDER.SLIDE_NUMBER)}
    return Seen(len(having) == len(chosen), say("%(n)d trang chiếu", n=len(having)))


def _placeholders(deck: Any, where: str, kind: Any) -> Iterator[tuple[int, Any]]:
    for number, slide in _chosen(deck, where):
        for shape in slide.placeholders:
            if shape.placeholder_format.type == kind:
                yield number, shape


_SLIDE = say("Trang chiếu số mấy")
_COUNT = say("Ít nhất mấy cái")
_TEXT = say("Chữ phải có")
_PERCENT = say("± %")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "slides": Rule(say("Số trang chiếu"), slides, None, say("Ví dụ 5"), needs_expected=True, tolerance=say("±")),
        "slide_size": Rule(say("Tỉ lệ trang chiếu"), slide_size, None, say("16:9 hoặc 4:3"), needs_expected=True),
        "title": Rule(say("Tiêu đề trang chiếu"), title, _SLIDE, _TEXT, needs_expected=True, tolerance=_PERCENT),
        "text": Rule(say("Có nội dung"), text, _SLIDE, _TEXT, needs_expected=True, tolerance=_PERCENT),
        "layout": Rule(say("Bố cục trang chiếu"), layout, _SLIDE, say("Tên bố cục"), needs_where=True, needs_expected=True),
        "transition": Rule(say("Hiệu ứng chuyển trang"), transition, _SLIDE, say("Tên trong tệp, ví dụ fade, push")),
        "animation": Rule(say("Hiệu ứng động"), animation, _SLIDE, _COUNT),
        "picture": Rule(say("Hình ảnh"), partial(thing, tag=f"{_P}pic"), _SLIDE, _COUNT),
        "chart": Rule(say("Biểu đồ"), partial(thing, tag=f"{_C}chart"), _SLIDE, _COUNT),
        "table": Rule(say("Bảng"), partial(thing, tag=f"{_A}tbl"), _SLIDE, _COUNT),
        "notes": Rule(say("Ghi chú trang chiếu"), notes, _SLIDE, _TEXT, tolerance=_PERCENT),
        "footer": Rule(say("Chân trang"), footer, _SLIDE, _TEXT, tolerance=_PERCENT),
        "number": Rule(say("Số trang chiếu tự động"), number, _SLIDE),
    }
)
