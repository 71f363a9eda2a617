"""Chats kept as sessions: durable, whole under two writers, and no disk ends the talk."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dreamstream.dream import spoken
from dreamstream.dream.transcripts import door
from dreamstream.errors import NotSaved
from dreamstream.index import sessions
from dreamstream.journal import Journal, writer
from dreamstream.paths import Places
from dreamstream.turns import Session

DREAM = "d-k3v9x2qm7t"
TWO = """
import sys
from dreamstream.dream.spoken import Chat
from dreamstream.journal import Journal
from dreamstream.paths import places
journal = Journal(places())
said = Chat(journal, kind="refine", dream="d-k3v9x2qm7t", warn=sys.exit)
sys.stdin.readline()
for n in range(100):
    said.user(f"{sys.argv[1]} {n}")
    said.machine("Version 2")
"""


def files(ours: Places) -> list[Path]:
    return sorted(Path(spoken.folder(ours)).glob("*"))


def read(path: Path) -> Session:
    (session,) = door.read(path.read_bytes(), path.name)
    return session


def told(session: Session) -> list[tuple[str, str]]:
    return [(turn.role, turn.text) for turn in session.turns]


def talk(journal: Journal, warned: list[str] | None = None, kind: str = "refine") -> spoken.Chat:
    return spoken.Chat(journal, kind=kind, dream=DREAM, warn=[].append if warned is None else warned.append)


def test_it_reads_back(ours: Places, journal: Journal) -> None:
    """A session with its dream, its kind, roles in order, an id for each turn; the record names the file."""
    said = talk(journal)
    said.user("the door was red,\nand it was my aunt's")
    said.machine("Version 2: a red door")
    said.user("“bluer” \u2028 \ud800")
    (path,) = files(ours)
    session = read(path)

    assert (session.format, session.title, session.dream, session.warnings) == ("chat", "refine", DREAM, ())
    assert session.id == path.stem and session.id.startswith("s-")
    assert [role for role, _ in told(session)] == ["user", "machine", "user"]
    assert session.turns[0].text == "the door was red,\nand it was my aunt's"
    assert len({turn.id for turn in session.turns if turn.id.startswith("x-")}) == 3
    assert all(turn.at for turn in session.turns)
    known = sessions.one(journal.db, session.id)
    assert known and (known.name, known.format, known.file, known.dream) == (
        f"refine of {DREAM}",
        "chat",
        f"chats/{path.name}",
        DREAM,
    )


def test_without_the_dreamer_there_is_no_talk(ours: Places, journal: Journal) -> None:
    """What the machine said waits for the dreamer's first turn; alone it leaves nothing at all."""
    said = talk(journal)
    said.machine("An ending.")
    assert not files(ours) and not os.path.exists(ours.log)

    said.user("The bear sits down.")
    assert told(read(files(ours)[0])) == [("machine", "An ending."), ("user", "The bear sits down.")]


def test_one_file_a_dream_and_kind(ours: Places, journal: Journal) -> None:
    """The next command goes on in it and adds no record; healing and another machine have their own."""
    talk(journal).user("one")
    talk(journal).user("two")
    assert [told(read(path)) for path in files(ours)] == [[("user", "one"), ("user", "two")]]
    assert len(list(sessions.all(journal.db))) == 1

    talk(journal, kind="healing").user("three")
    Path(ours.in_state("host")).write_text("0badcafe \n", "ascii")
    talk(journal).user("four")
    assert len(files(ours)) == 3
    assert sorted(spoken.about(ours, DREAM)) == [str(path) for path in files(ours)]
    assert spoken.about(ours, "d-0000000000") == []


@pytest.mark.skipif(os.name == "nt", reason="no modes here")
def test_nobody_else_reads_it(ours: Places, journal: Journal) -> None:
    """Files 0600, folders 0700, whatever the umask allows."""
    before = os.umask(0o077)
    try:
        talk(journal).user("one")
    finally:
        os.umask(before)
    (path,) = files(ours)

    assert [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


def test_two_at_once(ours: Places, home: Path) -> None:
    """Every turn of both is there, whole, under one head and one record."""
    both = [
        subprocess.Popen([sys.executable, "-c", TWO, name], stdin=subprocess.PIPE, text=True) for name in ("ann", "bea")
    ]
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.close()
    assert [process.wait(60) for process in both] == [0, 0]
    (path,) = files(ours)
    session = read(path)
    lines = [text for role, text in told(session) if role == "user"]

    assert session.warnings == () and path.read_bytes().count(b'"dreamstream"') == 1
    for name in ("ann", "bea"):
        assert [line for line in lines if line.startswith(name)] == [f"{name} {n}" for n in range(100)]
    log = b"".join(file.read_bytes() for file in Path(ours.log).rglob("*.jsonl"))
    assert log.count(b'"session.added"') == 1


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="a descriptor's file is not known here")
def test_a_disk_that_fills_up(ours: Places, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """It warns once, without a word that was said; the next turn that finds room brings the others with it."""
    warned: list[str] = []
    said = talk(journal, warned)
    said.user("one")
    real = os.write

    def full(fd: int, body: bytes) -> int:
        """Room for twenty bytes of a turn and no more."""
        if not os.readlink(f"/proc/self/fd/{fd}").startswith(spoken.folder(ours)):
            return real(fd, body)
        if torn.pop():
            return real(fd, body[:20])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    torn = [False, True] * 3
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        said.user("a secret two")
        said.machine("Version 3")
        said.user("three")
    said.user("four")

    assert warned == [f"What is said here cannot be kept for a later pass to read: {os.strerror(errno.ENOSPC)}."]
    session = read(files(ours)[0])
    assert [text for _, text in told(session)] == ["one", "a secret two", "Version 3", "three", "four"]
    assert session.warnings  # the torn lines are named, and took no other with them


def test_where_nothing_can_be_written(ours: Places, journal: Journal) -> None:
    """No folder, or a link in the file's place: the talk goes on, and the link is not followed."""
    os.makedirs(ours.users)
    place = Path(ours.users, "sessions")
    place.write_text("in the way")
    warned: list[str] = []
    said = talk(journal, warned)
    said.user("one")
    said.user("two")
    assert len(warned) == 1 and "one" not in warned[0]
    assert not list(sessions.all(journal.db))

    place.unlink()
    said.user("three")
    (path,) = files(ours)
    assert len(read(path).turns) == 3
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    talk(journal, warned).user("four")
    assert len(warned) == 2 and elsewhere.read_bytes() == before


def test_a_kill_between_file_and_record(ours: Places, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next turn adds the record, and no turn stands twice."""
    warned: list[str] = []
    said = talk(journal, warned)

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("no room")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "append", refuse)
        said.user("one")
    assert len(files(ours)) == 1 and len(warned) == 1 and not list(sessions.all(journal.db))
    talk(journal).user("two")

    (known,) = sessions.all(journal.db)
    assert known.file == f"chats/{files(ours)[0].name}"
    assert told(read(files(ours)[0])) == [("user", "one"), ("user", "two")]


def test_a_head_that_was_torn(ours: Places, journal: Journal) -> None:
    """It is written again, and the dream is known."""
    talk(journal).user("one")
    (path,) = files(ours)
    path.write_bytes(path.read_bytes()[:30])
    talk(journal).user("two")

    session = read(path)
    assert (session.id, session.dream, told(session)) == (path.stem, DREAM, [("user", "two")])


def test_what_was_forgotten_stays_so(ours: Places, journal: Journal) -> None:
    """The next words are another session, also for a chat that is under way."""
    said = talk(journal)
    said.user("one")
    (old,) = files(ours)
    with journal.act() as act:
        act.add("session.forgotten", session=old.stem)
    old.unlink()
    said.user("two")
    (path,) = files(ours)

    assert path != old and told(read(path)) == [("user", "two")]
    forgotten = sessions.one(journal.db, old.stem)
    assert forgotten and forgotten.forgotten
    assert [known.id for known in sessions.all(journal.db)] == [path.stem]


def test_turns_that_nobody_answered_are_known(ours: Places, journal: Journal) -> None:
    """Many asked for later, none answered: a chat all the same, with its head lost too."""
    said = talk(journal)
    for n in range(20):
        said.user(f"at dawn {n}")
    body = files(ours)[0].read_bytes()

    assert door.sniff(body).format == "chat"
    assert door.sniff(body.partition(b"\n")[2]).format == "chat"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The bear sits down. It lets me pass!", ""),
        ("the BEAR sits down, it lets me pass", ""),
        ("The bear sits. It lets me pass.", ""),
        ("The bear sits down. I ask its name. It lets me pass.", "I ask its name."),
        ("The bear does not sit down.", "The bear does not sit down."),
        ("It lets me pass.\n\nMy aunt waits there. She waves.", "My aunt waits there. She waves."),
        ("“Rex!” My friend Dr. Ann laughs (softly.) 我在飞。", "“Rex!” My friend Dr. Ann laughs (softly.) 我在飞。"),
        ("It is bear no. 2. My aunt waits.", "My aunt waits."),
        ("I pay it $5. Then it goes.", "Then it goes."),
        ("…", ""),
    ],
)
def test_the_dreamers_own_words(text: str, own: str) -> None:
    """Sentences that were not there before; case, stops and cuts add nothing, one word more does."""
    assert spoken.own(text, ["The bear sits down. It lets me pass.", "It is bear no. 2. I pay it $5."]) == own
