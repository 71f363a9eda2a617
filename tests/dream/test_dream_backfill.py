"""From what a reader proposes to the events a pass appends: few, new, each with its source and what it resembles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from told import Stub, dream, known, proposal, session

from dreamstream.backends.local.sessions import choice
from dreamstream.dream import backfill
from dreamstream.dream.backfill import Entry
from dreamstream.dream.known import Standing
from dreamstream.dream.notebook import Notebook
from dreamstream.dream.readers.port import Gained
from dreamstream.journal import Journal
from dreamstream.proposals import MOST, TYPES, Proposal
from dreamstream.turns import Session, Turn

ID, DREAM = "s-aaaaaaaaaa", "d-aaaaaaaaaa"
WORDS = (
    "There was a station hall with a clock of stone.",
    "My grandmother sold me a ticket made of bread.",
    "A heron stood on platform seven.",
    "I decided to take the night train after all.",
    "Nobody could tell me where the sea had gone.",
    "I woke because the window was open.",
    "A second window was painted on the wall.",
    "The conductor had my teacher's voice.",
)
TALK = session(*WORDS)


@pytest.fixture
def book(journal: Journal) -> Notebook:
    """What is noted so far: nothing, on one dream."""
    dream(journal, DREAM)
    return Notebook(journal.db)


def entry(
    book: Notebook, *proposals: Proposal, told: Session = TALK, whole: bool = True, start: int = 0, **more: Any
) -> Entry:
    standing = more.pop("standing", Standing(why="new", due=True, start=start))
    return backfill.entry(ID, told, standing, Gained(proposals=proposals), Stub(whole=whole), book, **more)


def told(n: int, **more: Any) -> Proposal:
    """What is said in a turn of TALK, of the dream."""
    return proposal(TALK.turns[n], target=DREAM, **more)


def texts(found: Entry) -> list[str]:
    return [event["text"] for event in found.events]


def noted(journal: Journal, event: dict[str, Any], **more: Any) -> None:
    """The pass appended this event."""
    meta = {"run": "r-1", **event["meta"]}
    journal.tell([("event.added", {**event, **more, "meta": meta})])
    journal.refresh()


# ── the shape ──


def test_an_event(book: Notebook) -> None:
    """All that scripts are promised, but for its run; the quote stands at its span, and the time is the turn's."""
    turn = Turn(id="t-2", text="Well, a heron stood there.", role="user", speaker="Ann", at="2026-11-20T07:10+01:00")
    talk = replace(TALK, turns=(TALK.turns[0], turn))
    one = proposal(turn, quote="a heron stood there", target=DREAM, text="A heron stood there.", score=0.7)
    (event,) = entry(book, one, told=talk).events

    assert event == {
        "event": event["event"], "target": DREAM, "type": "recall", "text": "A heron stood there.",
        "at": "2026-11-20T07:10+01:00", "status": "suggested", "source": "dream", "author": "agent",
        "meta": {
            "session": ID, "turns": ["t-2"], "quote": "a heron stood there", "span": [6, 25], "score": 0.7,
            "speaker": "Ann", "role": "user", "similar_to": [], "likeness": [],
        },
    }  # fmt: skip
    assert turn.text[slice(*event["meta"]["span"])] == event["meta"]["quote"]
    assert (event["event"][:2], len(event["event"])) == ("e-", 12)


def test_without_time_and_without_dream(book: Notebook) -> None:
    """A turn that does not say when gives null; what fits no dream is noted on the session."""
    (event,) = entry(book, proposal(TALK.turns[0])).events

    assert (event["at"], event["target"]) == (None, ID)


def test_an_id_is_made_of_the_place(book: Notebook) -> None:
    """The same words of the same place are one event on every machine, whatever they are noted on."""
    one = told(0)
    ids = [
        entry(book, one).events[0]["event"],
        entry(book, replace(one, target="", text="In other words.", score=0.4)).events[0]["event"],
        *(
            entry(book, other).events[0]["event"]
            for other in (replace(one, type="place"), told(0, quote="a clock of stone"), told(1))
        ),
    ]

    assert ids[0] == ids[1]
    assert len(set(ids)) == 4


# ── few ──


def test_at_most_so_many(book: Notebook) -> None:
    """A heap of suggestions is never reviewed: a few of a session, in the order of the telling."""
    for whole in (True, False):
        found = entry(book, *(told(n, score=0.9 - n / 100) for n in (6, 3, 7, 0, 5, 2, 1, 4)), whole=whole)
        assert len(found.events) == MOST
        assert texts(found) == [text for text in WORDS if text in texts(found)]
    assert texts(found) == list(WORDS[:MOST])  # who does not weigh the whole shows the best


def test_so_many_in_all(book: Notebook, journal: Journal) -> None:
    """What an earlier pass suggested counts, whatever became of it."""
    first = entry(book, told(0), told(1), told(2), whole=False)
    for event, status in zip(first.events, ("suggested", "rejected", "confirmed"), strict=True):
        noted(journal, event, status=status)

    second = entry(Notebook(journal.db), *(told(n) for n in range(3, 8)), whole=False, start=3)
    assert texts(second) == list(WORDS[3:5])


def test_who_weighs_the_whole_proposes_what_is_new(book: Notebook) -> None:
    """Of a talk that went on only the turns after those read; another reader is shown only those anyway."""
    assert texts(entry(book, told(0), told(1), told(2), start=2)) == [WORDS[2]]
    assert texts(entry(book, told(0), told(1), whole=False, start=2)) == list(WORDS[:2])


def test_a_share_for_measuring(book: Notebook, journal: Journal) -> None:
    """A share of the turns instead of the few, however much was suggested before; rounded down."""
    every = tuple(told(n) for n in range(8))

    assert [len(entry(book, *every, budget=share).events) for share in (0.0, 0.1, 0.3, 1.0)] == [0, 0, 2, 8]
    for event in entry(book, *every[:5]).events:
        noted(journal, event)
    assert len(entry(Notebook(journal.db), *every[5:], start=5, budget=1.0).events) == 3


def test_the_offline_choice_is_the_readers(book: Notebook) -> None:
    """Who reads whole sessions chooses as it always does, so that a talk that goes on takes nothing back."""
    weak = tuple(told(n, score=0.3) for n in range(8))

    assert len(entry(book, *weak).events) == len(choice.best(weak)) < MOST
    assert len(entry(book, *weak, whole=False).events) == MOST


# ── new ──


def test_the_same_place_once(book: Notebook, journal: Journal) -> None:
    """What was taken from there as this type is not taken again, whatever became of it; as another type it is."""
    first = entry(book, told(0))
    noted(journal, first.events[0])
    again = entry(Notebook(journal.db), told(0))
    other = entry(Notebook(journal.db), told(0, type="finding", text="A clock of stone means patience."))

    assert again.events == ()
    assert [(drop.why, drop.repeats, drop.turn) for drop in again.dropped] == [
        ("source", first.events[0]["event"], "1")
    ]
    assert texts(other) == ["A clock of stone means patience."]


@pytest.mark.parametrize("status", ["suggested", "confirmed", "rejected"])
def test_the_same_words(book: Notebook, journal: Journal, status: str) -> None:
    """Said of the same dream in another talk, by the dreamer or a pass, rejected too: it is not suggested again."""
    noted(
        journal,
        {
            "event": "e-1", "target": DREAM, "type": "note", "text": "There was a station hall, with a clock of stone!",
            "status": status, "source": "cli", "author": "dreamer", "meta": {},
        },
    )  # fmt: skip
    found = entry(Notebook(journal.db), told(0), told(1))

    assert texts(found) == [WORDS[1]]
    assert [(drop.why, drop.repeats) for drop in found.dropped] == [("words", "e-1")]


def test_of_another_dream_it_is_new(book: Notebook, journal: Journal) -> None:
    """The same words noted on another dream, or on the session, drop nothing."""
    dream(journal, "d-bbbbbbbbbb")
    said = {"type": "recall", "text": WORDS[0], "status": "confirmed", "source": "cli", "author": "dreamer"}
    for id, target in (("e-1", "d-bbbbbbbbbb"), ("e-2", ID)):
        noted(journal, {"event": id, "target": target, **said, "meta": {}})

    assert texts(entry(Notebook(journal.db), told(0))) == [WORDS[0]]


def test_what_was_undone_stays_away(book: Notebook, journal: Journal) -> None:
    """Neither from its place nor in the same words from another; and nothing is linked to it."""
    noted(journal, entry(book, told(0)).events[0])
    journal.tell([("pass.undone", {"run": "r-1"})])
    journal.refresh()
    fresh = Notebook(journal.db)

    assert entry(fresh, told(0)).events == ()
    other = session("Hello.", WORDS[0], "There was a station hall with a clock of stone, and of sand.")
    found = entry(fresh, *(proposal(turn, target=DREAM) for turn in other.turns[1:]), told=other)
    assert [drop.why for drop in found.dropped] == ["words"]
    assert [event["meta"]["similar_to"] for event in found.events] == [[]]


def test_within_the_batch(book: Notebook) -> None:
    """What one session says twice is one event, and so is what two sessions of a pass say."""
    twice = session(WORDS[0], "Well, there was a station hall with a clock of stone.")
    found = entry(book, *(proposal(turn, target=DREAM) for turn in twice.turns), told=twice)
    assert (texts(found), [drop.why for drop in found.dropped]) == ([WORDS[0]], ["words"])

    book.add(found.session, found.events)
    two = Gained(proposals=(told(0), told(1)))
    after = backfill.entry("s-bbbbbbbbbb", TALK, Standing(why="new", due=True), two, Stub(), book)
    assert (texts(after), [drop.repeats for drop in after.dropped]) == ([WORDS[1]], [found.events[0]["event"]])


@pytest.mark.parametrize(
    "other",
    [
        "My grandmother sold me two tickets made of bread.",
        "My grandmother did not sell me a ticket made of bread.",
        "My grandfather sold me a ticket made of bread.",
        "My grandmother sold me a ticket made of lead.",
    ],
)
def test_what_only_resembles_is_kept_and_linked(book: Notebook, journal: Journal, other: str) -> None:
    """One word makes another statement: it is suggested, with a link to the one that is there."""
    first = entry(book, told(1))
    noted(journal, first.events[0])
    talk = session(other)
    one = Gained(proposals=(proposal(talk.turns[0], target=DREAM),))
    new = Standing(why="new", due=True)
    (event,) = backfill.entry("s-bbbbbbbbbb", talk, new, one, Stub(), Notebook(journal.db)).events

    assert event["text"] == other
    assert event["meta"]["similar_to"] == [first.events[0]["event"]]
    assert 0 < event["meta"]["likeness"][0] < 1


def test_links_count(book: Notebook) -> None:
    """An entry says how many of its events resemble another."""
    alike = session(WORDS[1], "My grandmother sold me two tickets made of bread.", WORDS[2])
    found = entry(book, *(proposal(turn, target=DREAM) for turn in alike.turns), told=alike)

    assert (len(found.events), found.linked) == (3, 1)


# ── whose words ──


def test_not_the_machines_words(book: Notebook) -> None:
    """Who reads aloud what this journal wrote tells nothing new; a few common words are nobody's."""
    wrote = ["perhaps my grandmother sold me a ticket made of bread. it is about leaving.", "a heron"]
    found = entry(book, *(told(n) for n in range(3)), machine=wrote)

    assert texts(found) == [WORDS[0], WORDS[2]]
    assert [(drop.why, drop.turn, drop.repeats) for drop in found.dropped] == [("written by dreamstream", "2", "")]


def test_an_ending_is_no_memory(book: Notebook) -> None:
    """A talk about another ending gives waking thoughts and plans, never anything dreamt; other chats give all."""
    talk = replace(TALK, format="chat", title="healing")
    each = [
        Proposal(
            type=type, target=DREAM, text=f"It is number {n}.", at=None, turns=("1",), quote=WORDS[0],
            span=(0, len(WORDS[0])), score=0.9,
        )
        for n, type in enumerate(TYPES)
    ]  # fmt: skip
    found = {event["type"] for event in entry(book, *each, told=talk, budget=1.0).events}

    assert found == {"feeling", "waking", "finding", "hypothesis", "decision", "rejection", "constraint"}
    for title in ("refine", ""):
        other = replace(talk, title=title)
        assert len(entry(book, *each, told=other, budget=1.0).events) == len(TYPES)


# ── what gives way ──


def cut() -> Session:
    """TALK, when its second turn was not told to its end yet."""
    first, second = TALK.turns[:2]
    return replace(TALK, turns=(first, replace(second, text="My grandmother sold me a")))


GOES_ON = Standing(why="grown", due=True, start=1, regrown=True)


@pytest.mark.parametrize(("status", "gives"), [("suggested", True), ("confirmed", False), ("rejected", False)])
def test_half_a_turn_gives_way(book: Notebook, journal: Journal, status: str, gives: bool) -> None:
    """A suggestion of words that went on makes room for what they say now, unless the dreamer has answered it."""
    before = cut()
    half = entry(book, *(proposal(turn, target=DREAM) for turn in before.turns), told=before).events
    for event in half:
        noted(journal, event)
    journal.tell([("event.reviewed", {"event": half[1]["event"], "status": status})])
    journal.refresh()
    found = entry(Notebook(journal.db), told(0), told(1), told(2), standing=GOES_ON)

    assert texts(found) == list(WORDS[1:3])
    assert found.replaced == ((half[1]["event"],) if gives else ())
    assert found.events[0]["meta"]["similar_to"] == ([] if gives else [half[1]["event"]])


def test_what_still_stands_gives_way_to_nothing(book: Notebook, journal: Journal) -> None:
    """A suggestion that the grown turn makes as well stays the event it was."""
    first = entry(book, proposal(TALK.turns[1], quote="My grandmother sold me a ticket", target=DREAM))
    noted(journal, first.events[0])
    same = proposal(TALK.turns[1], quote="My grandmother sold me a ticket", target=DREAM)
    found = entry(Notebook(journal.db), same, told(2), standing=GOES_ON)

    assert (texts(found), found.replaced) == ([WORDS[2]], ())


def test_what_moved_gives_way_to_itself(book: Notebook, journal: Journal) -> None:
    """A talk that was changed says the same words in another turn: the suggestion stands there, and once."""
    before = entry(book, told(0), told(1)).events
    for event in before:
        noted(journal, event)
    moved = session("Hello.", *WORDS)
    found = entry(
        Notebook(journal.db),
        *(proposal(turn, target=DREAM) for turn in moved.turns[1:4]),
        told=moved,
        standing=Standing(why="changed", due=True),
    )

    assert texts(found) == list(WORDS[:3])
    assert set(found.replaced) == {event["event"] for event in before}
    assert not any(event["meta"]["similar_to"] for event in found.events)


def test_what_nobody_says_any_more_stays(book: Notebook, journal: Journal) -> None:
    """A talk that was changed is read anew: what was suggested of words that are gone is the dreamer's to answer."""
    noted(journal, entry(book, told(0)).events[0])
    other = session("Hello.", *WORDS[1:])
    found = entry(
        Notebook(journal.db),
        *(proposal(turn, target=DREAM) for turn in other.turns[1:3]),
        told=other,
        standing=Standing(why="changed", due=True),
    )

    assert (texts(found), found.replaced) == (list(WORDS[1:3]), ())


def test_a_changed_place_is_another_source(book: Notebook, journal: Journal) -> None:
    """Where a changed talk says something else at the same place, it is something new."""
    noted(journal, entry(book, told(0)).events[0])
    swapped = session("There was a market hall with a clock of glass, I think.", *WORDS[1:])
    now = proposal(swapped.turns[0], quote="There was a market hall with a clock of glass, ", target=DREAM)
    assert now.span == told(0).span
    found = entry(Notebook(journal.db), now, told=swapped, standing=Standing(why="changed", due=True))

    assert len(found.events) == 1


# ── the notebook ──


def test_the_notebook(book: Notebook, journal: Journal) -> None:
    """It knows what the log says and what was added since, by target and by session."""
    known(journal, ID, TALK)
    found = entry(book, told(0), proposal(TALK.turns[1]))
    assert (book.on(DREAM), book.of(ID)) == ([], [])
    book.add(found.session, found.events)

    assert [row["id"] for row in book.on(DREAM)] == [found.events[0]["event"]]
    assert [row["id"] for row in book.on(ID)] == [found.events[1]["event"]]
    assert [row["id"] for row in book.of(ID)] == [event["event"] for event in found.events]


def test_refusals_are_passed_on(book: Notebook) -> None:
    """Why items of a reply were left out stands in the entry."""
    gained = Gained(proposals=(), refused={"unknown type": 2})
    found = backfill.entry(ID, TALK, Standing(why="new", due=True), gained, Stub(), book)

    assert (found.events, found.refused) == ((), {"unknown type": 2})
