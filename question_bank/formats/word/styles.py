"""How text looks: styles under direct formatting (styles.xml), as far as the reader asks."""

from __future__ import annotations

from question_bank.formats.word.omml import W
from question_bank.formats.word.rich import Marks
from question_bank.formats.xml import Element

Looks = dict[str, object]
_DEEPEST_CHAIN = 20
_OFF = ("0", "off", "false", "none")
_BLACK = ("", "auto", "000000")
_UNSHADED = ("", "auto", "ffffff")
_TOGGLES = {"b": "bold", "i": "italic", "strike": "strike", "dstrike": "strike"}
_OLD_FONTS = (".vn", "vni-", "vni ")


class Styles:
    """The styles of a document; `marks` and `list_of` resolve them."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, tuple[str, Looks, tuple[str, str] | None]] = {}
        self._resolved: dict[str, Looks] = {}
        self._made: dict[tuple[object, ...], Marks] = {}
        self._defaults: Looks = {}
        self._default_paragraph = ""
        if root is not None:
            self._read(root)

    def marks(self, paragraph_style: str, properties: Element | None) -> Marks:
        """The marks of a run with those w:rPr in a paragraph of that style; `hidden` looks are asked by `is_hidden`."""
        looks = looks_of(properties)
        key = (paragraph_style, *sorted(looks.items(), key=lambda each: each[0]))
        found = self._made.get(key)
        if found is None:
            styled = self._looks(str(looks.pop("style", "")))
            whole = {**self._defaults, **self._looks(paragraph_style or self._default_paragraph), **styled, **looks}
            found = self._made[key] = Marks(**{name: value for name, value in whole.items() if name in Marks._fields})  # type: ignore[arg-type]
        return found

    def list_of(self, paragraph_style: str) -> tuple[str, str] | None:
        """(list id, depth) that a paragraph style gives; "" where an outer style is to say."""
        name, list_id, depth = paragraph_style or self._default_paragraph, "", ""
        for _ in range(_DEEPEST_CHAIN):
            based, _looks, numbered = self._own.get(name, ("", {}, None))
            if numbered:
                list_id, depth = list_id or numbered[0], depth or numbered[1]
            name = based
        return (list_id, depth) if list_id else None

    def _looks(self, name: str) -> Looks:
        if name not in self._resolved:
            chain: list[Looks] = []
            at = name
            for _ in range(_DEEPEST_CHAIN):
                if at not in self._own:
                    break
                based, looks, _numbered = self._own[at]
                chain.append(looks)
                at = based
            self._resolved[name] = {key: value for looks in reversed(chain) for key, value in looks.items()}
        return self._resolved[name]

    def _read(self, root: Element) -> None:
        self._defaults = looks_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId", "")
            based = style.find(W + "basedOn")
            numbered = numbers_of(style.find(W + "pPr"))
            looks = looks_of(style.find(W + "rPr"))
            self._own[name] = ("" if based is None else based.get(W + "val", ""), looks, numbered)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default_paragraph = name


def numbers_of(properties: Element | None) -> tuple[str, str] | None:
    """(list id, depth) of a w:pPr as written; None when it says nothing of lists."""
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return None
    list_id, depth = found.find(W + "numId"), found.find(W + "ilvl")
    return "" if list_id is None else list_id.get(W + "val", ""), "" if depth is None else depth.get(W + "val", "")


def is_hidden(properties: Element | None) -> bool:
    """Whether those w:rPr hide the run."""
    found = None if properties is None else properties.find(W + "vanish")
    return found is not None and _is_on(found)


def looks_of(properties: Element | None) -> Looks:
    """What a w:rPr says itself, by the names of Marks, and "style" for a character style."""
    looks: Looks = {}
    for each in properties if properties is not None else ():
        looks.update(_look(str(each.tag).removeprefix(W), each, each.get(W + "val", "")))
    return looks


def _look(name: str, element: Element, value: str) -> Looks:
    """What one property says; nothing for those that do not matter here."""
    if name in _TOGGLES:
        return {_TOGGLES[name]: _is_on(element)}
    match name:
        case "u":
            return {"underline": value not in _OFF}
        case "vertAlign":
            return {"script": {"subscript": "sub", "superscript": "sup"}.get(value, "")}
        case "color":
            return {"colour": "" if value.lower() in _BLACK else value.lower()[:6]}
        case "highlight":
            return {"highlight": value not in (*_OFF, "white")}
        case "shd":
            return {"highlight": True} if element.get(W + "fill", "").lower() not in _UNSHADED else {}
        case "rFonts":
            font = element.get(W + "ascii") or element.get(W + "hAnsi") or ""
            return {"old_font": font[:40] if font.lower().startswith(_OLD_FONTS) else ""} if font else {}
        case "rStyle":
            return {"style": value}
    return {}


def _is_on(element: Element) -> bool:
    return element.get(W + "val", "1") not in _OFF
