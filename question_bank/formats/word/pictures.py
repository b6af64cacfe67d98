"""Pictures, old equations and drawings inside a run: kept where a browser can show them, told where not."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.words import Message, say
from question_bank.formats.contract import Limits
from question_bank.formats.media import MediaShelf
from question_bank.formats.word import emf, metafiles, wmf
from question_bank.formats.word.metafile_canvas import Ink
from question_bank.formats.word.omml import W
from question_bank.formats.word.package import Package, Target
from question_bank.formats.word.rich import Thing
from question_bank.formats.xml import Element

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_EMU_A_PIXEL = 9525
_WIDEST = 4000
_EQUATION = "Equation."
_EQUATION_WORDS = "Công thức (hình xem trước)"
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,6})?)(pt|in|px|cm|mm)")
_PIXELS = {"pt": 96 / 72, "in": 96, "px": 1, "cm": 96 / 2.54, "mm": 96 / 25.4}

MATHTYPE = say(
    "Công thức MathType chưa đọc được. Trong Word, chọn MathType > Convert Equations > Microsoft Word equation (Office Math) rồi nhập lại."
)
_MATHTYPE_SHOWN = say("Công thức MathType được giữ dưới dạng hình xem trước, không sửa được như công thức.")
_METAFILE = say("Hình WMF/EMF không hiện được trên trình duyệt. Trong Word, cắt hình rồi dán lại kiểu Picture (PNG) và nhập lại.")
_TAKEN_OUT = say("Hình WMF/EMF được thay bằng ảnh nằm bên trong nó; hãy so với tệp Word.")
_DRAWN = say("Hình WMF/EMF được vẽ lại từ các nét của nó; hãy so với tệp Word.")
_DRAWN_IN_PART = say("Hình WMF/EMF có nét hoặc ký hiệu chưa vẽ lại được; hãy xem lại và thay hình nếu cần.")
_DRAWING = say("Hình vẽ bằng công cụ của Word (shape, biểu đồ, SmartArt) không đọc được. Hãy chụp lại thành ảnh PNG rồi chèn vào.")
_OBJECT = say("Đối tượng nhúng (OLE) không đọc được.")
_LINKED = say("Hình nối từ ngoài tệp không được lấy vào; hãy chèn hẳn hình vào tệp.")
_MISSING = say("Tệp Word nhắc đến một hình mà không có hình đó.")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A picture by its name on the shelf; its size in pixels where it says so itself, and what is to be told."""

    name: str
    size: tuple[int, int] = (0, 0)
    told: tuple[Message, ...] = ()


class Pictures:
    """The pictures of one document; the same picture is read once."""

    def __init__(self, package: Package, targets: Mapping[str, Target], shelf: MediaShelf, limits: Limits) -> None:
        self._package = package
        self._targets = targets
        self._shelf = shelf
        self._limits = limits
        self._known: dict[str, _Kept | Message] = {}
        self._ink = Ink()
        self.equations = 0
        """MathType equations met so far."""

    def drawing(self, element: Element) -> list[Thing]:
        """The pictures of a w:drawing; one that is lost when it holds none."""
        found = [self._shown(each, _size(element), _description(element)) for each in element.iter(_A + "blip")]
        return found or [lost(_DRAWING)]

    def vml(self, element: Element) -> list[Thing]:
        """The pictures of a w:pict."""
        found = [
            self._by_id(each.get(R + "id", ""), _styled_size(each), each.get(_O + "title", "")) for each in element.iter(_V + "imagedata")
        ]
        is_rule = any(each.get(_O + "hr") for each in element.iter())
        return found or ([] if is_rule else [lost(_DRAWING)])

    def embedded(self, element: Element) -> list[Thing]:
        """The preview of a w:object, with what is to be said of what it was."""
        programs = [each.get("ProgID", "") for each in element.iter(_O + "OLEObject")]
        is_equation = any(program.startswith(_EQUATION) for program in programs)
        self.equations += is_equation
        words = _EQUATION_WORDS if is_equation else ""
        found = [self._by_id(each.get(R + "id", ""), _styled_size(each), words) for each in element.iter(_V + "imagedata")]
        shown = [each for each in found if each.media]
        told = (_MATHTYPE_SHOWN if shown else MATHTYPE) if is_equation else _OBJECT
        if not shown:
            return [Thing(_placeholder("công thức" if is_equation else "đối tượng"), reasons=(told,))]
        return [Thing(each.html, media=each.media, reasons=(told, *each.reasons)) for each in shown]

    def _shown(self, blip: Element, size: tuple[int, int], description: str) -> Thing:
        if blip.get(R + "embed"):
            return self._by_id(blip.get(R + "embed", ""), size, description)
        return lost(_LINKED if blip.get(R + "link") else _MISSING)

    def _by_id(self, name: str, size: tuple[int, int], description: str) -> Thing:
        target = self._targets.get(name)
        if target is None or self._package.size(target.part) is None:
            return lost(_LINKED if target is not None and target.is_external else _MISSING)
        if target.part not in self._known:
            self._known[target.part] = self._taken(target.part)
        kept = self._known[target.part]
        if isinstance(kept, Message):
            return lost(kept)
        sides = zip(("width", "height"), size if all(size) else kept.size, strict=True)
        shape = "".join(f' {side}="{pixels}"' for side, pixels in sides if 0 < pixels <= _WIDEST)
        return Thing(f'<img src="media:{kept.name}" alt="{html.escape(description[:300])}"{shape}>', media=(kept.name,), reasons=kept.told)

    def _taken(self, part: str) -> _Kept | Message:
        name = part.rsplit("/", 1)[-1]
        if (self._package.size(part) or 0) > self._limits.picture_bytes:
            return say("Hình %(name)s quá lớn.", name=name[:100])
        data = self._package.read(part, self._limits.picture_bytes)
        if not data.startswith(metafiles.SIGNATURES):
            return self._shelved(name, data)
        draw = emf.drawn if data[40:44] == emf.SIGNATURE else wmf.drawn
        if drawn := draw(data, self._ink):
            return self._shelved(name, drawn.png, drawn.size, _DRAWN if drawn.is_whole else _DRAWN_IN_PART)
        inside = metafiles.raster_within(data)
        return _METAFILE if inside is None else self._shelved(name, inside, (0, 0), _TAKEN_OUT)

    def _shelved(self, name: str, data: bytes, size: tuple[int, int] = (0, 0), *told: Message) -> _Kept | Message:
        taken = self._shelf.take(name, data)
        return taken if isinstance(taken, Message) else _Kept(taken, size, told)


def lost(reason: Message) -> Thing:
    """What stands where a picture cannot."""
    return Thing(_placeholder("hình"), reasons=(reason,))


def _placeholder(name: str) -> str:
    return f"[{name}]"


def _size(drawing: Element) -> tuple[int, int]:
    """Pixels at 96 to the inch; (0, 0) when it does not say."""
    extent = next(drawing.iter(_WP + "extent"), None)
    if extent is None:
        return 0, 0
    width, height = (extent.get(name, "") for name in ("cx", "cy"))
    return _pixels(width), _pixels(height)


def _styled_size(picture: Element) -> tuple[int, int]:
    """The same of a picture of VML, by the style of its shape."""
    shape = picture.getparent()
    said = {
        side: round(float(number) * _PIXELS[unit]) for side, number, unit in _SIDE.findall("" if shape is None else shape.get("style", ""))
    }
    return said.get("width", 0), said.get("height", 0)


def _pixels(emu: str) -> int:
    return int(emu) // _EMU_A_PIXEL if emu.isascii() and emu.isdigit() and len(emu) < 12 else 0


def _description(drawing: Element) -> str:
    found = next(drawing.iter(_WP + "docPr"), None)
    return "" if found is None else found.get("descr", "")


def text_boxes(element: Element) -> list[Element]:
    """The outermost w:txbxContent below an element."""
    return [each for each in element.iter(W + "txbxContent") if not any(above.tag == W + "txbxContent" for above in each.iterancestors())]
