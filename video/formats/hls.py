"""HLS as far as we write and check it (RFC 8216): the master playlist, the segments of a rendition, the codecs of its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SEGMENT = re.compile(r"#EXTINF:([\d.]+),.*?\n#EXT-X-BYTERANGE:(\d+)@\d+")


@dataclass(frozen=True)
class Rendition:
    """One quality of a film. `bandwidth` is what its dearest segment takes, in bits a second."""

    name: str
    width: int
    height: int
    bandwidth: int
    codecs: str


def segments_of(playlist: str) -> list[tuple[float, int]]:
    """Seconds and bytes of each segment of a rendition's playlist."""
    return [(float(seconds), int(size)) for seconds, size in _SEGMENT.findall(playlist)]


def bandwidth_of(segments: Sequence[tuple[float, int]]) -> int:
    """Bits a second of the dearest segment; the last one is often too short to tell."""
    told = [size * 8 / seconds for seconds, size in segments if seconds >= 1] or [
        size * 8 / max(seconds, 0.1) for seconds, size in segments
    ]
    return int(max(told, default=0))


def codecs_in(head: bytes, has_audio: bool) -> str:
    """CODECS of a file by its first bytes, where `avcC` holds profile, constraints and level (ISO 14496-15); our sound is AAC-LC."""
    at = head.find(b"avcC")
    video = [f"avc1.{head[at + 5 : at + 8].hex()}"] if at >= 0 else []
    return ",".join(video + (["mp4a.40.2"] if has_audio else []))


def master_playlist(renditions: Sequence[Rendition]) -> str:
    """Names of the renditions from the lowest, relative, so that a signed address carries over."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for one in sorted(renditions, key=lambda rendition: rendition.bandwidth):
        codecs = f',CODECS="{one.codecs}"' if one.codecs else ""
        lines += [f"#EXT-X-STREAM-INF:BANDWIDTH={one.bandwidth},RESOLUTION={one.width}x{one.height}{codecs}", f"{one.name}/index.m3u8"]
    return "\n".join(lines) + "\n"
