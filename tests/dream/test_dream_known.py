"""Which session a file holds: by the id it brings, else by its words, wherever it lies and however far it has grown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from told import SMALL, gap, known, session

from dreamstream.dream import known as module
from dreamstream.dream.known import ATTEMPTS, Register, Standing, nobody, own_id, seen, standing
from dreamstream.dream.transcripts import content
from dreamstream.ids import looks_like
from dreamstream.index import sessions
from dreamstream.index.sessions import Known
from dreamstream.journal import Journal
from dreamstream.turns import Session, Turn

FIRST = session("Good morning.", "I dreamt of a lighthouse.", "It had no door.")
GROWN = session("Good morning.", "I dreamt of a lighthouse.", "It had no door.", "Then the lamp went out.")


def recognised(journal: Journal, told: Session, name: str = "other.txt") -> str:
    return Register(journal.db).recognise(told, name)


# ── who it is ──


def test_an_id_of_its_own(journal: Journal) -> None:
    """It counts alone: other words, another name and more turns change nothing, another format does."""
    first = recognised(journal, session("One.", id="7f", format="claude-code"), "a.jsonl")

    assert looks_like(first, "s")
    assert recognised(journal, session("Two.", "Three.", id="7f", format="claude-code"), "b.jsonl") == first
    assert recognised(journal, session("One.", id="7f", format="codex"), "a.jsonl") != first
    assert recognised(journal, session("One.", id="8f", format="claude-code"), "a.jsonl") != first


def test_the_same_words(journal: Journal) -> None:
    """Renamed, moved or copied: who has the words is the session, also on a machine that never saw its file."""
    known(journal, "s-aaaaaaaaaa", FIRST)

    assert recognised(journal, FIRST, "renamed.txt") == "s-aaaaaaaaaa"
    assert recognised(journal, replace(FIRST, format="whisper"), "talk.txt") != "s-aaaaaaaaaa"


@pytest.mark.parametrize("format", ["text", "tagged", "markdown", "webvtt", "srt"])
def test_what_it_was_taken_for(journal: Journal, format: str) -> None:
    """Words written by hand are one kind: a file may be taken for another one once more of it is there."""
    known(journal, "s-aaaaaaaaaa", FIRST)

    assert recognised(journal, replace(GROWN, format=format)) == "s-aaaaaaaaaa"


def test_a_new_one_is_named_by_its_content(journal: Journal) -> None:
    """Two machines that meet the same words first call them the same."""
    assert recognised(journal, FIRST, "a.txt") == recognised(journal, FIRST, "b.txt") == own_id(FIRST)
    assert recognised(journal, GROWN, "a.txt") != own_id(FIRST)


def test_grown_and_renamed(journal: Journal) -> None:
    """Who begins with all its words is the session; of several the longest."""
    known(journal, "s-aaaaaaaaaa", session(*[turn.text for turn in FIRST.turns][:2]), name="first.txt")
    known(journal, "s-bbbbbbbbbb", FIRST)

    assert recognised(journal, GROWN, "first.txt") == recognised(journal, GROWN) == "s-bbbbbbbbbb"
    longer = replace(FIRST, turns=(*FIRST.turns[:2], replace(FIRST.turns[2], text="It had no door, only a rope.")))
    assert recognised(journal, longer, "else.txt") == own_id(longer)  # other words within a turn
    ended = replace(FIRST, turns=(*FIRST.turns[:2], replace(FIRST.turns[2], text="It had no door. I knocked.")))
    assert recognised(journal, ended, "talk.txt") == "s-bbbbbbbbbb"  # the last turn was not told to its end


@pytest.mark.parametrize(("shared", "same"), [(1, False), (2, False), (3, True)])
def test_the_same_opening_is_not_the_same_talk(journal: Journal, shared: int, same: bool) -> None:
    """ "Good morning" begins many: in a file of another name three turns must be the same, in its own one."""
    begun = session(*SMALL[:shared])
    known(journal, "s-aaaaaaaaaa", begun)
    other = session(*SMALL[:shared], "I dreamt of a horse.")

    assert (recognised(journal, other, "tuesday.txt") == "s-aaaaaaaaaa") == same
    assert recognised(journal, other, "talk.txt") == "s-aaaaaaaaaa"


def test_two_talks_of_one_opening(journal: Journal) -> None:
    """Neither begins with the other, so they are two, whatever they share."""
    known(journal, "s-aaaaaaaaaa", session(*SMALL, "I dreamt of a horse."), name="monday.txt")

    assert recognised(journal, session(*SMALL, "I dreamt of a bridge."), "tuesday.txt") != "s-aaaaaaaaaa"


def test_changed_in_place(journal: Journal) -> None:
    """A file of the same name that begins as before is the session, if it begins with more than a greeting."""
    told = "Good morning, I dreamt of a lighthouse."
    known(journal, "s-aaaaaaaaaa", session(told, "It had no door."))
    known(journal, "s-bbbbbbbbbb", FIRST, name="memo.txt")

    assert recognised(journal, session(told, "No, I dreamt of a mill."), "talk.txt") == "s-aaaaaaaaaa"
    assert recognised(journal, session(told, "No, I dreamt of a mill."), "mill.txt") != "s-aaaaaaaaaa"
    assert recognised(journal, session("Good evening.", "I dreamt of a mill."), "talk.txt") != "s-aaaaaaaaaa"
    assert recognised(journal, session("Good morning.", "I dreamt of a mill."), "memo.txt") != "s-bbbbbbbbbb"


@pytest.mark.parametrize(("quote", "same"), [("I dreamt of a lighthouse.", True), ("I dreamt of a mill.", False)])
def test_changed_from_its_first_word(journal: Journal, quote: str, same: bool) -> None:
    """Of the same name, and something that was quoted of it is still said: it is the session."""
    known(journal, "s-aaaaaaaaaa", FIRST)
    meta = {"run": "r-1", "session": "s-aaaaaaaaaa", "turns": ["2"], "quote": quote, "span": [0, len(quote)]}
    event = {"event": "e-1", "target": "d-1", "type": "recall", "text": "A light.", "status": "suggested"}
    journal.tell([("event.added", {**event, "source": "dream", "author": "agent", "meta": meta})])
    journal.refresh()
    told = session("A heading.", "I dreamt of a lighthouse.", "And of gulls.")

    assert (recognised(journal, told, "talk.txt") == "s-aaaaaaaaaa") == same
    assert recognised(journal, told, "else.txt") != "s-aaaaaaaaaa"


def test_within_one_pass(journal: Journal) -> None:
    """What was met a moment ago is known: a copy of it and its continuation; nothing else is it changed."""
    register = Register(journal.db)
    told = "Good morning, I dreamt of a lighthouse."
    begun, grown = session(told, "It had", "no door."), session(told, "It had", "no door.", "Then the lamp went out.")
    id = register.recognise(begun, "a.txt")
    register.saw(id, begun, "a.txt")

    assert register.recognise(begun, "copy.txt") == id
    assert register.recognise(grown, "other.txt") == id
    assert register.recognise(session(told, "No."), "a.txt") != id  # it lies there as well: two files of one name
    register.saw(id, grown, "other.txt")
    register.saw(id, begun, "a.txt")  # the shorter copy makes nothing shorter
    now = register.one(id)
    assert now is not None and (now.turns, now.name) == (4, "a.txt")
    assert Register(journal.db).one(id) is None


def test_what_lies_there_still_was_not_changed(journal: Journal) -> None:
    """A file of its name elsewhere, which begins as it does, is another session while its own file is as it was."""
    told = "Good morning, I dreamt of a lighthouse."
    known(journal, "s-aaaaaaaaaa", session(told, "It had no door."))
    register = Register(journal.db)
    register.there.add("s-aaaaaaaaaa")

    assert register.recognise(session(told, "It had a door."), "talk.txt") != "s-aaaaaaaaaa"
    assert recognised(journal, session(told, "It had a door."), "talk.txt") == "s-aaaaaaaaaa"


def test_sessions_with_ids_are_nobodys_beginning(journal: Journal) -> None:
    """A session that brings its id is never taken for one that brings none, in the log or in this pass."""
    told = replace(FIRST, id="lake-7")
    known(journal, own_id(told), told)
    register = Register(journal.db)
    register.saw(own_id(told), told, "talk.txt")

    for beginning in (FIRST, GROWN):
        assert recognised(journal, beginning, "talk.txt") != own_id(told)
        assert register.recognise(beginning, "talk.txt") != own_id(told)


@pytest.mark.parametrize(("id", "kept"), [("s-k3v9x2qm7t", True), ("s-k3v9", False), ("x-k3v9x2qm7t", False)])
def test_the_journals_own_talks_keep_their_id(id: str, kept: bool) -> None:
    """Only an id of ours, and only in a chat of ours."""
    assert (own_id(session("x", id=id, format="chat")) == id) == kept
    assert own_id(session("x", id=id, format="tagged")) != id


def test_what_is_kept_holds_no_word() -> None:
    """Digests, counts and a length: enough to know it again."""
    kept = seen(GROWN)

    assert kept == {
        "format": "text",
        "anonymous": True,
        "turns": 4,
        "hash": content.whole(GROWN),
        "tail": len("Then the lamp went out."),
        "first": content.prefix(GROWN, 1),
    }
    assert seen(session(id="x", format="chat")) | {"hash": "", "first": ""} == {
        "format": "chat", "anonymous": False, "turns": 0, "hash": "", "tail": 0, "first": "",
    }  # fmt: skip


# ── how it stands ──


def read(told: Session, **more: Any) -> Known:
    data = {"offset": len(told.turns), "read_hash": content.whole(told), "read_tail": len(told.turns[-1].text)}
    return replace(nobody("s-aaaaaaaaaa"), **(data | more))


MISSED = {"first": 1, "end": 2, "why": "it rained", "attempts": 1}
CASES = {
    "nobody": (None, Standing(why="new", due=True)),
    "only added": (nobody("s-aaaaaaaaaa"), Standing(why="new", due=True)),
    "read": (read(GROWN), Standing(why="unchanged", due=False, start=4)),
    "grown": (read(FIRST), Standing(why="grown by 1 turn", due=True, start=3)),
    "grown by two": (read(session("Good morning.", "I dreamt of a lighthouse.")), None),
    "changed": (read(GROWN, read_hash="0"), Standing(why="changed", due=True)),
    "cut": (read(session(*(t.text for t in GROWN.turns), "More.")), Standing(why="changed", due=True)),
    "forgotten": (read(FIRST, forgotten=True), Standing(why="forgotten", due=False)),
    "missed": (
        read(GROWN, missed=(MISSED,)),
        Standing(why="what could not be read is tried again", due=True, start=4, again=(gap(1, 2),)),
    ),
    "missed and grown": (
        read(FIRST, missed=(MISSED,)),
        Standing(why="grown by 1 turn", due=True, start=3, again=(gap(1, 2),)),
    ),
    "an outage is no attempt": (
        read(GROWN, missed=({**MISSED, "attempts": ATTEMPTS, "passing": True},)),
        Standing(
            why="what could not be read is tried again",
            due=True,
            start=4,
            again=(gap(1, 2, attempts=ATTEMPTS, passing=True),),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_how_it_stands(case: str) -> None:
    """New, unchanged, grown by so many turns, changed, forgotten; and from which turn on it waits."""
    before, wanted = CASES[case]
    if wanted is None:
        wanted = Standing(why="grown by 2 turns", due=True, start=2)

    assert standing(before, GROWN) == wanted


def test_a_last_turn_that_goes_on() -> None:
    """It is read again from there, and what was proposed of it may give way."""
    cut = session(
        "Good morning.",
        "I dreamt of a lighthouse.",
        "It had no door",
    )
    assert standing(read(cut), FIRST) == Standing(why="grown: its last turn goes on", due=True, start=2, regrown=True)
    assert standing(read(cut), GROWN) == Standing(why="grown by 1 turn", due=True, start=2, regrown=True)


def test_given_up_until_asked() -> None:
    """After three attempts a stretch waits for a person, and the reason says what to type."""
    tired = read(GROWN, missed=({**MISSED, "attempts": ATTEMPTS}, {**MISSED, "first": 2, "end": 3, "attempts": 2}))
    assert [again.stretch.first for again in standing(tired, GROWN).again] == [2]

    given = read(GROWN, missed=({**MISSED, "attempts": ATTEMPTS},))
    waits = standing(given, GROWN)
    assert (waits.due, waits.start) == (False, 4)
    assert waits.why == "could not be read 3 times; `dreamstream dream --session s-aaaaaaaaaa` tries again"
    assert standing(given, GROWN, asked=True).again == (gap(1, 2, attempts=ATTEMPTS),)


def test_nobody_said_anything() -> None:
    """Only the journal's own words: there is nothing to read; one turn of somebody else's is enough."""
    machine = Turn(id="1", text="Version 2: a little darker.", role="machine")
    talk = Session(format="chat", turns=(machine,), id="s-k3v9x2qm7t")

    assert standing(None, talk) == Standing(why="empty", due=False)
    assert standing(None, replace(talk, turns=(machine, Turn(id="2", text="Hm.", role="user")))).due


@pytest.mark.parametrize("kept", [{}, {"first": None, "end": "x"}, {"first": "3", "end": 4, "why": 7}])
def test_a_stretch_another_program_wrote(kept: dict[str, Any]) -> None:
    """Numbers are taken as they can be, and the reason as text."""
    if kept.get("end") == "x":
        with pytest.raises(ValueError, match="invalid literal"):
            module.missed(kept)
    else:
        found = module.missed(kept)
        assert (found.stretch.first, found.stretch.end) == ((3, 4) if kept else (0, 0))


def test_it_reads_the_index(journal: Journal) -> None:
    """A session the log knows is found by its id, whatever became of it."""
    known(journal, "s-aaaaaaaaaa", FIRST)
    journal.tell([("session.forgotten", {"session": "s-aaaaaaaaaa"})])
    journal.refresh()
    found = Register(journal.db).one("s-aaaaaaaaaa")

    assert found == sessions.one(journal.db, "s-aaaaaaaaaa")
    assert found is not None and found.forgotten
    assert recognised(journal, FIRST) == "s-aaaaaaaaaa"  # it stays forgotten, and is no new one
