"""`heal` and `lens`: a new ending, one's own words, rehearsals; remarks on the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command

from dreamstream.cli import heal
from dreamstream.config import Config
from dreamstream.paths import Places

Tell = Callable[..., str]
NIGHTMARE = "A huge bear came after me in the forest and I was terrified."


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


def test_heal(ds: Command, tell: Tell) -> None:
    """Made at once: the three parts and the picture's path, and the same in `show`."""
    told = tell(NIGHTMARE, "--no-jobs")
    ran = ds("heal", told, "--json")

    assert ran.code == 0
    assert all(ran.data[part] for part in ("why", "ending", "practice"))
    assert (ran.data["id"], ran.data["status"], ran.data["suggestion"]) == (told, "completed", 1)
    assert Path(ran.data["path"]).is_file()
    assert ds("show", told, "--json").data["outputs"]["healing"]["ending"] == ran.data["ending"]


def test_people_read_the_parts(ds: Command, tell: Tell) -> None:
    """Headings, words, and the path."""
    out = ds("heal", tell(NIGHTMARE, "--no-jobs")).out

    assert out.index("Why\n") < out.index("The new ending\n") < out.index("How to practise\n") < out.index(".webp")


def test_another_suggestion(ds: Command, tell: Tell) -> None:
    """Each `--suggest` is the next one; without it the same is made anew."""
    told = tell(NIGHTMARE, "--no-jobs")
    said = [
        ds("heal", told, *option, "--json").data["suggestion"] for option in ((), ("--suggest",), ("--suggest",), ())
    ]

    assert said == [1, 2, 3, 3]
    assert ds("heal", tell("Another.", "--no-jobs"), "--suggest", "--json").data["suggestion"] == 1


def test_later(ds: Command, tell: Tell) -> None:
    """Only asked; the pass makes it."""
    told = tell(NIGHTMARE, "--no-jobs")
    job = ds("heal", told, "--later").out.strip()

    assert job.startswith("j-")
    assert ds("show", told, "--json").data["outputs"]["healing"]["status"] == "pending"
    assert ds("dream").code == 0
    assert ds("show", told, "--json").data["outputs"]["healing"]["status"] == "completed"


def test_edit(ds: Command, tell: Tell) -> None:
    """Words piped in stand in place of the machine's, `undo` takes them back, the same words change nothing."""
    told = tell(NIGHTMARE, "--no-jobs")
    before = ds("heal", told, "--json").data["ending"]
    ran = ds("heal", told, "--edit", "--json", stdin="The bear sits down.\n")
    shown = ds("show", told, "--json").data["outputs"]["healing"]

    assert (ran.data["ending"], ran.data["changed"]) == ("The bear sits down.", ["ending"])
    assert (shown["ending"], shown["edited"]) == ("The bear sits down.", ["ending"])
    assert "Nothing changed" in ds("heal", told, "--edit", stdin="The bear sits down.").out
    assert ds("undo", "--json").data["undone"] == "heal"
    assert ds("show", told, "--json").data["outputs"]["healing"]["ending"] == before


def test_an_edit_belongs_to_its_suggestion(ds: Command, tell: Tell) -> None:
    """Another suggestion is shown as it is made, and it is said that the own words stay in the log."""
    told = tell(NIGHTMARE, "--no-jobs")
    ds("heal", told)
    ds("heal", told, "--edit", stdin="The bear sits down.")
    ran = ds("heal", told, "--suggest", "--json")

    assert ran.data["ending"] != "The bear sits down."
    assert "edited" not in ran.data
    assert any("Your own words" in sentence for sentence in ran.json["warnings"])


def test_edit_without_an_ending(ds: Command, tell: Tell) -> None:
    """Says how to get one (3); an empty one is refused (2), and so is what is not text."""
    told = tell(NIGHTMARE, "--no-jobs")
    ran = ds("heal", told, "--edit", stdin="x")
    assert ran.code == 3
    assert f"dreamstream heal {told}" in ran.err

    ds("heal", told)
    assert ds("heal", told, "--edit", stdin="  \n").code == 2
    assert ds("heal", told, "--edit", stdin=b"\xff\xfe\x00").code == 2


def test_rehearse(ds: Command, tell: Tell) -> None:
    """Works before any ending is made; numbers, trend and a plain sentence."""
    told = tell(NIGHTMARE, "--no-jobs")
    assert ds("heal", told, "--rehearse", "8", "5").out == "1 rehearsal: distress 8 before, 5 after.\n"
    ds("heal", told, "--rehearse", "6", "5")
    ran = ds("heal", told, "--rehearse", "5", "3", "--json")

    assert ran.data["trend"] == {"rehearsals": 3, "first": 8, "last": 5, "change": -3}
    assert [(row["before"], row["after"]) for row in ran.data["rehearsals"]] == [(8, 5), (6, 5), (5, 3)]
    event = next(e for e in ds("show", told, "--json").data["events"] if e["type"] == "rehearsal")
    assert (event["type"], event["meta"], event["status"]) == ("rehearsal", {"before": 8, "after": 5}, "confirmed")

    assert ds("undo").code == 0
    assert "3 rehearsals: distress before went from 8 to 7" in ds("heal", told, "--rehearse", "7", "3").out


def test_when_it_gets_heavier(ds: Command, tell: Tell) -> None:
    """It is said plainly, and to let it rest."""
    told = tell(NIGHTMARE, "--no-jobs")

    assert "let it rest" in ds("heal", told, "--rehearse", "3", "6").out
    assert "let it rest" not in ds("heal", told, "--rehearse", "3", "3").out
    assert heal.told([]) == []
    assert "stayed at 3" in ds("heal", told, "--rehearse", "3", "1").out


@pytest.mark.parametrize("said", [("11", "1"), ("-1", "3"), ("eight", "3"), ("3", "2.5"), ("3", "")])
def test_no_such_distress(ds: Command, tell: Tell, said: tuple[str, str]) -> None:
    """Whole numbers from 0 to 10, else 2, and nothing is noted."""
    told = tell(NIGHTMARE, "--no-jobs")

    assert ds("heal", told, "--rehearse", *said).code == 2
    assert ds("event", "list", told, "--jsonl").out.count("rehearsal") == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--suggest", "--edit"), ("--edit", "--rehearse", "1", "1"), ("--edit", "--later"), ("--rehearse", "1"),
        ("--rehearse", "1", "1", "--later"), ("--backend", "nobody"),
    ],
)  # fmt: skip
def test_what_does_not_go_together(ds: Command, tell: Tell, options: tuple[str, ...]) -> None:
    """Said wrongly is 2, and nothing is asked."""
    told = tell(NIGHTMARE, "--no-jobs")

    assert ds("heal", told, *options, stdin="x").code == 2
    assert "healing" not in ds("show", told, "--json").data["outputs"]


def test_a_failure(ds: Command, tell: Tell, ours: Places) -> None:
    """A passing fault leaves the wish and is 5."""
    told = tell(NIGHTMARE, "--no-jobs")
    Config(ours).set("backend.mock.script", "healing: fail 1")

    assert ds("heal", told).code == 5
    assert ds("heal", "d-nosuch").code == 3


def test_lens(ds: Command, tell: Tell) -> None:
    """Remarks on the picked picture: before is its media, after another, and the data is in `show`."""
    told = tell(NIGHTMARE, "--no-jobs")
    assert ds("lens", told).code == 3
    before = ds("image", told, "--json").data["media"]
    ran = ds("lens", told, "--json")
    shown = ds("show", told, "--json").data["outputs"]["lens"]

    assert (ran.code, ran.data["before"]) == (0, before)
    assert ran.data["media"] != before and Path(ran.data["path"]).is_file()
    assert shown["callouts"] == ran.data["callouts"] and len(shown["callouts"]) >= 4
    assert ds("lens", told).out.strip() == str(ran.data["path"])


def test_the_offline_backend(ds: Command, tell: Tell, ours: Places) -> None:
    """All of it by the embedded backend, on one dream."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "local")
    told = tell(NIGHTMARE, "--no-jobs")
    healing = ds("heal", told, "--json").data
    ds("image", told)
    lens = ds("lens", told, "--json").data

    assert healing["turn"] in NIGHTMARE and healing["turn"] in healing["ending"]
    assert healing["scene"]["actors"] and healing["model"] == "local-1"
    assert all(callout["evidence"] in NIGHTMARE for callout in lens["callouts"])
    assert any(callout["evidence"] for callout in lens["callouts"])
