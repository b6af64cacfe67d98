"""Any bytes give a file or UnreadableFile, soon; nothing else comes out of a reader."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from question_bank.formats import gift, markdown, moodle_xml, xml
from question_bank.formats.contract import ImportedFile, Limits, UnreadableFile
from question_bank.formats.registry import READERS, detect, read_file
from question_bank.kinds.registry import kind_of

from .moodle_files import WHOLE

MEGABYTE = 1_000_000
calmly = settings(deadline=None, max_examples=150)


def read_or_refuse(read: Callable[[bytes], ImportedFile], data: bytes) -> ImportedFile | None:
    try:
        found = read(data)
    except UnreadableFile as refused:
        assert str(refused.message)
        return None
    for item in found.items:
        assert_honest(item.kind, item.content, item.state, [str(reason) for reason in item.reasons])
    return found


def assert_honest(kind: str | None, content: object, state: str, reasons: list[str]) -> None:
    assert (kind is None) == (content is None)
    assert (state == "kept") == (not reasons)
    if kind is not None:
        assert bool(kind_of(kind).check(content)) == (state == "refused")
    else:
        assert state == "refused"


@pytest.mark.parametrize("read", READERS.values(), ids=list(READERS))
@calmly
@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfe\x00\xd8")
def test_any_bytes(read: Callable[[bytes], ImportedFile], data: bytes) -> None:
    read_or_refuse(read, data)


@calmly
@given(st.text(alphabet=st.sampled_from(" \n{}=~#%:\\->[]/.$_*`<>&ab0159TFđ,"), max_size=80))
def test_any_text_near_gift(text: str) -> None:
    read_or_refuse(gift.read, text.encode())


@calmly
@given(
    st.lists(
        st.sampled_from(
            ["\n\n", "\n", "::", "{", "}", "=", "~", "#", "####", "%50%", "%-100%", "->", "..", ":", "1", "2,5", "T", "a", "b ",
             "[html]", "[markdown]", "<p>", "\\", "\\n", "// ", "[id:1]", "[tag:x]", "$CATEGORY: ", "$$", "\\(", "\\)", "- "]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_shuffle_of_gift_pieces(pieces: list[str]) -> None:
    read_or_refuse(gift.read, "".join(pieces).encode())


@calmly
@given(data=st.data())
def test_any_shuffle_of_moodle_pieces(data: st.DataObject) -> None:
    text = WHOLE.decode()
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    junk = data.draw(st.sampled_from(["", "<", "</text>", "<text>", "1e999", "-", "\x01", "]]>", "<!--", "&amp;", "&lt;"]))
    read_or_refuse(moodle_xml.read, (text[:start] + junk + text[end:]).encode())


@calmly
@given(st.text(alphabet=st.sampled_from(" \n*_`#-+>|![]()\\$1.ađ<&"), max_size=60))
def test_any_text_near_markdown(text: str) -> None:
    html, _ = markdown.to_html(text)
    assert "<script" not in html
    assert "\ufdd8" not in html


def test_a_moodle_file_cut_at_every_byte_is_unreadable() -> None:
    for end in range(len(WHOLE.rstrip())):
        with pytest.raises(UnreadableFile):
            moodle_xml.read(WHOLE[:end])


def test_a_gift_file_cut_at_every_byte_is_read_or_refused() -> None:
    text = "$CATEGORY: Lớp 12\n\n::Câu::[html]<p>Hỏi</p>{=%50%a#b ~[plain]c ####d}\n\nSố{#=%50%1:2#x ~#y}\n\nGhép{=a->b =c->d}"
    for end in range(len(data := text.encode())):
        read_or_refuse(gift.read, data[:end])


BOMB = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><quiz>&c;</quiz>"""
OUTSIDE = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="essay">&x;</question></quiz>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        OUTSIDE,
        b"<!doctype quiz><quiz/>",
        b"<?xml version='1.0'?><!-- a --><?x y?> \n<!DOCTYPE quiz SYSTEM 'http://127.0.0.1/x.dtd'><quiz/>",
        b"\xef\xbb\xbf" + OUTSIDE,
        OUTSIDE.decode().encode("utf-16"),
        OUTSIDE.decode().encode("utf-16-be"),
        OUTSIDE.decode().encode("utf-32"),
        b'<?xml version="1.0" encoding="UTF-7"?>' + OUTSIDE,
    ],
)
def test_a_doctype_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        moodle_xml.read(data)


def test_a_lesson_about_doctype_is_read() -> None:
    text = "<quiz><question type='essay'><questiontext format='html'><text><![CDATA[<!DOCTYPE html> là gì?]]></text></questiontext></question></quiz>"
    assert moodle_xml.read(text.encode()).items[0].state == "kept"


def test_deep_nesting_is_refused() -> None:
    for depth in (100, 100_000):
        with pytest.raises(UnreadableFile):
            moodle_xml.read(b"<quiz>" + b"<a>" * depth + b"</a>" * depth + b"</quiz>")


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(UnreadableFile):
        xml.parse(b"<quiz>" + b"<a/>" * 1000 + b"</quiz>", Limits(xml_elements=100))
    with pytest.raises(UnreadableFile):
        xml.parse(b"<quiz/>", Limits(file_bytes=3))


HOSTILE_GIFT = [
    "{", "}", "=", "~", "#", "%", ":", "\\", "->", "{=", "{}", "{#", "}{", "[html]", "::", "//", "\n", "\n{", "{\n\n", "{\n}\n\n",
    "<", "<a", "<!--", "&", "$", "$$", "$$a", "@@PLUGINFILE@@/", 'src="data:image/png;base64,', "[id:", "[tag:", " ", "\\n", "_", "..",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE_GIFT)
@pytest.mark.parametrize("frame", ["{}", "Q{{={}}}", "Q{{={}", "[markdown]{}{{T}}", "[markdown]Q{{=a#{}}}", "// {}\nQ{{T}}"])
def test_a_megabyte_of_anything_takes_no_longer_than_reading_it(piece: str, frame: str) -> None:
    data = frame.format(piece * (MEGABYTE // len(piece))).encode()
    started = time.process_time()
    read_or_refuse(gift.read, data)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "piece", ["*", "**a", "_", "__a ", "`", "\\(", "\\[", "$$a", "[", "![", "- ", "1. a\n", "  - a\n", "#", "\n\n", "a\n"]
)
def test_a_megabyte_of_markdown_takes_no_longer_than_reading_it(piece: str) -> None:
    started = time.process_time()
    markdown.to_html(piece * (MEGABYTE // len(piece)))
    assert time.process_time() - started < 10


@pytest.mark.parametrize("piece", ["<", "<a>", "<a/>", "&", "&amp;", "<![CDATA[", "]]>", "<!--", "<?", "<?x?>", " ", "@@PLUGINFILE@@/"])
def test_a_megabyte_of_xml_takes_no_longer_than_reading_it(piece: str) -> None:
    started = time.process_time()
    read_or_refuse(moodle_xml.read, f"<quiz>{piece * (MEGABYTE // len(piece))}</quiz>".encode())
    read_or_refuse(moodle_xml.read, (piece * (MEGABYTE // len(piece))).encode())
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"Q{T}", "a.gift", "gift"),
        (b"Q{T}", "", "gift"),
        (b"<?xml version='1.0'?><quiz/>", "a.txt", "moodle-xml"),
        (b"\xef\xbb\xbf  <quiz/>", "", "moodle-xml"),
        ("<?xml version='1.0'?><quiz/>".encode("utf-16"), "", "moodle-xml"),
        (b"oops", "a.XML", "moodle-xml"),
        (b"<p>Q</p>{T}", "a.txt", "gift"),
    ],
)
def test_a_format_is_known_by_what_the_file_holds(data: bytes, filename: str, code: str) -> None:
    assert detect(data, filename) == code


@pytest.mark.parametrize("data", [b"", b" \n", b"PK\x03\x04...", b"%PDF-1.7", b"\xd0\xcf\x11\xe0..."])
def test_a_file_of_another_kind_is_told_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_file(data, "a.gift")


def test_a_file_is_read_by_its_format() -> None:
    assert read_file(WHOLE, "x").format == "moodle-xml"
    assert read_file(b"Q{T}", "x").format == "gift"
