"""Equations of Word as LaTeX."""

from __future__ import annotations

import pytest
from lxml import etree

from core.maths import broken_formulas
from question_bank.formats.word.omml import Converter, M
from tests.support.word_files import t


def latex(inside: str) -> tuple[str, list[str]]:
    converter = Converter()
    made = converter.latex(etree.fromstring(f'<m:oMath xmlns:m="{M[1:-1]}" xmlns:w="urn:w">{inside}</m:oMath>'))
    return made, list(converter.unknown)


def e(inside: str, name: str = "e") -> str:
    return f"<m:{name}>{inside}</m:{name}>"


def with_sign(name: str, sign: str, inside: str, *, value: str = "chr") -> str:
    return f'<m:{name}><m:{name}Pr><m:{value} m:val="{sign}"/></m:{name}Pr>{inside}</m:{name}>'


SYSTEM = f'<m:d><m:dPr><m:begChr m:val="{{"/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr>{e(t("x+y=1"))}{e(t("x≤2"))}</m:eqArr></m:e></m:d>'
EITHER = f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr>{e(t("x=1"))}{e(t("x=2"))}</m:eqArr></m:e></m:d>'
HALF_OPEN = f'<m:d><m:dPr><m:begChr m:val="("/><m:endChr m:val="]"/></m:dPr>{e(t("-∞;1"))}</m:d>'
LIMIT = f"<m:func><m:fName><m:limLow>{e(t('lim'))}{e(t('x→0'), 'lim')}</m:limLow></m:fName>{e(t('sinx'))}</m:func>"
UPRIGHT = "<m:r><m:rPr><m:nor/></m:rPr><m:t>nếu </m:t></m:r>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<m:f>{e(t('2,5x+1'), 'num')}{e(t('𝑥−1'), 'den')}</m:f>", r"\frac{2{,}5x+1}{x-1}"),
        (with_sign("f", "lin", e(t("a"), "num") + e(t("b"), "den"), value="type"), "a/b"),
        (f"<m:sSup>{e(t('x'))}{e(t('2'), 'sup')}</m:sSup>", "x^{2}"),
        (f"<m:sSup>{e(t('f'))}{e(t('′'), 'sup')}</m:sSup>", "f'"),
        (f"<m:sSub>{e(t('log'))}{e(t('2'), 'sub')}</m:sSub>", r"{\log}_{2}"),
        (f"<m:sSubSup>{e(t('x'))}{e(t('1'), 'sub')}{e(t('2'), 'sup')}</m:sSubSup>", "x_{1}^{2}"),
        (f"<m:sPre>{e(t('6'), 'sub')}{e(t('12'), 'sup')}{e(t('C'))}</m:sPre>", "{}_{6}^{12}C"),
        (f"<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/>{e(t('x'))}</m:rad>", r"\sqrt{x}"),
        (f"<m:rad>{e(t('3'), 'deg')}{e(t('x'))}</m:rad>", r"\sqrt[3]{x}"),
        (f"<m:nary>{e(t('0'), 'sub')}{e(t('1'), 'sup')}{e(t('xdx'))}</m:nary>", r"\int_{0}^{1} xdx"),
        (with_sign("nary", "∑", e(t("i=1"), "sub") + e(t("n"), "sup") + e(t("i"))), r"\sum_{i=1}^{n} i"),
        (SYSTEM, r"\begin{cases}x+y=1\\x\le 2\end{cases}"),
        (EITHER, r"\left[ \begin{array}{l}x=1\\x=2\end{array}\right."),
        (HALF_OPEN, r"\left( -\infty ;1\right]"),
        (f"<m:m><m:mr>{e(t('1'))}{e(t('0'))}</m:mr><m:mr>{e(t('0'))}{e(t('1'))}</m:mr></m:m>", r"\begin{matrix}1&0\\0&1\end{matrix}"),
        (with_sign("acc", "\u20d7", e(t("AB"))), r"\overrightarrow{AB}"),
        (with_sign("acc", "\u20d7", e(t("u"))), r"\vec{u}"),
        (f"<m:acc>{e(t('ABC'))}</m:acc>", r"\widehat{ABC}"),
        (with_sign("bar", "top", e(t("z")), value="pos"), r"\overline{z}"),
        (with_sign("groupChr", "⏞", e(t("a+b"))), r"\overbrace{a+b}"),
        (LIMIT, r"\lim_{x\to 0} \sin x"),
        (f"<m:sSub>{e(t('lim'))}{e(t('x→0'), 'sub')}</m:sSub>", r"\lim_{x\to 0}"),
        (f"<m:borderBox>{e(t('x'))}</m:borderBox>", r"\boxed{x}"),
        (f"<m:box>{e(t('x'))}</m:box>", "x"),
        (UPRIGHT + t("x>0"), r"\text{nếu }x\gt 0"),
        (t("với mọi"), r"\text{với mọi}"),
        (t("α≤β ⇔ π∈ℝ"), r"\alpha \le \beta \Leftrightarrow \pi \in \mathbb{R}"),
        (t("{1;2} 5% a_b"), r"\{1;2\} 5\% a\_b"),
        ('<m:r><m:rPr><m:scr m:val="double-struck"/></m:rPr><m:t>R</m:t></m:r>', r"\mathbb{R}"),
        (f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>{e(t("x"))}</m:phant>', r"\phantom{x}"),
    ],
)  # fmt: skip
def test_what_school_maths_uses_is_latex_that_can_be_shown(inside: str, expected: str) -> None:
    made, unknown = latex(inside)
    assert (made, unknown) == (expected, [])
    assert not broken_formulas(f"\\({made.replace('<', '&lt;')}\\)")


def test_what_it_does_not_know_is_named_and_its_text_kept() -> None:
    assert latex(f"<m:strange>{t('x')}</m:strange>") == ("x", ["strange"])
    assert latex(with_sign("acc", "☂", e(t("x")))) == ("x", ["acc ☂"])
