"""Fonts of signs, code by code: Symbol as Adobe and Microsoft have it, MT Extra of MathType; and letters in mathematical styles."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

UNKNOWN = "\ufffd"
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεϕγηιφκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
)
"""From code 0x20, and from 0xA0. Its two phi look the other way round than Unicode's names say."""
SYMBOL: Mapping[int, str] = MappingProxyType(dict(enumerate(_SYMBOL[0], 0x20)) | dict(enumerate(_SYMBOL[1], 0xA0)))
MT_EXTRA: Mapping[int, str] = MappingProxyType(
    dict(enumerate("∼≃⊲≪⊳≫≜≙≐∐", 0x3A)) | dict(enumerate("∩℧…⋯⋮⋰⋱∥∵∡∢", 0x49)) | dict(enumerate("∪△□▭▱↗↙", 0x55))
    | {0x5D: "↘", 0x5E: "↖"} | dict(enumerate("‵↦↕⇕○⊙≻", 0x60)) | {0x68: "ℏ", 0x6C: "ℓ", 0x6D: "∓", 0x6F: "∘", 0x70: "≺"}
    | {0x20: " ", 0x23: "`", 0x24: "ˆ", 0x25: "˜", 0x26: "˙", 0x28: "⌣", 0x29: "⌢", 0x72: "→", 0x73: "←", 0x74: "↔", 0x75: "⎯"}
    | {0x7B: "⏟", 0x7D: "⏞", 0x80: "⇄", 0x83: "⇌", 0x86: "⇀", 0x87: "↽"}
    | dict(enumerate("ℝℤℂℚℕ", 0xA1))
)  # fmt: skip
_FACES = {"symbol": SYMBOL, "euclid symbol": SYMBOL, "mt extra": MT_EXTRA, "euclid extra": MT_EXTRA}

Box = tuple[int, int, int, int]
"""Left, bottom, right, top from the base point, in thousandths of the font's size."""
_LEFT_BRACE, _ARROW = (209, -85, 445, 925), (0, 600, 420, 760)
SYMBOL_BOXES: Mapping[str, Box] = MappingProxyType(
    {
        "∏": (25, -101, 803, 751), "√": (10, -38, 515, 917), "∑": (14, -108, 695, 752), "∫": (2, -107, 291, 916),
        "⎛": (24, -293, 436, 926), "⎜": (24, -85, 108, 925), "⎝": (24, -293, 436, 926), "⎡": (0, -80, 349, 926), "⎢": (0, -79, 77, 925),
        "⎣": (0, -80, 349, 926), "⎧": _LEFT_BRACE, "⎨": (20, -85, 284, 935), "⎩": _LEFT_BRACE, "⎪": (209, -85, 284, 935),
        "⌠": (308, -88, 675, 920), "⎮": (308, -88, 378, 975), "⌡": (11, -87, 378, 921), "⎞": (54, -293, 466, 926), "⎟": (382, -85, 466, 925),
        "⎠": (54, -293, 466, 926), "⎤": (22, -80, 371, 926), "⎥": (294, -79, 371, 925), "⎦": (22, -80, 371, 926),
        "⎫": (48, -85, 284, 925), "⎬": (209, -85, 473, 935), "⎭": (48, -75, 284, 935),
        "+": (10, 0, 539, 533), "−": (11, 233, 535, 288), "=": (11, 141, 537, 390), "<": (26, 0, 523, 522), ">": (26, 0, 523, 522),
        "±": (10, 0, 539, 645), "≤": (29, 0, 526, 639), "≥": (29, 0, 526, 639), "×": (17, 8, 533, 524), "÷": (10, 71, 536, 456),
        "≠": (15, -25, 540, 549), "≡": (14, 82, 538, 443), "≈": (14, 135, 527, 394), "∼": (17, 203, 529, 307), "≅": (11, 0, 537, 475),
        "∞": (26, 124, 688, 404), "∈": (45, 0, 505, 468), "∉": (45, -58, 505, 555), "⊂": (37, 0, 690, 470), "⊆": (37, -125, 690, 470),
    }
)  # fmt: skip
"""Where Symbol (Adobe's metrics) has signs that must meet others or not touch them: pieces of brackets, roots, sums, relations."""
MT_EXTRA_BOXES: Mapping[str, Box] = MappingProxyType(
    {"→": _ARROW, "←": _ARROW, "↔": _ARROW, "⎯": (0, 670, 420, 690), "⌢": (0, 600, 420, 740), "⌣": (0, 600, 420, 740)}
)
"""MT Extra draws arrows over letters; here they are as wide and as high as those of MathType look."""
_STYLES = {
    (True, False): (0x1D400, 0x1D6A8, 0x1D6C2),
    (False, True): (0x1D434, 0x1D6E2, 0x1D6FC),
    (True, True): (0x1D468, 0x1D71C, 0x1D736),
}
"""By (bold, italic): where the mathematical letters of A, Α and α are."""


class Sign(NamedTuple):
    """A character to draw, and the box that it is to fill; without one the font's own."""

    text: str
    box: Box | None = None


def signs(face: str, code: int) -> Sign | None:
    """The sign that a code of a font of signs means, UNKNOWN for one that is not known; None for a font of letters."""
    table = _FACES.get(face.lower())
    if table is None:
        return None
    text = table.get(code, UNKNOWN)
    return Sign(text, (SYMBOL_BOXES if table is SYMBOL else MT_EXTRA_BOXES).get(text))


def styled(text: str, bold: bool, italic: bool) -> str:
    """The character in a mathematical style (Unicode, Mathematical Alphanumeric Symbols); itself where there is none."""
    if text == "h" and italic and not bold:
        return "ℎ"
    starts = _STYLES.get((bold, italic))
    if starts is None:
        return text
    if text.isascii() and text.isalpha():
        return chr(starts[0] + ord(text.lower()) - ord("a") + 26 * text.islower())
    if "Α" <= text <= "Ω":
        return chr(starts[1] + ord(text) - ord("Α"))
    if "α" <= text <= "ω":
        return chr(starts[2] + ord(text) - ord("α"))
    return chr(0x1D7CE + int(text)) if bold and text.isascii() and text.isdigit() else text
