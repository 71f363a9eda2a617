"""Sessions in the index: what was handed in, how far it was read, what a pass proposed, and what was undone."""

from __future__ import annotations

from typing import Any

import pytest

from dreamstream.errors import Ambiguous, NotFound
from dreamstream.index import sessions
from dreamstream.index.sessions import Known
from dreamstream.journal import Journal

Wish = tuple[str, dict[str, Any]]
ID, OTHER = "s-aaaaaaaaaa", "s-aaaaaaaabb"
ADDED = {
    "session": ID, "name": "talk.txt", "format": "text", "file": "aa/talk.txt", "anonymous": True, "turns": 4,
    "hash": "h4", "tail": 9, "first": "f",
}  # fmt: skip
READ = {"session": ID, "run": "r-1", "turns": 4, "hash": "h4", "tail": 9, "first": "f", "reader": "local-1"}
GAP = {"first": 1, "end": 3, "why": "it rained", "attempts": 2, "passing": False}


def told(journal: Journal, *wishes: tuple[str, dict[str, Any]]) -> None:
    journal.tell(list(wishes))
    journal.refresh()


def one(journal: Journal) -> Known:
    found = sessions.one(journal.db, ID)
    assert found is not None
    return found


def event(
    id: str, *, target: str = "d-1", run: str = "r-1", session: str = ID, **more: Any
) -> tuple[str, dict[str, Any]]:
    meta = {"run": run, "session": session, "turns": ["1"], "quote": id, "span": [0, 3]}
    said = {"event": id, "target": target, "type": "recall", "text": f"About {id}.", "status": "suggested"}
    return "event.added", {**said, "source": "dream", "author": "agent", "at": None, "meta": meta, **more}


# ── what is known of it ──


def test_added_and_read(journal: Journal) -> None:
    """New, then read to its end; the same handed in again, grown, waits again and keeps what was read."""
    told(journal, ("session.added", ADDED))
    new = one(journal)
    assert (new.status, new.read, new.turns, new.file, new.anonymous) == ("new", 0, 4, "aa/talk.txt", True)
    assert (new.added_at[:2], new.settled) == ("20", False)
    assert sessions.settled(journal.db) == {}

    told(journal, ("session.read", READ))
    read = one(journal)
    assert (read.status, read.read, read.read_hash, read.read_tail, read.reader, read.run) == (
        "read", 4, "h4", 9, "local-1", "r-1",
    )  # fmt: skip
    assert (read.name, read.format, read.settled, read.added_at) == ("talk.txt", "text", True, new.added_at)
    assert sessions.settled(journal.db) == {ID: "unchanged"}

    told(journal, ("session.added", {**ADDED, "turns": 6, "hash": "h6", "file": "bb/talk.txt"}))
    grown = one(journal)
    assert (grown.status, grown.read, grown.turns, grown.hash, grown.read_hash) == ("partial", 4, 6, "h6", "h4")
    assert sessions.settled(journal.db) == {}


def test_read_where_it_lies(journal: Journal) -> None:
    """A session of a watched folder is known once a pass has read it; the journal has no copy."""
    told(journal, ("session.read", {**READ, "name": "watched.md", "format": "markdown", "of": "d-1"}))
    found = one(journal)

    assert (found.name, found.format, found.dream, found.file, found.status) == (
        "watched.md", "markdown", "d-1", None, "read",
    )  # fmt: skip
    assert sessions.files(journal.db) == []


@pytest.mark.parametrize(
    ("missed", "status", "read", "waits"),
    [
        ([], "read", 4, "unchanged"),
        ([GAP], "partial", 2, "waiting"),
        ([{**GAP, "first": 0, "end": 4}], "failed", 0, "waiting"),
    ],
)
def test_what_could_not_be_read(journal: Journal, missed: list[Any], status: str, read: int, waits: str) -> None:
    """It counts as not read, and the session waits."""
    told(journal, ("session.added", ADDED), ("session.read", {**READ, "missed": missed}))
    found = one(journal)

    assert (found.status, found.read, list(found.missed)) == (status, read, missed)
    assert sessions.settled(journal.db) == ({ID: waits} if waits != "waiting" else {})


@pytest.mark.parametrize(
    "missed", [7, [7], [{}], [{"first": 2, "end": 1}], [{"first": "1", "end": 2}], [{**GAP, "why": []}], {"first": 1}]
)
def test_a_line_nobody_could_have_written(journal: Journal, missed: Any) -> None:
    """A stretch that is none leaves the whole record out, and the journal says so; nothing later trips over it."""
    told(journal, ("session.added", ADDED), ("session.read", {**READ, "missed": missed}))

    assert one(journal).status == "new"
    assert journal.db.execute("select count(*) from bad").fetchone() == (1,)


def test_forgotten_and_back(journal: Journal) -> None:
    """Listed no more and nothing is kept of how far it was read; added again it is new."""
    told(journal, ("session.added", ADDED), ("session.read", READ), ("session.forgotten", {"session": ID}))
    gone = one(journal)
    assert (gone.forgotten, gone.file, gone.read_hash, gone.read, gone.settled) == (True, None, None, 0, True)
    assert (list(sessions.all(journal.db)), sessions.files(journal.db)) == ([], [])
    assert sessions.settled(journal.db) == {ID: "forgotten"}
    with pytest.raises(NotFound):
        sessions.resolve(journal.db, ID)

    told(journal, ("session.added", ADDED))
    assert (one(journal).status, one(journal).forgotten, sessions.files(journal.db)) == ("new", False, ["aa/talk.txt"])


def test_one_copy_of_several_sessions(journal: Journal) -> None:
    """A file is named once, and until the last of its sessions is forgotten."""
    told(journal, ("session.added", ADDED), ("session.added", {**ADDED, "session": OTHER}))
    assert sessions.files(journal.db) == ["aa/talk.txt"]
    told(journal, ("session.forgotten", {"session": ID}))
    assert sessions.files(journal.db) == ["aa/talk.txt"]
    told(journal, ("session.forgotten", {"session": OTHER}))
    assert sessions.files(journal.db) == []


def test_by_the_beginning_of_its_id(journal: Journal) -> None:
    """A prefix that fits one; a whole id comes before those it begins; several are named; nothing is nobody."""
    told(journal, *(("session.added", {**ADDED, "session": id}) for id in (ID, OTHER, "s-aaaaaaaabbcc")))

    assert sessions.resolve(journal.db, "s-aaaaaaaaaa").id == ID
    assert sessions.resolve(journal.db, OTHER).id == OTHER
    with pytest.raises(Ambiguous) as caught:
        sessions.resolve(journal.db, "s-a")
    assert f"{ID}, {OTHER}" in caught.value.hint
    for name in ("", "s-b", "S-AAAAAAAAAA", "s-%", "d-1"):
        with pytest.raises(NotFound):
            sessions.resolve(journal.db, name)


def test_who_it_may_be(journal: Journal) -> None:
    """Only sessions without an id of their own, of the format, that share words, beginning or name."""
    rows = {
        "s-hash": {"hash": "x", "first": "-", "name": "-"},
        "s-first": {"hash": "-", "first": "x", "name": "-"},
        "s-name": {"hash": "-", "first": "-", "name": "x"},
        "s-none": {"hash": "-", "first": "-", "name": "-"},
        "s-own": {"hash": "x", "first": "x", "name": "x", "anonymous": False},
        "s-other": {"hash": "x", "first": "x", "name": "x", "format": "srt"},
    }
    told(journal, *(("session.added", {**ADDED, "session": id, **row}) for id, row in rows.items()))

    found = sessions.unnamed(journal.db, "text", hashes=["x"], first="x", name="x")
    assert [known.id for known in found] == ["s-hash", "s-first", "s-name"]


def test_the_journals_own_talks(journal: Journal) -> None:
    """Those about a dream, until they are forgotten."""
    chat = {**ADDED, "format": "chat", "of": "d-1"}
    told(journal, ("session.added", chat), ("session.added", {**ADDED, "session": OTHER, "of": "d-1"}))

    assert [known.id for known in sessions.chats_about(journal.db, "d-1")] == [ID]
    assert sessions.chats_about(journal.db, "d-2") == []


# ── what a pass proposed ──


@pytest.fixture
def two_passes(journal: Journal) -> Journal:
    """A dream, and a session of which two passes proposed something."""
    told(
        journal,
        ("dream.logged", {"dream": "d-1", "text": "The sea.", "night": "2026-11-20"}),
        ("pass.started", {"run": "r-1"}),
        event("e-1"),
        event("e-2", target=ID),
        ("session.read", READ),
        ("pass.started", {"run": "r-2"}),
        event("e-3", run="r-2"),
        ("session.read", {**READ, "run": "r-2", "replaced": ["e-1"]}),
    )
    return journal


def visible(journal: Journal) -> list[str]:
    journal.refresh()
    return [id for (id,) in journal.db.execute("select id from events where not hidden order by id")]


def test_what_gave_way(two_passes: Journal) -> None:
    """What a later pass replaced is hidden, and is no proposal of the session any more; all of it stays known."""
    db = two_passes.db

    assert visible(two_passes) == ["e-2", "e-3"]
    assert [row["id"] for row in sessions.proposed(db, ID)] == ["e-2", "e-3"]
    assert [(row["id"], row["hidden"]) for row in sessions.events(db, "d-1")] == [("e-1", 1), ("e-3", 0)]
    assert [row["meta"]["quote"] for row in sessions.events(db, ID)] == ["e-2"]


def test_undo_and_back(two_passes: Journal) -> None:
    """An undone pass shows nothing, and what it had replaced stands there again; back means as before."""
    told(two_passes, ("pass.undone", {"run": "r-2"}))
    assert visible(two_passes) == ["e-1", "e-2"]
    told(two_passes, ("pass.undone", {"run": "r-1"}))
    assert visible(two_passes) == []
    told(two_passes, ("pass.undone", {"run": "r-2", "back": True}))
    assert visible(two_passes) == ["e-3"]
    told(two_passes, ("pass.undone", {"run": "r-1", "back": True}))
    assert visible(two_passes) == ["e-2", "e-3"]


def test_an_undo_may_come_first(journal: Journal) -> None:
    """Two machines' logs meet in any order: what belongs to an undone pass comes in hidden."""
    told(journal, ("pass.undone", {"run": "r-1"}), event("e-1"), event("e-2", run="r-2"))

    assert visible(journal) == ["e-2"]


def test_what_was_answered_gives_way_to_nothing(journal: Journal) -> None:
    """A record can replace only what is a suggestion still, and only of its own session."""
    told(
        journal,
        *(event(id) for id in ("e-1", "e-2")),
        event("e-3", session=OTHER),
        ("event.reviewed", {"event": "e-1", "status": "confirmed"}),
        ("session.read", {**READ, "replaced": ["e-1", "e-2", "e-3"]}),
    )

    assert visible(journal) == ["e-1", "e-3"]


def test_only_a_pass_is_undone(journal: Journal) -> None:
    """An event of the dreamer's own is nobody's proposal, whatever its meta says."""
    told(journal, event("e-1", source="cli"), event("e-2", meta=[1]), ("pass.undone", {"run": "r-1"}))

    assert visible(journal) == ["e-1", "e-2"]
    assert sessions.proposed(journal.db, ID) == []
    assert [row["meta"] for row in sessions.events(journal.db, "d-1")][1] == {}


def test_forgetting_frees_what_was_undone(two_passes: Journal) -> None:
    """What was taken back may be proposed again if the session comes back; what stands, stands."""
    told(two_passes, ("pass.undone", {"run": "r-2"}), ("session.forgotten", {"session": ID}))

    assert visible(two_passes) == ["e-1", "e-2"]
    assert [row["id"] for row in sessions.events(two_passes.db, "d-1")] == ["e-1"]


def test_the_time_is_the_turns(journal: Journal) -> None:
    """Of a turn without a time the event has none; anybody else's has the record's."""
    told(journal, event("e-1"), event("e-2", source="cli"), event("e-3", at="2026-11-20"))
    found = dict(journal.db.execute("select id, at from events"))

    assert (found["e-1"], found["e-3"]) == (None, "2026-11-20")
    assert found["e-2"][:2] == "20"


# ── of which dreams ──


def test_dreams_of_nights_and_names(journal: Journal) -> None:
    """Where the talk comes to them; of one turn those named first, then as they were dreamt; never a deleted one."""
    for n, (night, at) in enumerate(
        [("2026-11-19", "05:00"), ("2026-11-20", "06:00"), ("2026-11-20", "03:00"), ("2026-11-21", "05:00")], 1
    ):
        when = f"{night}T{at}:00+01:00"
        told(journal, ("dream.logged", {"dream": f"d-{n}", "text": f"dream {n}", "night": night, "at": when}))

    def found(nights: dict[str, int], named: dict[str, int] | None = None, most: int = 9) -> list[tuple[str, int]]:
        rows = sessions.dreams_of(journal.db, nights, named or {}, most=most)
        return [(row["id"], row["since"]) for row in rows]

    assert found({"2026-11-20": 3}) == [("d-3", 3), ("d-2", 3)]
    assert found({"2026-11-20": 3}, {"d-4": 0, "d-2": 3}) == [("d-4", 0), ("d-2", 3), ("d-3", 3)]
    assert found({"2026-11-20": 3, "2026-11-19": 1}, {"d-4": 2, "d-2": 5}) == [
        ("d-1", 1), ("d-4", 2), ("d-3", 3), ("d-2", 3),
    ]  # fmt: skip
    assert found({"2026-11-19": 1, "2026-11-20": 3}, {"d-4": 0}, most=2) == [("d-4", 0), ("d-1", 1)]
    assert found({}) == found({"1900-01-01": 0}, {"d-9": 0}) == []
    told(journal, ("dream.deleted", {"dream": "d-4"}))
    assert found({}, {"d-4": 0}) == []
    assert sessions.alive(journal.db, ["d-1", "d-4", "d-9"]) == {"d-1"}


def test_titles(journal: Journal) -> None:
    """Only those the dreamer gave, of dreams that are there."""
    for id, title in (("d-1", "The lake"), ("d-2", ""), ("d-3", "The mill")):
        told(journal, ("dream.logged", {"dream": id, "text": "Told.", "night": "2026-11-20", "title": title}))
    told(journal, ("dream.deleted", {"dream": "d-3"}))

    assert list(sessions.titled(journal.db)) == [("The lake", "d-1")]


def test_what_the_machine_wrote(journal: Journal) -> None:
    """Readings and endings of these dreams, and not the dreamer's own words that they quote."""
    result = {
        "data": {"hook": "A hook.", "signs": [{"label": "Sea", "kind": "place", "evidence": "my words"}]},
        "media": [],
    }
    told(
        journal,
        ("dream.logged", {"dream": "d-1", "text": "The sea.", "night": "2026-11-20"}),
        ("job.asked", {"job": "j-1", "dream": "d-1", "kind": "analysis"}),
        ("job.claimed", {"job": "j-1", "token": "t-1", "attempt": 1, "worker": "w-1"}),
        ("job.done", {"job": "j-1", "token": "t-1", "rev": 1, "result": result}),
    )
    (n,) = journal.db.execute("select n from dreams").fetchone()

    assert sessions.machine_words(journal.db, [n]) == ["A hook.", "Sea", "place"]
    assert sessions.machine_words(journal.db, [n + 1]) == []
