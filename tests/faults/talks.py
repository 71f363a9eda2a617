"""One talk about two dreams in every format a pass reads, and what a journal holds of talks."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dreamstream.config import Config
from dreamstream.dream import run as passes
from dreamstream.dream.choice import Choice
from dreamstream.dream.shelf import Handed
from dreamstream.dream.transcripts import chat
from dreamstream.index import dreams, sessions
from dreamstream.journal import Journal
from dreamstream.log import reader
from dreamstream.paths import Places

from .world import World

Event = tuple[Any, ...]
#: The morning the talks are of, and the dreams of that night they are about.
DAY = "2026-11-20"
#: When the files were written, in seconds since 1970: some hours later.
SOON = 1_795_167_000
DREAMS = (
    ("The flooded station", "I stood in a flooded station and my brother Tomas waved from the last train."),
    ("A house of paper", "A house of paper on a hill. Somebody folded the walls while I slept inside."),
)
#: (who, words) as they were said; a newline in the words is one in the file where the format has such.
SAID = (
    ("Ann", "Good morning, are you there?"),
    ("Guide", "Good morning, Ann. I am here. What comes first?"),
    ("Ann", "Not much yet. Let me think."),
    (
        "Ann",
        "I was in a station under water and the trains still ran.\n"
        "My brother Tomas stood on the last one and waved at me. I was so afraid that he would drown.",
    ),
    ("Guide", "What did the water feel like?"),
    ("Ann", "Warm, I guess."),
    ("Ann", "And it smelled of\nmy grandmother's kitchen in Porto, in 1994 or 1995.\nNo, wait."),
    ("Guide", "That may be where it came from."),
    ("Ann", "yes"),
    ("Ann", "Maybe. What do you think of it? Is it usual?"),
    ("Guide", "Many people dream of water. You had 12 letters to answer, you said."),
    ("Ann", "I think the water stands for the work I never finish.\nI decided to write to Tomas before Sunday."),
    ("Guide", "And was there another dream?"),
    ("Ann", "In A house of paper I knew that I was dreaming. I looked at my hands and counted seven fingers."),
    ("Guide", "You did not wake up?"),
    ("Ann", "Hm."),
    ("Ann", "No, it was not the hill by the sea after all, it was the hill behind our school. I was nine years old."),
    ("Ann", "Tonight I will try to look at my hands again before I sleep, and I won't read the news in bed."),
    ("Guide", "Sleep well."),
)


def tagged() -> str:
    """Names before the words, lines that go on."""
    return "".join(f"{who}: {words}\n" for who, words in SAID)


def timed() -> str:
    """The same with times and ids."""
    lines = (f"[{_at(n)}] {who} (D1:{n}): {words}\n" for n, (who, words) in enumerate(SAID, 1))
    return "".join(lines)


def plain() -> str:
    """What the dreamer said, as a note in paragraphs."""
    return "\n\n".join(words for who, words in SAID if who == "Ann") + "\n"


def headed() -> str:
    """Markdown with a heading for each speaker and paragraphs below it."""
    parts = (f"## {who}\n\n{words.replace(chr(10), chr(10) * 2)}\n\n" for who, words in SAID)
    return f"# Two dreams\n\n{''.join(parts)}"


def bold() -> str:
    """Markdown with bold names."""
    return "".join(f"**{who}:** {words}\n\n" for who, words in SAID)


def noted() -> str:
    """A Markdown note without speakers."""
    told = [words for who, words in SAID if who == "Ann"]
    return f"# Morning pages\n\n{chr(10).join(told[:4])}\n\n## Later\n\n{(chr(10) * 2).join(told[4:])}\n"


def webvtt() -> str:
    """Captions with voices, ids and a note that says when."""
    cues = (
        f"{n}\n{_cue(n, '.')} --> {_cue(n + 1, '.')}\n<v {who}>{words}\n\n" for n, (who, words) in enumerate(SAID, 1)
    )
    return f"WEBVTT\n\nNOTE\nRecorded at {_at(0)}\n\n{''.join(cues)}"


def srt() -> str:
    """Captions of a dictation."""
    cues = (f"{n}\n{_cue(n, ',')} --> {_cue(n + 1, ',')}\n{words}\n\n" for n, (_, words) in enumerate(SAID, 1))
    return "".join(cues)


def claude_code() -> str:
    """JSON lines with a session's id."""
    lines = [
        {
            "type": _role(who),
            "uuid": f"00000000-0000-4000-8000-{n:012}",
            "sessionId": "7d0c9a52-0000-4000-8000-000000000001",
            "timestamp": _at(n),
            "message": {"role": _role(who), "content": [{"type": "text", "text": words}]},
        }
        for n, (who, words) in enumerate(SAID, 1)
    ]
    return _lines(lines)


def codex() -> str:
    """A rollout: its head, and each message twice."""
    lines: list[dict[str, Any]] = [
        {
            "timestamp": _at(0),
            "type": "session_meta",
            "payload": {"id": "019a0000-0000-7000-8000-000000000002", "timestamp": _at(0)},
        }
    ]
    for n, (who, words) in enumerate(SAID, 1):
        event, kind = ("user_message", "input_text") if who == "Ann" else ("agent_message", "output_text")
        lines.append({"timestamp": _at(n), "type": "event_msg", "payload": {"type": event, "message": words}})
        payload = {"type": "message", "role": _role(who), "content": [{"type": kind, "text": words}]}
        lines.append({"timestamp": _at(n), "type": "response_item", "payload": payload})
    return _lines(lines)


def own() -> str:
    """A talk with this journal."""
    lines = [chat.head(kind="refine", dream="", id="s-1a2b3c4d5e", at=_at(0))]
    for n, (who, words) in enumerate(SAID, 1):
        role = "user" if who == "Ann" else chat.MACHINE
        lines.append(chat.line(role=role, id=f"x-{n:010}", at=_at(n), text=words))
    return "".join(lines)


#: By format: what the file is called, and who writes it.
TALKS: dict[str, tuple[str, Callable[[], str]]] = {
    "tagged": ("morning.txt", tagged),
    "timed": ("morning.txt", timed),
    "plain": ("dictation.txt", plain),
    "headed": ("talk.md", headed),
    "bold": ("talk.md", bold),
    "noted": ("pages.md", noted),
    "webvtt": ("memo.vtt", webvtt),
    "srt": (f"memo {DAY}.srt", srt),
    "claude-code": ("7d0c9a52.jsonl", claude_code),
    "codex": ("rollout.jsonl", codex),
    "chat": ("s-1a2b3c4d5e.jsonl", own),
}


def short(n: int) -> str:
    """One of many small talks, unlike the others."""
    names = ("Mara", "Jonas", "Priya", "Luis", "Aiko", "Nadia", "Owen", "Fatou")
    places = ("a glass tower", "the old harbour", "my first school", "a moving tram", "an empty theatre", "a salt lake")
    things = ("a red kite", "three keys", "a broken clock", "two white dogs", "a letter without words")
    name, place, thing = names[n % 8], places[n % 6], things[n % 5]
    return (
        f"{name}: In my dream I walked through {place} number {n} and {thing} followed me for {n + 2} hours.\n"
        f"Guide: How did that feel?\n"
        f"{name}: I was frightened at first, and then I knew that I was dreaming and I laughed at number {n}.\n"
    )


# ── a journal, and what it holds ──


def begun(home: Path) -> World:
    """A journal with two dreams of the night, and a folder beside it that is watched."""
    world = World(home)
    for n, (title, text) in enumerate(DREAMS):
        world.tell(text, "--title", title, "--at", f"{DAY}T06:0{n}:00+00:00", "--no-jobs")
    watch(world)
    world.ds("list")
    return world


def watch(world: World) -> Path:
    """The folder that is watched; it lies beside the home and goes where a copy of it goes."""
    folder = Path(f"{world.home}.talks")
    folder.mkdir(exist_ok=True)
    code, _, err = world.ds("config", "set", "sessions.watch", str(folder))
    assert code == 0, err
    return folder


def another(world: World, home: Path) -> tuple[World, Path]:
    """A copy of the journal with a watched folder of its own, a copy too."""
    source, target = Path(f"{world.home}.talks"), Path(f"{home}.talks")
    copy = world.copy(home)
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target, symlinks=True)
    path = Path(copy.places.local_config)
    path.write_text(path.read_text("utf-8").replace(str(source), str(target)), "utf-8")
    return copy, target


def sweep(world: World, **choice: Any) -> dict[str, Any]:
    """One pass over the sessions, in this process and without the command around it; its report."""
    journal = Journal(world.places)
    try:
        said = Choice(only=("backfill",), **choice)
        return passes.sweep(journal, Config(world.places), said, tell=lambda *_: None)
    finally:
        journal.close()


def add(world: World, name: str, body: bytes, n: int = 0) -> None:
    """`sessions add`, in this process."""
    from dreamstream.dream import shelf

    journal = Journal(world.places)
    try:
        shelf.add(journal, [Handed(name=name, body=body, changed=float(SOON + n))])
    finally:
        journal.close()


def visible(places: Places) -> list[Event]:
    """What is shown of all that passes proposed, without ids that come from the session's first look."""
    journal = Journal(places)
    try:
        found = dreams.events(journal.db, "source = 'dream'", ())
        known = {known.id: known.name for known in sessions.all(journal.db, "1")}
        return sorted((_told(event, known) for event in found), key=repr)
    finally:
        journal.close()


def whole(places: Places) -> dict[str, list[Any]]:
    """What is shown, with every id, and how far each session was read; runs and times of this machine left out."""
    journal = Journal(places)
    try:
        shown = dreams.events(journal.db, "source = 'dream'", ())
        events = [{**event, "meta": {k: v for k, v in event["meta"].items() if k != "run"}} for event in shown]
        read = [
            (known.id, known.name, known.format, known.turns, known.offset, known.read_hash, known.missed)
            for known in sessions.all(journal.db, "1")
        ]
        # rows are in the order of the log, and sessions of one moment have none of their own
        return {"events": sorted(events, key=lambda event: str(event["id"])), "read": sorted(read)}
    finally:
        journal.close()


def twice(world: World) -> list[str]:
    """Events the log holds more than once, and sessions that were read again though nothing had changed."""
    seen: set[str] = set()
    states: dict[str, Any] = {}
    wrong: list[str] = []
    for record in records(world.places):
        data = record["data"]
        if record["kind"] == "event.added":
            wrong += [f"the event {data['event']} is there twice"] if data["event"] in seen else []
            seen.add(data["event"])
        elif record["kind"] == "session.read":
            state = (data["hash"], data["missed"])
            wrong += [f"{data['session']} was read twice"] if states.get(data["session"]) == state else []
            states[data["session"]] = state
    return wrong


def records(places: Places) -> Iterable[dict[str, Any]]:
    """Every record of the log."""
    for segment in reader.segments(places):
        for entry in reader.read(places, segment, reader.Cursor(), []):
            yield entry.record


def size(world: World) -> int:
    """How many bytes the log has."""
    return sum(os.path.getsize(Path(world.places.log, segment.path)) for segment in reader.segments(world.places))


def _told(event: dict[str, Any], known: dict[str, str]) -> Event:
    meta, target = event["meta"], event["target"]
    quoted = (tuple(meta["turns"]), meta["quote"], tuple(meta["span"]))  # a score is that of the first look
    return (known.get(target, target), event["type"], event["text"], event["at"], event["status"], *quoted)


def _role(who: str) -> str:
    return "user" if who == "Ann" else "assistant"


def _at(n: int) -> str:
    return f"{DAY}T07:{n:02}:30+00:00"


def _cue(n: int, mark: str) -> str:
    return f"00:{n // 6:02}:{n % 6 * 10:02}{mark}000"


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
