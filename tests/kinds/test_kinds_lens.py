"""Lens: a picture with remarks on its elements; a model chooses among those it was given."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from dreamstream.backends.base import Answer, Ask, Draw, Fault, Hands
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.kinds import lens
from dreamstream.kinds.base import Material, Outcome, Version

TEXT = "A whale came up beside our small boat at night. I was afraid at first, then I laughed."


class Reader(Mock):
    """Remarks as it was told to."""

    def __init__(self, data: Any) -> None:
        super().__init__()
        self.data = data

    def write(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(data=self.data, model="canned-1", tokens=5)


def drawn(text: str = TEXT) -> Version:
    made = Local().draw(Draw(task="image", source=text, width=256, height=256))
    return Version(media="0" * 64 + ".webp", body=made.body, alt=made.alt, scene=made.scene)


def foreign() -> Version:
    """A picture that a model drew: nobody knows how it was composed."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (90, 80, 120)).save(out, "WEBP")
    return Version(media="1" * 64 + ".webp", body=out.getvalue(), alt="A picture.", scene=None)


def remarks(*numbers: int, **more: Any) -> dict[str, Any]:
    return {"callouts": [{"element": n, "text": f"Perhaps {n}; perhaps not.", **more} for n in numbers]}


def made(data: Any, version: Version | None = None, **more: Any) -> Outcome:
    return lens.make(Material(text=TEXT, version=version or drawn(), **more), Hands.of(Reader(data)))


@pytest.mark.parametrize("backend", [Mock(), Local()], ids=["mock", "local"])
@pytest.mark.parametrize("version", [drawn(), foreign()], ids=["composed", "foreign"])
def test_every_backends_lens(backend: Mock | Local, version: Version) -> None:
    """Four to seven remarks on any picture; before and after are two pictures, and the shares lie in the picture."""
    out = lens.make(Material(text=TEXT, version=version), Hands.of(backend))
    found = out.data["callouts"]

    assert 4 <= len(found) <= 7
    assert [c["n"] for c in found] == list(range(1, len(found) + 1))
    assert out.data["before"] == version.media
    assert out.pictures[0].body != version.body
    assert out.data["alt"] == out.pictures[0].alt
    for callout in found:
        assert callout.keys() == {"n", "label", "kind", "x", "y", "r", "ry", "text", "evidence"}
        assert callout["evidence"] in TEXT
        assert (callout["x"] is None) == (version.scene is None)
        assert callout["x"] is None or (0 < callout["x"] < 1 and 0 < callout["y"] < 1)


def test_only_what_was_given() -> None:
    """Numbers that were not given, and second remarks on one, are dropped; the order is that of the elements."""
    out = made(remarks(3, 1, 99, 2, 1, 4, -1))
    given = [e["label"] for e in lens._elements(Material(text=TEXT, version=drawn()))]

    assert [c["label"] for c in out.data["callouts"]] == given[:4]
    assert out.data["callouts"][0]["text"] == "Perhaps 1; perhaps not."


def test_few_and_none() -> None:
    """A model that speaks of two has given two; one that speaks of nothing it was given has failed."""
    assert len(made(remarks(1, 2, 99)).data["callouts"]) == 2
    with pytest.raises(Fault, match="none of the elements") as caught:
        made(remarks(77, 99))
    assert not caught.value.transient


def test_a_model_moves_nothing_it_was_given() -> None:
    """Where the scene says where a thing is, a model's own places are dropped; on its own picture they count."""
    here = made(remarks(1, 2, 3, 4, x=0.01, y=0.02)).data["callouts"]
    there = made(remarks(1, 2, 3, 4, x=0.25, y=0.75), foreign()).data["callouts"]

    assert all((c["x"], c["y"]) != (0.01, 0.02) for c in here)
    assert all((c["x"], c["y"]) == (0.25, 0.75) for c in there)


def test_evidence_is_the_dreamers_own() -> None:
    """Words that do not stand in the dream are no evidence."""
    out = made({"callouts": [
        {"element": 1, "text": "Perhaps.", "evidence": "A whale came up"},
        {"element": 2, "text": "Perhaps.", "evidence": "a purple hippopotamus"},
        *remarks(3, 4)["callouts"],
    ]})  # fmt: skip

    assert [c["evidence"] for c in out.data["callouts"][:2]] == ["A whale came up", ""]


def test_signs_are_the_elements_of_a_foreign_picture() -> None:
    """Without a scene the analysis's signs are spoken of, and its feelings are not."""
    signs = [
        {"label": "Whale", "kind": "symbol", "evidence": "A whale"},
        {"label": "Boat", "kind": "symbol", "evidence": "our small boat"},
        {"label": "Fear", "kind": "feeling", "evidence": "afraid"},
    ]
    reader = Reader(remarks(1, 2, 3, 4))
    out = lens.make(Material(text=TEXT, version=foreign(), analysis={"signs": signs}), Hands.of(reader))
    (asked,) = reader.asked

    assert [c["label"] for c in out.data["callouts"]][:2] == ["whale", "boat"]
    assert out.data["callouts"][0]["evidence"] == "A whale"
    assert isinstance(asked, Ask) and asked.picture == foreign().body
    assert "<elements>\n1. whale (symbol)\n2. boat (symbol)" in asked.prompt
    assert f"<dream>\n{TEXT}\n</dream>" in asked.prompt
    assert "afraid (feeling)" not in asked.prompt


def test_no_picture() -> None:
    """A dream without a picture has nothing to look at."""
    with pytest.raises(Fault, match="no picture"):
        lens.make(Material(text=TEXT), Hands.of(Mock()))


@pytest.mark.parametrize(
    "data",
    [
        None, [], "purple hippopotamus", {}, {"callouts": []}, {"callouts": "purple hippopotamus"},
        {"callouts": [{"element": "purple hippopotamus", "text": "x"}] * 4},
        {"callouts": [{"element": 1, "text": ""}] * 4}, {"callouts": [{"element": 1, "text": "purple" * 400}] * 4},
        remarks(*range(1, 30)),
    ],
    ids=lambda data: ascii(str(data)[:40]),
)  # fmt: skip
def test_a_bad_reply_is_a_fault_that_quotes_nothing(data: Any) -> None:
    """What is no lens is refused for good, without a word of it."""
    with pytest.raises(Fault) as caught:
        made(data, foreign())

    assert not caught.value.transient
    assert "hippopotamus" not in f"{caught.value!r}"


@pytest.mark.parametrize("x", [1.5, -0.1, float("nan"), "left", None])
def test_a_place_that_is_none(x: Any) -> None:
    """A place outside the picture is no place; the remark stays, in the row at the margin."""
    out = made(remarks(1, 2, 3, 4, x=x, y=0.5), foreign())

    assert all(callout["x"] is None for callout in out.data["callouts"])


def test_other_keys_are_dropped() -> None:
    """Paths and addresses a model makes up never get into the record."""
    out = made({**remarks(1, 2, 3, 4, url="http://evil", label="mine"), "before": "/etc/passwd"})

    assert out.data["before"] == drawn().media
    assert all("url" not in c and c["label"] != "mine" for c in out.data["callouts"])
