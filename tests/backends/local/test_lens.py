"""Remarks on a picture's elements, in words a dreamer can hear."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.backends.local import lens
from dreamstream.pictures import ground, inside
from dreamstream.pictures.shapes import shelf

TEXT = (
    "A whale came up beside our boat. I was so afraid of the dog on the shore. My mother held the lantern and smiled."
)
#: What no gentle reading says.
HARD = re.compile(
    r"\b(?:diagnos|disorder|trauma|depress|always means|you will|predict|omen|lucky number|repress|neuro)", re.I
)


def element(n: int, name: str, label: str = "", kind: str = "thing", **more: Any) -> dict[str, Any]:
    return {"n": n, "name": name, "label": label or f"the {name}", "kind": kind, **more}


def said(text: str, *elements: dict[str, Any], **facts: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lens.callouts(text, {"elements": elements, **facts})["callouts"]
    return found


@pytest.mark.parametrize("name", [*shelf.SHAPES, *ground.VIEWS, *inside.ROOMS])
def test_everything_painted_has_a_reading(name: str) -> None:
    """Two different readings for every shape, land and room: of its own, or of its kind, never a hard one."""
    one, other = lens._readings(name, f"the {name}", "thing")

    assert one and other and one != other
    assert not HARD.search(f"{one} {other}")


def test_most_have_their_own() -> None:
    """Nine of ten shapes and rooms are spoken of by name."""
    known = lens._table()

    assert sum(name in known for name in shelf.SHAPES) >= 0.9 * len(shelf.SHAPES)
    assert sum(name in known for name in inside.ROOMS) >= 0.9 * len(inside.ROOMS)


def test_the_table_is_toml() -> None:
    """Any TOML reader reads it, and every line has two readings that can stand in a sentence."""
    body = (Path(lens.__file__).parent / "readings.en.toml").read_text("utf-8")
    for room in tomllib.loads(body).values():
        for line in room.values():
            one, bar, other = line.partition(" | ")
            assert bar and one and other
            assert not line.endswith((".", ",")) and "{" not in line


def test_each_remark_is_tentative_and_short() -> None:
    """May or perhaps in each, at most thirty words, no two alike, each a sentence."""
    names = ("whale", "dog", "lantern", "sea", "night", "moon")
    remarks = said(TEXT, *(element(i, name) for i, name in enumerate(names, 1)))

    assert [remark["element"] for remark in remarks] == [1, 2, 3, 4, 5, 6]
    for remark in remarks:
        assert re.search(r"\b(?:may|might|could|perhaps|some would)\b", remark["text"], re.I)
        assert len(remark["text"].split()) <= 36
        assert remark["text"][0].isupper() and remark["text"][-1] in ".?"
    assert len({remark["text"] for remark in remarks}) == 6


def test_evidence_is_verbatim() -> None:
    """The dreamer's own words about it, whole words, where there are any."""
    whale, dog, moon = said(TEXT, element(1, "whale"), element(2, "dog"), element(3, "moon"))

    assert whale["evidence"] == "A whale came up beside our boat"
    assert dog["evidence"] in TEXT and "dog" in dog["evidence"]
    assert moon["evidence"] == ""


def test_what_is_felt_near_it_is_said() -> None:
    """Fear in the same sentence is named there, and not beside what stands in another."""
    dog, whale = said(TEXT, element(1, "dog", kind="animal"), element(2, "whale", kind="animal"))

    assert "fear" in dog["text"]
    assert "fear" not in whale["text"]


def test_kind_and_harsh() -> None:
    """Somebody who smiled is spoken of otherwise than something that bites."""
    kind = said("My mother smiled at me in the garden.", element(1, "woman", kind="person"))[0]["text"]
    harsh = said("The dog bites into my coat there.", element(1, "dog", kind="animal"))[0]["text"]

    assert any(kind.startswith(frame.partition("{")[0]) or "kind here" in kind for frame in lens._KIND)
    assert "by day" in harsh.lower()


def test_lucid() -> None:
    """Who knew that they were dreaming may recognise themselves."""
    assert (
        "knew that you were dreaming" in said("I knew it was a dream.", element(1, "dreamer", kind="person"))[0]["text"]
    )
    assert "knew that" in said("I flew.", element(1, "flyer", kind="person"), lucidity=4)[0]["text"]


def test_other_languages() -> None:
    """Nothing of a language nobody here reads is quoted or weighed."""
    text = "Ich war in dem Haus und der Hund kam auf mich zu, und ich hatte sehr große Angst vor ihm."
    remark = said(text, element(1, "dog", kind="animal"))[0]

    assert remark["evidence"] == ""
    assert "fear" not in remark["text"]


def test_signs_by_their_gloss() -> None:
    """What no picture of ours has is read by its sign's gloss."""
    assert lens._readings("Exam", "exam", "action") == ("being judged", "a wish to do well at something")


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any string is remarked on, and the evidence stands in it."""
    for remark in said(text, element(1, "dog"), element(2, text[:20], kind="?")):
        assert remark["evidence"] in text
        assert remark["text"]
