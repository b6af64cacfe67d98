"""News is heard inside the act that announces it."""

from dataclasses import dataclass

from core.events import announce, hear


@dataclass(frozen=True)
class Rang:
    times: int


def test_every_listener_of_the_type_hears_once_however_often_it_registered() -> None:
    heard: list[int] = []

    def listen(event: Rang) -> None:
        heard.append(event.times)

    hear(Rang)(listen)
    hear(Rang)(listen)
    announce(Rang(3))
    announce("another kind of news")
    assert heard == [3]
