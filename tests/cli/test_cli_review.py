"""`review`: what a machine suggests counts once the dreamer says so; listed, answered by ids, walked through by key."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream.cli import keyboard
from dreamstream.cli.here import Here, enter
from dreamstream.cli.reviewing import Walk
from dreamstream.errors import NotSaved
from dreamstream.index import reviews
from dreamstream.journal import Journal
from dreamstream.log import writer
from dreamstream.paths import Places

Tell = Callable[..., str]
Suggest = Callable[..., str]
Snapshot = Callable[[str], None]
OLDER, NEWER = "s-1111111111", "s-2222222222"


@pytest.fixture
def suggest(journal: Journal) -> Suggest:
    """Let a pass have suggested something; its id."""
    count = 0

    def call(target: str, type: str, text: str, *, at: str | None = None, session: str = OLDER, **meta: Any) -> str:
        nonlocal count
        count += 1
        event = f"e-{'abcdefgh'[count - 1] * 10}"
        about = {"run": "r-1111111111", "session": session, "turns": ["4"], "quote": text, "span": [0, len(text)]}
        said = {"event": event, "target": target, "type": type, "text": text, "at": at, "status": "suggested"}
        journal.tell([("event.added", said | {"source": "dream", "author": "agent", "meta": about | meta})])
        return event

    return call


@pytest.fixture
def five(journal: Journal, tell: Tell, suggest: Suggest) -> list[str]:
    """A dream with three suggestions out of two talks, a talk that is about none, and words that would harm."""
    dream = tell("I climbed a lighthouse.", "--title", "The lighthouse", "--no-jobs")
    for session, name in ((OLDER, "morning talk.txt"), (NEWER, "夜の話.md")):
        added = {"session": session, "name": name, "format": "text", "file": name}
        journal.tell([("session.added", added)])
    early, late = "2026-11-02T07:10:00+01:00", "2026-11-03T22:00:00+01:00"
    first = suggest(dream, "recall", "There was a green door at the top.", at=late, session=NEWER, score=0.9)
    quote = "no wait, my mother was down there, she would not come up"
    return [
        first,
        suggest(dream, "person", "My mother waited below.", at=early, score=0.4, quote=quote, speaker="Ann"),
        suggest(
            dream,
            "place",
            "一番上に緑色のドアがあって、鍵はずっとコートのポケットの中にあったと思う。",
            at=early,
            score=0.8,
            role="user",
            similar_to=[first],
            likeness=[0.41],
        ),
        suggest(NEWER, "decision", "Tonight I look at my hands.\x1b[31m", at=late, session=NEWER, score=0.5),
    ]


def waiting(ds: Command) -> list[str]:
    return ds("review", "--ids").out.split()


def records(ours: Places) -> int:
    """How many answers the log holds."""
    return sum(path.read_text("utf-8").count('"event.reviewed"') for path in Path(ours.log).rglob("*.jsonl"))


# ── the list ──


def test_what_waits(ds: Command, five: list[str], snapshot: Snapshot) -> None:
    """Tab-separated off a terminal: the oldest talk first, in it the likeliest; what was seen at the telling last."""
    snapshot(ds("review").out)
    assert waiting(ds)[:4] == [five[2], five[1], five[0], five[3]]


def test_rows(ds: Command, five: list[str]) -> None:
    """The event, its dream or none, its talk, what it resembles; the same as JSON lines, and no more than wanted."""
    rows = {row["id"]: row for row in ds("review", "--json").data}

    assert set(rows[five[0]]) == {
        *("id", "target", "type", "text", "status", "source", "author", "at", "meta", "dream", "session", "resembles")
    }
    like = rows[five[2]]
    assert like["dream"]["title"] == "The lighthouse"
    assert like["dream"]["id"] == like["target"]
    assert like["dream"]["night"] == time.strftime("%Y-%m-%d")
    assert like["session"] == {"id": OLDER, "name": "morning talk.txt"}
    assert like["resembles"] == [{"id": five[0], "text": rows[five[0]]["text"], "status": "suggested", "score": 0.41}]
    assert rows[five[3]]["dream"] is None
    assert [json.loads(line) for line in ds("review", "--jsonl").lines] == list(rows.values())
    assert len(ds("review", "--jsonl", "--limit", "2").lines) == 2
    assert ds("dream", "review", "--ids").out.split() == list(rows)


def test_nothing_waits(ds: Command) -> None:
    """An empty journal is no error, and programs get an empty list."""
    assert (ds("review").code, ds("review").out) == (0, "Nothing waits for you.\n")
    assert ds("review", "--json").data == []
    assert ds("review", "--ids").out == ""


def test_what_is_no_question_any_more(ds: Command, tell: Tell) -> None:
    """A sign the dream has by now, or was said not to have, is not asked for; nor anything of a deleted dream."""
    dream = tell("A dog by the sea with my mother.", "--no-jobs")
    assert [line.split("\t")[3] for line in ds("review").lines] == ["Dog", "Sea", "Mother"]
    ds("signs", "add", dream, "dog")
    ds("signs", "add", dream, "sea")
    ds("signs", "remove", dream, "sea")
    assert [line.split("\t")[3] for line in ds("review").lines] == ["Mother"]
    (event,) = waiting(ds)
    ds("delete", dream)
    assert waiting(ds) == []
    assert ds("review", "--accept", event).code == 3


# ── by ids ──


def test_it_counts_once_accepted(ds: Command, tell: Tell, suggest: Suggest) -> None:
    """Signs, filters and `show` know nothing of a sign that only waits, nor of a rejected one."""
    dream = tell("I was somewhere high.", "--no-jobs")
    event = suggest(dream, "sign", "Lighthouse", quote="it was a lighthouse")

    def counted() -> list[Any]:
        signs = [row["label"] for row in ds("show", dream, "--json").data["signs"]]
        return [ds("list", "sign:lighthouse", "--ids").out.split(), ds("signs", "--ids").out.split(), signs]

    assert counted() == [[], [], []]
    assert ds("review", "--accept", event).out == f"{event} is accepted.\n"
    assert counted() == [[dream], ["Lighthouse"], ["Lighthouse"]]
    assert ds("review", "--reject", event).code == 0
    assert counted() == [[], [], []]
    assert ds("undo").code == 0
    assert counted() == [[dream], ["Lighthouse"], ["Lighthouse"]]


def test_accept_and_reject(ds: Command, five: list[str], ours: Places) -> None:
    """Any unique prefix, several at once, one act; the same again changes nothing and writes nothing."""
    ran = ds("review", "--accept", five[0][:5], five[1], five[0], "--json")
    assert ran.data["reviewed"] == [
        {"id": id, "status": "confirmed", "text": text, "changed": True}
        for id, text in ((five[0], "There was a green door at the top."), (five[1], "My mother waited below."))
    ]
    assert records(ours) == 2
    assert ds("review", "--accept", five[0], five[1]).out == "All 2 were accepted already.\n"
    assert records(ours) == 2
    assert ds("review", "--accept", *five[:3]).out == "1 is accepted, 2 were already.\n"
    assert ds("review", "--reject", five[0]).out == f"{five[0]} is rejected.\n"  # a mind may change
    assert ds("review", "--reject", five[0]).out == f"{five[0]} was rejected already.\n"
    assert records(ours) == 4
    assert set(five) & set(waiting(ds)) == {five[3]}


def test_undo_takes_a_whole_command_back(ds: Command, five: list[str]) -> None:
    """All that one command answered waits again, with its own words."""
    before = ds("review", "--json").data
    ds("review", "--accept", *five[:3])
    ds("review", "--edit", "There was a blue door.", five[0])
    assert ds("undo").code == 0
    assert ds("undo").out == "Undone: review (3 changes).\n"
    assert ds("review", "--json").data == before


def test_ids_from_a_pipe(ds: Command, five: list[str]) -> None:
    """`review --ids` goes into `review --accept -`; nothing piped in is nothing done."""
    listed = ds("review", "--ids").out
    assert ds("review", "--accept", "-", stdin="").out == "Nothing was named, and nothing is changed.\n"
    assert ds("review", "--accept", "-", stdin=listed).out == f"{len(listed.split())} are accepted.\n"
    assert waiting(ds) == []
    rows = [json.loads(line) for line in ds("review", "-", "--jsonl", stdin=listed).lines]
    assert [(row["id"], row["status"]) for row in rows] == [(id, "confirmed") for id in listed.split()]


def test_edit(ds: Command, five: list[str], ours: Places) -> None:
    """Accepted in the dreamer's words, from the line or from input; the same words again are no change."""
    ran = ds("review", "--edit", " There was a blue door. ", five[0], "--json")
    assert ran.data["reviewed"] == [
        {"id": five[0], "status": "confirmed", "text": "There was a blue door.", "changed": True}
    ]
    assert ds("review", "--edit", "-", five[0], stdin="It was red.\n").code == 0
    assert ds("review", "--edit", "It was red.", five[0]).out == f"{five[0]} was accepted already.\n"
    assert ds("review", "--edit", "-", five[0], stdin=b"\xff").code == 2
    assert ds("review", "--edit", "Caf\udce9.", five[1]).code == 0
    assert records(ours) == 3
    assert ds("search", "red").out
    assert not ds("search", "green").out


def test_words_are_never_lost(ds: Command, five: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed is kept as a draft and named, also where it is more than a record holds."""

    def refuse(*_: Any, **__: Any) -> None:
        raise NotSaved("The disk is full.")

    ran = ds(
        "review",
        "--edit",
        "-",
        five[0],
        stdin="a" * (1 << 20),
    )
    (path,) = re.findall(r"kept in (\S+)\. ", ran.err)
    assert (ran.code, Path(path).stat().st_size) == (1, 1 << 20)
    monkeypatch.setattr(writer, "append", refuse)
    ran = ds("review", "--edit", "There was a blue door.", five[0], "--json")

    assert (ran.code, ran.error["code"]) == (1, "not_saved")
    assert Path(ran.error["draft"]).read_text("utf-8") == "There was a blue door."


@pytest.mark.parametrize(
    "argv",
    [
        ("--accept",),
        ("--reject", "--json"),
        ("--edit", "x"),
        ("--accept", "--reject", "ID"),
        ("--accept", "--edit", "x", "ID"),
        ("--accept", "--ids", "ID"),
        ("--edit", " ", "ID"),
        ("--edit", "x", "ID", "e-bbbbbbbbbb"),
        ("--edit", "-", "-"),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_usage(ds: Command, five: list[str], ours: Places, argv: tuple[str, ...]) -> None:
    """A line that makes no sense is a sentence and what to do, and nothing is written."""
    ran = ds("review", *(five[0] if word == "ID" else word for word in argv))

    assert ran.code == 2
    assert "\n  " in ran.err if "--json" not in argv else ran.error["hint"]
    assert records(ours) == 0


def test_every_name_is_known_before_anything_is_written(ds: Command, five: list[str], ours: Places) -> None:
    """One that is unknown, fits several, or is the dreamer's own to reject stops all of them."""
    own = ds("event", "add", "@1", "note", "I had been there before.").out.strip()

    assert ds("review", "--accept", five[0], "e-nowhere", "--json").error["exit"] == 3
    many = ds("review", "--accept", five[0], "e-", "--json").error
    assert (many["code"], five[1] in many["hint"]) == ("ambiguous", True)
    refused = ds("review", "--reject", five[0], own, "--json").error
    assert (refused["exit"], refused["message"]) == (2, f"{own} is your own and cannot be rejected.")
    assert records(ours) == 0
    assert ds("review", "--accept", own).out == f"{own} was accepted already.\n"


# ── the walk ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a terminal showed, and how it was left."""

    out: str
    code: int
    same: bool  #: Whether it is set up as it was.


def sit(keys: list[bytes], *argv: str, columns: int = 80, end: int = 0, **env: str) -> Seen:
    """Walk at a terminal: each key is pressed once the question stands there; `end` is a signal that follows."""
    import fcntl
    import struct
    import termios

    screen, seat = os.openpty()
    fcntl.ioctl(seat, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    before = termios.tcgetattr(seat)
    code = "import fcntl, os, sys, termios; fcntl.ioctl(1, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    line = [sys.executable, "-c", code, sys.executable, "-m", "dreamstream", "review", *argv]
    given = {"TERM": "xterm-256color", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", **env}
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}  # xdist's own
    # what runs behind an `&` ignores Ctrl-C and hands that on; this is about somebody at a terminal
    ignored = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        child = subprocess.Popen(line, stdin=seat, stdout=seat, stderr=seat, env=kept | given, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, ignored)
    out, asked, left, begun = b"", 0, list(keys), time.monotonic()
    while time.monotonic() - begun < 30:
        if select.select([screen], [], [], 0.05)[0]:
            out += os.read(screen, 65_536)
        elif child.poll() is not None:
            break
        elif len(out) > asked and b"> " in out[asked:].rpartition(b"\n")[2]:
            asked = len(out)
            if left:
                os.write(screen, left.pop(0))
            elif end:
                child.send_signal(end)
    same = termios.tcgetattr(seat) == before
    if child.poll() is None:  # it asks for more than it gets
        child.kill()
    ended = child.wait(10)
    os.close(screen)
    os.close(seat)
    return Seen(out=out.decode().replace("\r\n", "\n"), code=ended, same=same)


unixes = pytest.mark.skipif(sys.platform == "win32", reason="a terminal with single keys is a Unix's")


@unixes
@pytest.mark.parametrize("columns", [80, 40])
def test_a_walk(ds: Command, five: list[str], ours: Places, snapshot: Snapshot, columns: int) -> None:
    """One at a time; accept, later, back, reject and quit; nothing but lines on the screen, and the rest waits."""
    seen = sit([b"r", b"s", b"\x1b[A", b"b", b"b", b"a", b" ", b"r", b"q"], columns=columns)

    assert (seen.code, seen.same) == (0, True)
    assert "\x1b" not in seen.out
    snapshot("\n".join(line.rstrip() for line in seen.out.splitlines()))
    status = {row["id"]: row["status"] for row in ds("event", "list", "--json").data}
    assert [status[id] for id in five] == ["rejected", "suggested", "confirmed", "suggested"]
    assert records(ours) == 4  # rejected, taken back, accepted, rejected


@unixes
def test_own_words_at_the_terminal(ds: Command, five: list[str]) -> None:
    """The text stands there to be changed; an emptied line leaves all as it was, the same words accept it as it is."""
    seen = sit([b"e", b"\x01I think: \r", b"e", b"\x15\r", b"?", b"e", b"\r", b"q"])

    assert (seen.code, seen.same) == (0, True)
    text = {row["id"]: (row["status"], row["text"]) for row in ds("event", "list", "--json").data}
    assert text[five[2]][0] == "confirmed"
    assert text[five[2]][1].startswith("I think: 一番上に")
    assert text[five[1]] == ("confirmed", "My mother waited below.")
    assert "Nothing is said yet." in seen.out
    assert "2 accepted, 3 left." in re.sub(r"\s+", " ", seen.out)


@unixes
def test_the_same_words_are_the_same(ds: Command, five: list[str]) -> None:
    """What is not changed keeps even what cannot be shown; an answer taken back is no answer."""
    before = next(row["text"] for row in ds("review", "--json").data if row["id"] == five[3])
    seen = sit([b"a", b"b", b"s", b"s", b"s", b"e", b"\r", b"q"])

    assert seen.out.endswith("quit\n\n1 accepted, 4 left.\n")
    assert ds("review", five[3], "--json").data[0]["text"] == before
    assert ds("review", five[3], "--json").data[0]["status"] == "confirmed"


@unixes
def test_several_lines_open_in_the_editor(ds: Command, tell: Tell, suggest: Suggest, tmp_path: Path) -> None:
    """A line cannot hold them; one that fails leaves the question where it was."""
    event = suggest(tell("The sea.", "--no-jobs"), "recall", "one\ntwo")
    script = tmp_path / "edit.py"
    script.write_text("import sys; p = sys.argv[1]; t = open(p).read(); open(p, 'w').write(t.replace('one', 'none'))")
    seen = sit([b"e", b"s", b"q"], EDITOR="false")
    assert "The editor ended with 1" in seen.out
    assert event in waiting(ds)
    assert sit([b"e", b"q"], EDITOR=f"{sys.executable} {script}").same
    assert ds("review", event, "--json").data[0]["text"] == "none\ntwo"


@unixes
@pytest.mark.parametrize(
    ("key", "end", "code"),
    [(b"\x03", 0, 130), (b"a", signal.SIGTERM, -signal.SIGTERM), (b"\x04", 0, 0)],
    ids=["Ctrl-C", "TERM", "Ctrl-D"],
)
def test_the_terminal_is_left_as_it_was(ds: Command, five: list[str], key: bytes, end: int, code: int) -> None:
    """However the walk ends, what was answered is kept and the shell can be typed into."""
    seen = sit([b"a", key], end=end)

    assert (seen.code, seen.same) == (code, True)
    assert five[2] not in waiting(ds)


def test_without_single_keys(
    five: list[str], ours: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A letter and Enter do, Enter alone is later, the end of input leaves."""
    monkeypatch.setattr(keyboard, "termios", None)
    typed = tmp_path / "typed"
    typed.write_text("Accept\n\nr\n", "utf-8")
    here = enter(Here())
    with typed.open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        walk = Walk(here, list(reviews.placed(here.journal.db, reviews.waiting(here.journal.db))))
        answers = walk.go()
    here.close()

    assert [(one.id, one.status) for one in answers] == [(five[2], "confirmed"), (five[0], "rejected")]
    assert walk.sentence() == "1 accepted, 1 rejected, 3 left."
    assert "2 of 5" in capfd.readouterr().out
