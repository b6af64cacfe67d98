"""A TV lesson of the demo made on the spot: slides drawn by typst, joined by ffmpeg over a soft chord."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import typst

from config import HERE
from core.actor import SYSTEM
from core.db import transaction
from video import api as video

FOLDER = Path(__file__).parent / "tv"
FONTS = HERE / "certificates" / "print" / "fonts"
PICTURES_A_SECOND = 5
LONGEST_SECONDS = 300
CHORD = "+".join(f"sin(2*PI*{tone}*t)" for tone in (196, 246.94, 293.66))
SOUND = f"aevalsrc='0.02*({CHORD})*(0.7+0.3*sin(2*PI*t/8))':d={{seconds}}"


@dataclass(frozen=True)
class Lesson:
    """What a lesson's file says. `seconds` is how long each slide stands; spans and cues are in seconds of the film."""

    name: str
    series: str
    number: int
    title: str
    teacher: str
    topic: str
    summary: str
    seconds: list[int]
    spans: list[dict[str, Any]]
    captions: dict[str, list[Any]]

    @property
    def length(self) -> int:
        return sum(self.seconds)


def lesson_named(name: str) -> Lesson:
    """The lesson of `tv/<name>.json`, whose slides are `tv/<name>.typ`."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Lesson(name, **{key: value for key, value in found.items() if key != "slides"})


def film_episode(episode_id: int, name: str) -> None:
    """Make the film of a lesson and give it to its episode, whose renditions are the next job of the worker."""
    lesson = lesson_named(name)
    with TemporaryDirectory() as folder:
        film = make_film(lesson, Path(folder))
        with transaction():
            video.add_media_from_file(SYSTEM, video.episode_for(SYSTEM, episode_id), film)


def make_film(lesson: Lesson, folder: Path) -> Path:
    """The film as `<name>.mp4` in `folder`."""
    # One PNG a page, whatever the package's hints say of a single one.
    slides = cast("list[bytes]", typst.compile(str(FOLDER / f"{lesson.name}.typ"), format="png", ppi=72, font_paths=[str(FONTS)]))
    lines = []
    for place, (picture, seconds) in enumerate(zip(slides, lesson.seconds, strict=True)):
        (folder / f"{place}.png").write_bytes(picture)
        lines += [f"file {place}.png", f"duration {seconds}"]
    (folder / "slides.txt").write_text("\n".join([*lines, lines[-2]]))
    video.run_ffmpeg(
        [
            "-f", "concat", "-i", "slides.txt", "-f", "lavfi", "-i", SOUND.format(seconds=lesson.length), "-r", str(PICTURES_A_SECOND),
            "-af", f"afade=t=in:d=2,afade=t=out:st={lesson.length - 3}:d=3", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast",
            "-tune", "stillimage", "-g", str(4 * PICTURES_A_SECOND), "-c:a", "aac", "-b:a", "64k", "-t", str(lesson.length), f"{lesson.name}.mp4",
        ],
        folder, LONGEST_SECONDS,
    )  # fmt: skip
    return folder / f"{lesson.name}.mp4"
