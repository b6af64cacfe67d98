"""Why a paper cannot be drawn, in words for the person who asked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core.words import Message, say
from question_bank.rules.matrix.limits import Limit, Limits, Obstacle
from question_bank.rules.matrix.table import vietnamese


def obstacle_words(found: Obstacle, limits: Limits, refs: Mapping[int, str], outcomes: Mapping[int, str], scale: Decimal) -> Message:
    """One sentence. `refs`: question ids to their codes; `outcomes`: outcome ids to their texts; `scale`: the points of the paper."""
    if found.limit is Limit.ENEMIES:
        first, second = (refs.get(int(name), str(name)) for name in found.names)
        return say(
            "Câu %(first)s và câu %(second)s không được đứng chung đề, nhưng ma trận buộc phải lấy cả hai.", first=first, second=second
        )
    if found.limit is Limit.SECONDS:
        return _time(found, limits.seconds or 0)
    if found.limit is Limit.OUTCOME:
        name, most = outcomes.get(int(found.names[0]), ""), limits.per_outcome or 0
        return say(
            "Yêu cầu cần đạt “%(name)s”: giới hạn %(most)d câu mỗi đề, ma trận buộc phải lấy ít nhất %(least)d.",
            name=name, most=most, least=most + round(found.over),
        )  # fmt: skip
    if found.limit is Limit.TAG:
        most = limits.per_tag or 0
        return say(
            "Nhãn “%(name)s”: giới hạn %(most)d câu mỗi đề, ma trận buộc phải lấy ít nhất %(least)d.",
            name=str(found.names[0]), most=most, least=most + round(found.over),
        )  # fmt: skip
    return _difficulty(found, limits, scale)


def too_late(seconds: int) -> Message:
    """No answer in time is not the same as none."""
    return say(
        "Sau %(n)d giây vẫn chưa tìm được đề thỏa mọi ràng buộc, cũng chưa chứng minh được là không có. Hãy nới bớt ràng buộc rồi rút lại.",
        n=seconds,
    )


def _time(found: Obstacle, seconds: int) -> Message:
    least = -(-(seconds + int(found.over)) // 60)
    return say("Thời gian làm bài: đề nhanh nhất vẫn cần %(least)d phút, giới hạn là %(limit)d phút.", least=least, limit=seconds // 60)


def _difficulty(found: Obstacle, limits: Limits, scale: Decimal) -> Message:
    over = vietnamese(found.over.quantize(Decimal("0.01")))
    if found.limit is Limit.SPREAD:
        most = vietnamese((limits.spread or Decimal(0)) * scale)
        return say("Các đề không thể cách nhau trong %(most)s điểm dự đoán: ít nhất vẫn vượt %(over)s điểm.", most=most, over=over)
    low, high = (vietnamese(each * scale) for each in limits.facility or (Decimal(0), Decimal(1)))
    return say("Điểm dự đoán không thể nằm từ %(low)s đến %(high)s: gần nhất vẫn lệch %(over)s điểm.", low=low, high=high, over=over)
