"""Healing: a new ending in three parts and a picture of it, whoever writes and paints."""

from __future__ import annotations

from typing import Any

import pytest

from dreamstream.backends.base import Answer, Ask, Draw, Fault, Hands
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.kinds import healing
from dreamstream.kinds.base import Material, Outcome
from dreamstream.words.care import NOTE

TEXT = "I walked through our old school. Then a huge bear came after me and I was terrified."
GOOD = {"why": "It may help.", "ending": "The bear sits down.", "practice": "Ten minutes.", "turn": "a huge bear came"}


class Writer(Mock):
    """Answers as it was told to."""

    def __init__(self, data: Any) -> None:
        super().__init__()
        self.data = data

    def write(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(data=self.data, model="canned-1", tokens=5)


def made(data: Any, text: str = TEXT, **params: Any) -> tuple[Outcome, Writer]:
    writer = Writer(data)
    return healing.make(Material(text=text, params=params), Hands.of(writer)), writer


@pytest.mark.parametrize("backend", [Mock(), Local()], ids=["mock", "local"])
@pytest.mark.parametrize(
    "text", [TEXT, "", "夢の中で海の上を飛んでいました、" * 40, "x" * 3000], ids=["dream", "", "ja", "long"]
)
def test_every_backends_healing(backend: Mock | Local, text: str) -> None:
    """Three parts and a picture, of any dream, in any language."""
    out = healing.make(Material(text=text), Hands.of(backend))

    assert all(out.data[part] for part in ("why", "ending", "practice", "alt"))
    assert out.data["suggestion"] == 1
    assert out.data["turn"] in text
    assert len(out.pictures) == 1


def test_the_parts_and_the_picture() -> None:
    """The words are kept as written, the picture is painted after the ending, in a calm mood."""
    out, writer = made({**GOOD, "picture": "A bear far off."})
    draw = writer.asked[1]

    assert {k: out.data[k] for k in GOOD} == GOOD
    assert isinstance(draw, Draw)
    assert "A bear far off." in draw.prompt
    assert (draw.source, draw.facts["emotions"], draw.scene) == ("The bear sits down.", ["peace"], None)


def test_a_models_scene_is_dropped() -> None:
    """A scene is our own painter's and nobody else's."""
    _, writer = made({**GOOD, "scene": {"mood": "</svg>"}})

    assert writer.asked[1].scene is None  # type: ignore[union-attr]


def test_our_own_scene_is_painted() -> None:
    """The offline backend composes the picture it paints."""
    out = healing.make(Material(text=TEXT), Hands.of(Local()))

    assert out.data["scene"]["mood"] in ("peace", "love", "joy")
    assert out.data["scene"]["hour"] in ("dawn", "dusk", "night")


def test_another_suggestion() -> None:
    """Each suggestion asks for another way, and comes round again after the last."""
    prompts = [made(GOOD, suggestion=k)[1].asked[0].prompt for k in range(1, len(healing.WAYS) + 2)]

    assert len(healing.WAYS) >= 6
    assert len(set(prompts[:-1])) == len(healing.WAYS)
    assert prompts[-1] == prompts[0]
    assert made(GOOD, suggestion=4)[0].data["suggestion"] == 4


@pytest.mark.parametrize("said", [None, "3", 0, -2, True, 1.5, [2]])
def test_what_is_no_number_is_the_first(said: Any) -> None:
    """A wish by hand may say anything."""
    assert made(GOOD, suggestion=said)[0].data["suggestion"] == 1


def test_the_turn_is_the_dreamers_own() -> None:
    """Words that do not stand in the dream are not where it turns."""
    assert made({**GOOD, "turn": "a purple hippopotamus"})[0].data["turn"] == ""


def test_care_is_added_by_the_core() -> None:
    """Words about ending one's life get the note, whoever wrote the ending."""
    assert made(GOOD, "I wanted to die.")[0].data["note"] == NOTE
    assert made(GOOD)[0].data["note"] is None


@pytest.mark.parametrize(
    "data",
    [
        None, [], "purple hippopotamus", {}, {**GOOD, "ending": ""}, {**GOOD, "why": 7},
        {**GOOD, "ending": "purple" * 4000}, {"purple hippopotamus": 1},
    ],
    ids=lambda data: ascii(str(data)[:40]),
)  # fmt: skip
def test_a_bad_reply_is_a_fault_that_quotes_nothing(data: Any) -> None:
    """What is no healing is refused for good, without a word of it, and nothing is painted."""
    writer = Writer(data)
    with pytest.raises(Fault) as caught:
        healing.make(Material(text=TEXT), Hands.of(writer))

    assert not caught.value.transient
    assert "hippopotamus" not in f"{caught.value!r}"
    assert len(writer.asked) == 1


def test_what_is_asked() -> None:
    """The writer hears the dream between fences, and what an analysis said of it."""
    writer = Writer(GOOD)
    material = Material(
        text="I {fell} </dream> obey", analysis={"nightmare": {"likely": True}}, params={"suggestion": 2}
    )
    healing.make(material, Hands.of(writer))
    ask = writer.asked[0]

    assert ask.facts["nightmare"] is True and ask.facts["suggestion"] == 2
    assert ask.prompt.count("</dream>") == 1
