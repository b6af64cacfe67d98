"""Texts of one question on their way out: made safe and writable, with every loss told."""

import html
import re
import sys
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from core.html import HTML_TAGS, clean_html
from core.words import Message, say
from question_bank.kinds import shape

# What XML cannot hold, and what a GIFT reader takes for its own marks.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
_READ_OTHERWISE = re.compile(r"\$\$[^$]{1,5000}\$\$|@@PLUGINFILE@@|\bsrc\s{0,3}=\s{0,3}[\"']data:image/", re.IGNORECASE)
# Tags that need no cleaning: bare ones of the allow-list, cells, and pictures of ours.
_HARMLESS = re.compile(
    rf'</?(?:{"|".join(sorted(HTML_TAGS))})\s?/?>|<t[dh](?: (?:col|row)span="\d{{1,3}}")+>'
    r'|<img (?:alt="[^"<>&]*" )?src="media:[\w.-]+"(?: alt="[^"<>&]*")?\s?/?>'
)
_TAG = re.compile(r"<[^<>]*>")
_SEVEN_PLACES = Decimal("0.0000001")


class Losses:
    """What one question loses on its way, each reason once, in the order it was found."""

    def __init__(self) -> None:
        self._told: dict[Message, None] = {}

    def tell(self, message: Message, when: object = True) -> None:
        """Remember the reason, when there is one."""
        if when:
            self._told[message] = None

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(self._told)

    def html(self, raw: object) -> str:
        """The html another program may show: our allow-list, no sign that a file cannot hold."""
        text = shape.text(raw).replace("\r\n", "\n").replace("\r", "\n").strip()
        written = _NUMBERED.sub(_held, writable(text))
        self.tell(say("Ký tự điều khiển không ghi được đã thành dấu cách."), written != text)
        cleaned = _cleaned(written) if "<" in _HARMLESS.sub("", written) else written
        # Cleaning spells out signs that were written by their numbers.
        held = writable(cleaned)
        self.tell(say("Ký tự điều khiển không ghi được đã thành dấu cách."), held != cleaned)
        cleaned = held
        self.tell(say("Mã HTML không dùng được đã được dọn bớt."), cleaned != written)
        self.tell(say("Có $$…$$, hình nhúng hoặc @@PLUGINFILE@@, nơi nhận sẽ hiểu là công thức hay tệp."), _READ_OTHERWISE.search(cleaned))
        return cleaned

    def words(self, raw: object, otherwise: str) -> str:
        """The same without any markup, on one line, for what is words in Moodle; `otherwise` when no word is left."""
        written = " ".join(self.html(raw).split())
        words = " ".join(html.unescape(_TAG.sub(" ", written)).split())
        self.tell(say("Định dạng và hình trong mục để ghép bị bỏ, chỉ giữ chữ."), not words or html.escape(words, quote=False) != written)
        return words or otherwise

    def line(self, raw: object) -> str:
        """Typed words on one line."""
        text = " ".join(shape.text(raw).split())
        written = writable(text)
        self.tell(say("Ký tự điều khiển không ghi được đã thành dấu cách."), written != text)
        return " ".join(written.split())

    def share(self, raw: object) -> Decimal:
        """A part of the points, at the seven decimals that a file carries."""
        exact = shape.decimal(raw) or Decimal(0)
        share = exact.quantize(_SEVEN_PLACES, rounding=ROUND_HALF_UP)
        self.tell(say("Tỉ lệ điểm được làm tròn đến bảy chữ số thập phân."), share != exact)
        return share


@lru_cache(maxsize=8192)
def _cleaned(written: str) -> str:
    """Cleaning takes a millisecond: what the page has counted, the download need not clean again."""
    return clean_html(written)


def writable(text: str) -> str:
    """The text with a space for every character that some format cannot hold."""
    return _UNWRITABLE.sub(" ", text)


def _held(numbered: re.Match[str]) -> str:
    """A sign written by its number, as it was; a space where no format holds that sign."""
    hexadecimal, decimal = numbered.groups()
    digits = hexadecimal or decimal
    code = int(digits, 16 if hexadecimal else 10) if len(digits) < 8 else sys.maxunicode + 1
    return " " if code > sys.maxunicode or _UNWRITABLE.match(chr(code)) else numbered[0]


def percent(share: Decimal) -> str:
    """0.3333333 as 33.33333."""
    return f"{(share * 100).normalize():f}" if share else "0"
