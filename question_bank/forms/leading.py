"""The fields of a part, as its own kind prints them, led by the part's name: two parts of one page never share a name or an id."""

from __future__ import annotations

import re

from markupsafe import Markup

from question_bank.forms.kinds.stimulus import lead_of

_NAME = re.compile(r'( (?:name|data-list|data-row|data-add)=")(?!act")')
_ACT = re.compile(r'( value=")add:')
_ID = re.compile(r'( (?:id|for|aria-describedby|aria-labelledby)=")([^"]*)"')


def within_part(printed: str, name: str, index: int) -> Markup:
    """`printed` is html of our own templates: what people typed stands in it escaped, so no quote of theirs opens an attribute."""
    lead, id_lead = lead_of(name), f"body-parts-{index}-content-"
    led = _ACT.sub(rf"\g<1>{lead}add:", _NAME.sub(rf"\g<1>{lead}", str(printed)))
    return Markup(_ID.sub(lambda found: f'{found[1]}{" ".join(id_lead + each for each in found[2].split())}"', led))
