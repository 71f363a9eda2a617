"""The versions of a picture: numbered, picked, gone back to."""

from __future__ import annotations

from typing import Any

import pytest

from dreamstream.errors import NotFound
from dreamstream.index import acts, dreams, pictures, versions
from dreamstream.journal import Journal

DREAM = "d-0000000001"


def asked(journal: Journal, job: str, kind: str, **params: Any) -> None:
    with journal.act() as act:
        act.add("job.asked", job=job, dream=DREAM, kind=kind, params=params)


def done(journal: Journal, job: str, name: str, **data: Any) -> None:
    token = f"t-{job}"
    with journal.act() as act:
        act.add("job.claimed", job=job, token=token, attempt=1, rev=1)
        act.add("job.done", job=job, token=token, rev=1, result={"data": data, "media": [name], "model": "m"})
    with journal.act() as act:
        act.add("media.added", media=name, mime="image/webp", dream=DREAM, job=job)


@pytest.fixture
def told(journal: Journal) -> Journal:
    """A dream with a picture, and two changes of it: the second stands on the original."""
    with journal.act() as act:
        act.add("dream.logged", dream=DREAM, text="I swam.")
    asked(journal, "j-1", "image")
    done(journal, "j-1", "a.webp", alt="a lake")
    asked(journal, "j-2", "refine", instruction="at dusk", parent="j-1")
    done(journal, "j-2", "b.webp", alt="a lake at dusk", notes=["no house"])
    asked(journal, "j-3", "refine", instruction="more stars", parent="j-1")
    done(journal, "j-3", "c.webp", alt="a lake with stars")
    return journal


def numbers(journal: Journal) -> list[tuple[Any, ...]]:
    return [(v["n"], v["media"], v["instruction"], v["from"], v["picked"]) for v in versions.of(journal.db, 1)]


def test_versions_in_their_order(told: Journal) -> None:
    """The original first, each change with its words and the version it stands on; the newest is picked."""
    assert numbers(told) == [
        (1, "a.webp", None, None, False),
        (2, "b.webp", "at dusk", 1, False),
        (3, "c.webp", "more stars", 1, True),
    ]
    assert dreams.whole(told.db, 1)["outputs"]["image"]["media"] == "c.webp"


def test_going_back_shows_everywhere(told: Journal) -> None:
    """A picked version is what `show`, the media commands and the next change start from; `undo` returns."""
    with told.act() as act:
        act.add("version.picked", dream=DREAM, job="j-1")
    image = dreams.whole(told.db, 1)["outputs"]["image"]

    assert [v[4] for v in numbers(told)] == [True, False, False]
    assert (image["media"], image["alt"], image["version"]) == ("a.webp", "a lake", 1)
    assert (pictures.current(told.db, 1, "image") or {})["name"] == "a.webp"
    assert versions.one(told.db, 1, DREAM, None)["job"] == "j-1"

    last = acts.last(told.db, host=told.host)
    assert last is not None
    assert list(acts.opposite(told.db, last)) == [("version.picked", {"dream": DREAM, "job": "j-3"})]


def test_a_new_picture_is_picked(told: Journal) -> None:
    """Whatever was gone back to: what is made next is what the dream shows."""
    with told.act() as act:
        act.add("version.picked", dream=DREAM, job="j-1")
    asked(told, "j-4", "image", variation=1)
    done(told, "j-4", "d.webp")

    assert numbers(told)[-1] == (4, "d.webp", None, None, True)


@pytest.mark.parametrize("job", ["j-9", "j-5", None, 7, ""])
def test_a_pick_of_nothing(told: Journal, job: Any) -> None:
    """What was never made, or is no picture, cannot be picked; nothing changes."""
    asked(told, "j-5", "comic")
    done(told, "j-5", "e.webp")
    before = numbers(told)
    with told.act() as act:
        act.add("version.picked", dream=DREAM, job=job)

    assert numbers(told) == before


def test_a_retry_beside_a_slow_run_is_no_version(told: Journal) -> None:
    """Two wishes that one picture answered are one version."""
    asked(told, "j-6", "image", variation=2)
    with told.act() as act:
        act.add("job.claimed", job="j-6", token="t", attempt=1, rev=1)
        act.add("job.asked", job="j-7", dream=DREAM, kind="image", beside="j-6")
        act.add("job.done", job="j-6", token="t", rev=1, result={"data": {}, "media": ["f.webp"], "model": "m"})

    assert [v[1] for v in numbers(told)] == ["a.webp", "b.webp", "c.webp", "f.webp"]


def test_which_there_are(told: Journal) -> None:
    """A number that is none is answered with those there are."""
    with pytest.raises(NotFound) as caught:
        versions.one(told.db, 1, DREAM, 4)

    assert "1 to 3" in caught.value.hint


def test_a_healing_in_the_dreamers_words(told: Journal) -> None:
    """Their ending stands before the machine's, for that suggestion only, and can be taken back."""
    asked(told, "j-8", "healing")
    done(told, "j-8", "g.webp", why="w", ending="A boat came.", practice="p")
    with told.act() as act:
        act.add("dream.edited", dream=DREAM, healing={"job": "j-8", "ending": "I swam ashore."}, verb="heal")
    healing = dreams.whole(told.db, 1)["outputs"]["healing"]
    assert (healing["ending"], healing["edited"], healing["why"]) == ("I swam ashore.", ["ending"], "w")

    last = acts.last(told.db, host=told.host)
    assert last is not None
    assert list(acts.opposite(told.db, last)) == [("dream.edited", {"dream": DREAM, "healing": None})]

    asked(told, "j-9", "healing", suggestion=1)
    done(told, "j-9", "h.webp", why="w", ending="The door opened.", practice="p")
    assert dreams.whole(told.db, 1)["outputs"]["healing"]["ending"] == "The door opened."
