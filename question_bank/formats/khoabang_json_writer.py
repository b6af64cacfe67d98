"""The writer of Khoa Bảng's own file: every content exactly as it is; only pictures stay behind."""

import json
from collections.abc import Mapping, Sequence

from core.words import say
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.outgoing_media import picture_names
from question_bank.kinds.registry import KINDS


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as a JSON list."""
    loss = say("Tệp JSON không chứa hình, chỉ ghi tên hình.")
    losses = [(item.ref, loss) for item in items if picture_names(html for _, html in KINDS[item.kind].texts(item.content))]
    rows = [_row(item) for item in items]
    return Exported(json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8"), tuple(losses))


def _row(item: OutgoingItem) -> dict[str, object]:
    known = {
        "topic": item.topic_code, "outcome": item.outcome_code, "level": item.level, "category": item.category, "tags": list(item.tags),
    }  # fmt: skip
    return {"ref": item.ref, "kind": item.kind, **{name: said for name, said in known.items() if said}, "content": item.content}
