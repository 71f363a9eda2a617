"""Comic: three to six panels in the dream's order, drawn and lettered into one page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault, Hands
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.kinds import comic
from dreamstream.kinds.base import Material, Outcome

DREAM = Material(text="I flew over the sea. A dog barked. I was late for school. I woke up.", at="2026-11-20T06:42")
WORDS = ["We flew.", "A dog barked.", "I was late.", "I woke.", "Again.", "And again."]


class Writer:
    """Answers with a script it was given."""

    host = server = ""
    can = frozenset({"text"})

    def __init__(self, data: Any, name: str = "somebody") -> None:
        self.data, self.name = data, name
        self.asked: list[Ask] = []

    def write(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(data=self.data, model="canned-1", tokens=9)

    def draw(self, draw: Draw) -> Drawn:
        raise AssertionError("who writes does not draw")


def panels(count: int, **more: Any) -> dict[str, Any]:
    return {"panels": [{"caption": words, "prompt": f"{words} at night", **more} for words in WORDS[:count]]}


def made(data: Any, *, painter: Mock | None = None, material: Material = DREAM) -> Outcome:
    return comic.make(material, Hands.of(Writer(data), image=painter or Mock()))


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_page(count: int) -> None:
    """Three to six panels become one square WebP page that says its captions."""
    out = made(panels(count))
    (page,) = out.pictures
    image = Image.open(io.BytesIO(page.body))

    assert image.format == "WEBP"
    assert image.size == (page.width, page.height) == (1024, 1024)
    assert page.alt == f"A comic page of {count} panels: " + " / ".join(WORDS[:count])
    assert [panel["caption"] for panel in out.data["panels"]] == WORDS[:count]
    assert (out.model, out.tokens) == ("canned-1", 9)


@pytest.mark.parametrize("backend", [Mock(), Local()], ids=["mock", "local"])
def test_every_backends_own_page(backend: Mock | Local) -> None:
    """What a backend writes it can draw, also of a dream without a word, or of one endless word."""
    for text in ("", "夢の中で海の上を飛んでいました、" * 40):
        out = comic.make(Material(text=text), Hands.of(backend))
        assert 3 <= len(out.data["panels"]) <= 6
        assert len(out.pictures) == 1


@pytest.mark.parametrize("count", [0, 1, 2, 7, 1000])
def test_other_numbers_of_panels(count: int) -> None:
    """Fewer than three or more than six are no page, and nothing is drawn for them."""
    painter = Mock()
    with pytest.raises(Fault, match="panels") as caught:
        made({"panels": [{"caption": "purple hippopotamus"}] * count}, painter=painter)

    assert not caught.value.transient
    assert "hippopotamus" not in str(caught.value)
    assert painter.asked == []


@pytest.mark.parametrize(
    "data",
    [
        None, "purple hippopotamus", [], {}, {"panels": None}, {"panels": "purple hippopotamus"},
        {"panels": [{"caption": "purple hippopotamus" * 20}] * 4}, {"panels": [{"caption": ""}] * 4},
        {"panels": [{"caption": 7}] * 4}, {"panels": ["purple hippopotamus"] * 4},
        {"panels": [{"caption": "x", "prompt": "purple hippopotamus" * 100}] * 4},
        {"panels": [{"caption": "x", "prompt": ["purple hippopotamus"]}] * 4},
        {"panels": [{"caption": "x\ud800"}] * 4}, {"panels": [{"caption": "x", "how": "purple hippopotamus"}] * 4},
        {"panels": [{"caption": "x", "head": [7, float("nan")]}] * 4}, {"purple hippopotamus": 1},
    ],
    ids=lambda data: ascii(str(data)[:50]),
)  # fmt: skip
def test_a_bad_script_is_a_fault_that_quotes_nothing(data: Any) -> None:
    """What is no script is refused for good, without a word of it."""
    with pytest.raises(Fault) as caught:
        made(data)

    assert not caught.value.transient
    assert "hippopotamus" not in f"{caught.value!r}"
    assert caught.value.__cause__ is None


def test_other_keys_are_dropped() -> None:
    """Ids, paths and addresses a model makes up never get into the record."""
    out = made({**panels(3, url="http://evil", path="/etc/passwd"), "id": "j-0000000000"})

    assert out.data.keys() == {"alt", "panels"}
    assert all(panel.keys() == {"caption", "scene", "lettered", "box"} for panel in out.data["panels"])


def test_a_models_scene_is_dropped_unread() -> None:
    """A model supplies words and pixels; a scene is our own painter's and nobody else's."""
    painter = Mock()
    out = made(panels(3, scene={"mood": "</svg>", "seed": float("inf"), "\ud800": 1}), painter=painter)

    assert [panel["scene"] for panel in out.data["panels"]] == [None] * 3
    assert [draw.scene for draw in painter.asked if isinstance(draw, Draw)] == [None] * 3


def test_our_own_scenes_are_kept() -> None:
    """How the offline page was composed stays with it, so that words can change it later."""
    backend = Local()
    out = comic.make(DREAM, Hands.of(backend))

    assert all(panel["scene"]["actors"] is not None for panel in out.data["panels"])


def test_what_is_said_is_kept_and_drawn() -> None:
    """A balloon changes the page, and the alternative text has its words; what a model says of heads is dropped."""
    silent, spoken = made(panels(3)), made(panels(3, speech="Come in.", how="shout", head=[0.5, 0.5]))

    assert spoken.pictures[0].body != silent.pictures[0].body
    assert spoken.pictures[0].alt.count("“Come in.”") == 3
    assert all(panel["speech"] == "Come in." and panel["how"] == "shout" for panel in spoken.data["panels"])
    assert "head" not in spoken.data["panels"][0]


def test_where_the_panels_lie_is_kept() -> None:
    """In pixels of the page, so that a lens or a later lettering finds them."""
    out = made(panels(5))

    for panel in out.data["panels"]:
        x, y, w, h = panel["box"]
        assert x >= 0 and y >= 0 and w > 100 and h > 100 and x + w <= 1024 and y + h <= 1024


@pytest.mark.parametrize(("caption", "lettered"), [("I flew.", True), ("Żółw śpi", True), ("𒀀𒀁𒀂", False)])
def test_whether_a_caption_could_be_lettered(caption: str, lettered: bool) -> None:
    """Where it could not, the page has a number and the words stand in the record and the alternative text."""
    out = made({"panels": [{"caption": caption}] * 3})

    assert [panel["lettered"] for panel in out.data["panels"]] == [lettered] * 3
    assert caption in out.pictures[0].alt


@pytest.mark.parametrize(("words", "count"), [(10, 3), (60, 4), (160, 5), (400, 6)])
def test_a_longer_dream_has_more_panels(words: int, count: int) -> None:
    """Three of a few words, six of a long telling."""
    text = "I walked along the river and it was dark. " * (words // 9 + 1)
    out = comic.make(Material(text=text), Hands.of(Local()))

    assert len(out.data["panels"]) == count


def test_what_is_asked() -> None:
    """The writer hears the dream between fences; the painter each panel, at its own size, with facts and attempt."""
    writer, painter = Writer(panels(4)), Mock()
    material = Material(
        text="I {flew}", at="2026-11-20", told={"emotions": ["joy"]}, params={"variation": 2}, attempt=3
    )
    comic.make(material, Hands.of(writer, image=painter))
    drawn = [draw for draw in painter.asked if isinstance(draw, Draw)]

    assert "<dream>\nI {flew}\n</dream>" in writer.asked[0].prompt
    facts = dict(writer.asked[0].facts)
    assert "into 3 panels" in writer.asked[0].prompt
    assert len(facts.pop("aspects")) == facts.pop("panels") == 3
    assert facts.pop("covered") == []
    assert facts == {"emotions": ["joy"], "at": "2026-11-20", "variation": 2}
    assert [draw.prompt.rpartition(": ")[2] for draw in drawn] == [f"{words} at night" for words in WORDS[:4]]
    assert all("without lettering" in draw.prompt for draw in drawn)
    assert {draw.task for draw in drawn} == {"panel"}
    assert {draw.attempt for draw in drawn} == {3}
    assert all(draw.facts["variation"] == 2 for draw in drawn)
    assert len({(draw.width, draw.height) for draw in drawn}) > 1


def test_one_bad_panel_is_no_page() -> None:
    """A panel that is no picture, or was refused, fails the comic."""
    with pytest.raises(Fault, match="not a picture"):
        made(panels(3), painter=Mock(script="panel: bad"))
    with pytest.raises(Fault, match="refuse"):
        made(panels(3), painter=Mock(script="panel: refuse"))


def test_a_passing_fault_stays_one() -> None:
    """Whether another try is worth it is the backend's to say."""
    with pytest.raises(Fault) as caught:
        made(panels(3), painter=Mock(script="panel: rate 40"))

    assert (caught.value.transient, caught.value.wait) == (True, 40)


@settings(max_examples=20)
@given(captions=st.lists(st.text(min_size=1, max_size=200), min_size=3, max_size=6))
def test_any_captions_are_lettered(captions: list[str]) -> None:
    """Whatever stands in a caption, a page comes of it, or a Fault."""
    try:
        out = made({"panels": [{"caption": words} for words in captions]})
    except Fault:
        assert any("\ud800" <= c <= "\udfff" for words in captions for c in words)
    else:
        assert len(out.pictures) == 1
