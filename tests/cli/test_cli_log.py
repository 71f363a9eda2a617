"""Telling a dream: whatever is said, it is safe or handed back."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command

from dreamstream.cli import log, options
from dreamstream.log import verify
from dreamstream.paths import Places

Tell = Callable[..., str]


def test_the_id_alone_in_a_pipe(ds: Command) -> None:
    """A pipe gets the id, and the words are there under it."""
    ran = ds("log", "A whale sang.")

    assert ran.code == 0
    assert ran.out.startswith("d-")
    assert len(ran.lines) == 1
    assert ds("show", ran.out.strip(), "--json").data["text"] == "A whale sang."


def test_json_names_the_jobs(ds: Command) -> None:
    """`--json` gives id, night, jobs and signs."""
    data = ds("log", "A whale sang.", "--json").data

    assert set(data) == {"id", "night", "jobs", "signs"}
    assert [(job["kind"], job["status"]) for job in data["jobs"]] == [
        ("analysis", "pending"),
        ("image", "pending"),
        ("comic", "pending"),
    ]


def test_every_option(ds: Command) -> None:
    """Each fact told is a fact shown."""
    said = "--at 2026-11-03T05:10:00+01:00 --title Home --type recurring --lucid 2 --emotion joy --emotion fear"
    more = "--tag sea --tag sea --person Anna --place Lisbon --stress 40"
    told = ds("log", "We swam.", *said.split(), *more.split()).out.strip()
    data = ds("show", told, "--json").data

    assert data["title"] == "Home"
    assert data["type"] == "recurring"
    assert data["lucidity"] == 2
    assert data["emotions"] == ["joy", "fear"]
    assert data["tags"] == ["sea"]
    assert data["people"] == ["Anna"]
    assert data["places"] == ["Lisbon"]
    assert data["stress"] == 40
    assert data["night"] == "2026-11-03"
    assert data["at"].startswith("2026-11-03T05:10")


@pytest.mark.parametrize(
    ("words", "type_", "lucidity"),
    [
        (["--lucid"], "lucid", None),
        (["--lucid", "4"], "lucid", 4),
        (["--lucid", "0"], None, 0),
        (["--lucid=3"], "lucid", 3),
    ],
)
def test_lucid_with_and_without_a_number(ds: Command, words: list[str], type_: str, lucidity: int) -> None:
    """`--lucid` never eats the dream behind it."""
    told = ds("log", *words, "I knew it was a dream.").out.strip()
    data = ds("show", told, "--json").data

    assert (data["type"], data["lucidity"], data["text"]) == (type_, lucidity, "I knew it was a dream.")


def test_a_feeling_by_another_word(ds: Command, tell: Tell) -> None:
    """`sad` is understood as sadness; what is no feeling is not guessed."""
    told = tell("Rain.", "--emotion", "sad")

    assert ds("show", told, "--json").data["emotions"] == ["sadness"]
    assert ds("log", "Rain.", "--emotion", "purple").code == 2


def test_a_late_evening_belongs_to_the_next_morning(ds: Command, tell: Tell) -> None:
    """`day_starts_at` decides which night a time belongs to."""
    evening = tell("x y", "--at", "2026-11-03 23:30")
    morning = tell("x y", "--at", "2026-11-03 06:30")
    partial = tell("x y", "--at", "1997-05")
    found = [ds("show", id, "--json").data for id in (evening, morning, partial)]

    assert [dream["night"] for dream in found] == ["2026-11-04", "2026-11-03", None]
    assert found[2]["at"] == "1997-05"


@pytest.mark.parametrize(
    "line",
    [
        ["log", ""],
        ["log", "   \n"],
        ["log", "x", "--at", "2026-02-30"],
        ["log", "x", "--at", "tomorrow"],
        ["log", "x", "--type", "odd"],
        ["log", "x", "--stress", "101"],
        ["log", "x", "--stress", "-1"],
        ["log", "x", "--lucid=9"],
        ["log", "x", "--nonsense"],
        ["log", "--title"],
        ["log", "x", "-t", "no-such-template"],
    ],
)
def test_what_is_not_understood_writes_nothing(ds: Command, home: Path, line: list[str]) -> None:
    """A wrong line is exit 2, a sentence with a hint, and no log."""
    ran = ds(*line, stdin="")

    assert ran.code == 2
    assert ran.err.startswith("dreamstream: ")
    assert len(ran.err.splitlines()) >= 2
    assert not list(home.rglob("*.jsonl"))


def test_the_quick_door_and_typer_read_alike() -> None:
    """Both parsers read the same table: names, values and flags agree."""
    import typer

    command = typer.main.get_command(log.family)
    params = [p for p in command.params if "completion" not in str(p.name)]  # the app turns those off
    theirs = {name for parameter in params for name in parameter.opts if name.startswith("-")}
    ours = {name for option in options.LOG for name in option.names}

    assert theirs == ours
    for option in options.LOG:
        parameter = next(p for p in command.params if p.name == option.name)
        assert parameter.is_flag == (not option.value)  # type: ignore[attr-defined]
        assert parameter.multiple == option.many  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    [
        ["a dream", "--title", "T", "--tag", "x", "--tag=y", "--stress", "5", "--draft"],
        ["--lucid", "a dream"],
        ["two", "words", "--no-jobs", "--lucid", "2"],
        ["--", "--title", "is text"],
        ["a dream", "--at", "yesterday", "--person", "Anna", "--place", "sea", "--later"],
    ],
)
def test_the_quick_door_and_typer_tell_alike(ds: Command, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """The same line through either door keeps the same dream."""
    kept = []
    for door in ("quick", "typer"):
        if door == "typer":
            monkeypatch.setattr(log, "quick", lambda _words: None)
            words = options.bare_lucid(words)
        told = ds("log", *words)
        assert told.code == 0, told.err
        data = ds("show", "@1", "--json").data
        kept.append(
            {key: data[key] for key in ("text", "title", "tags", "type", "lucidity", "stress", "draft", "night")}
        )

    assert kept[0] == kept[1]


def test_bare_lucid_through_typer(ds: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typer's door too leaves the dream behind `--lucid` alone."""
    monkeypatch.setattr(log, "quick", lambda _words: None)

    assert ds("log", "--lucid", "I flew.").code == 0
    assert ds("show", "@1", "--json").data["text"] == "I flew."


def test_standard_input(ds: Command) -> None:
    """A pipe, `-`, and lines with `--each`."""
    assert ds("log", stdin="one\ntwo\n").code == 0
    assert ds("show", "@1", "--json").data["text"] == "one\ntwo"
    assert ds("log", "-", stdin="three").code == 0

    each = ds("log", "--each", stdin="four\n\n five \nsix\n")
    assert len(each.lines) == 3
    assert ds("show", "@1", "--json").data["text"] == "six"

    nul = ds("log", "--each", "--json", stdin="seven\nand more\0eight\0")
    assert [row["id"][:2] for row in nul.data] == ["d-", "d-"]
    assert ds("show", "@2", "--json").data["text"] == "seven\nand more"


def test_drafts_and_no_jobs_ask_for_nothing(ds: Command) -> None:
    """A draft waits for `edit`, which then asks."""
    assert ds("log", "x y", "--no-jobs", "--json").data["jobs"] == []
    draft = ds("log", "x y", "--draft", "--json").data
    assert draft["jobs"] == []
    assert ds("show", draft["id"], "--json").data["draft"] is True

    edited = ds("edit", draft["id"], "--text", "x y z", "--json").data
    assert len(edited["jobs"]) == 3
    assert ds("show", draft["id"], "--json").data["draft"] is False


def test_too_much_is_kept_as_a_draft(ds: Command, ours: Places) -> None:
    """10 MB of text is refused, and kept where the sentence says."""
    text = "water and stone " * 650_000
    ran = ds("log", stdin=text)
    (draft,) = Path(ours.drafts).iterdir()

    assert ran.code == 1
    assert str(draft) in ran.err
    assert draft.read_text() == text.strip()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert not list(Path(ours.home).rglob("*.jsonl"))


def test_binary_is_kept_as_a_draft(ds: Command, ours: Places) -> None:
    """Bytes that are no text are refused, kept, and named."""
    body = bytes(range(256)) * 20
    ran = ds("log", stdin=body)
    (draft,) = Path(ours.drafts).iterdir()

    assert ran.code == 1
    assert "not text" in ran.err
    assert draft.read_bytes() == body


def test_a_few_bad_bytes_do_not_cost_the_dream(ds: Command, ours: Places) -> None:
    """Mostly text: kept with a mark where a byte was none, the original beside it."""
    body = b"We sat in the caf\xe9 by the river until the lamps went out one after another."
    ran = ds("log", stdin=body)
    (draft,) = Path(ours.drafts).iterdir()

    assert ran.code == 0
    assert draft.read_bytes() == body
    assert "caf\ufffd by" in ds("show", "@1", "--json").data["text"]


def test_a_full_disk_hands_the_words_back(ds: Command, monkeypatch: pytest.MonkeyPatch, ours: Places) -> None:
    """Not saved is exit 1, no id, and the words in a draft, or on stderr when no disk takes them."""
    import errno

    from dreamstream.cli import drafts
    from dreamstream.log import writer

    def full(_fd: int, _body: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writer, "_write", full)
    ran = ds("log", "The last room was blue.")
    (draft,) = Path(ours.drafts).iterdir()
    assert ran.code == 1
    assert ran.out == ""
    assert "No space left" in ran.err
    assert draft.read_text() == "The last room was blue."

    monkeypatch.setattr(drafts, "keep", lambda _places, _words: None)
    ran = ds("log", "The last room was blue.")
    assert "The last room was blue." in ran.err
    assert ds("log", "The last room was blue.", "--json").error["words"] == "The last room was blue."


def test_a_read_only_home_says_so(process: Command, home: Path, tmp_path: Path) -> None:
    """Where nothing can be written the sentence names the place and the words are kept elsewhere."""
    blocker = tmp_path / "blocker"
    blocker.write_text("a file where the home should be")
    ran = process("log", "A blue door.", "--home", str(blocker))

    assert ran.code == 1
    assert ran.out == ""
    assert "kept in" in ran.err or "A blue door." in ran.err
    assert "Traceback" not in ran.err


def test_hostile_text_is_stored_and_printed_harmless(ds: Command, snapshot: Callable[[str], None]) -> None:
    """NUL, escape codes and bidi marks are kept as told and shown as what they are."""
    text = "a\0b \x1b]52;c;aGk=\x07 \x1b[31mred\x1b[0m \u202egnp.exe \u2028 \x9b5n end 👩\u200d🚀"
    told = ds("log", stdin=text).out.strip()

    assert ds("show", told, "--json").data["text"] == text
    shown = ds("show", told).out
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert "👩\u200d🚀" in shown
    snapshot(shown)


def test_undecodable_arguments(process: Command) -> None:
    """Bytes from the shell that are no text become U+FFFD, and that is said."""
    ran = process("log", os.fsdecode(b"a \xff byte"))

    assert ran.code == 0
    assert "not text" in ran.err
    assert process("show", "@1", "--json").data["text"] == "a \ufffd byte"


def test_the_editor(ds: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ours: Places) -> None:
    """At a terminal without words the editor opens, on a template if one is named."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nprintf ' and then I woke' >> \"$1\"\n")
    script.chmod(0o755)
    template = tmp_path / "morning.md"
    template.write_text("I was in")
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("dreamstream.cli.editor.sys.stdin", _Terminal())
    monkeypatch.setattr(sys, "stdin", _Terminal())
    from dreamstream.cli import editor
    from dreamstream.cli.here import Here

    assert editor.write(Here()) == " and then I woke"
    assert editor.write(Here(), template=str(template)) == "I was in and then I woke"
    assert list(Path(ours.drafts).iterdir()) == []

    script.write_text('#!/bin/sh\necho half a dream > "$1"; exit 3\n')
    with pytest.raises(Exception, match="ended with 3"):
        editor.write(Here())
    (draft,) = Path(ours.drafts).iterdir()
    assert draft.read_text() == "half a dream\n"


def test_now_makes_everything_at_once(ds: Command) -> None:
    """`--now` runs the three jobs through the same path and leaves none waiting."""
    ds("config", "set", "backend.text", "mock")
    ds("config", "set", "backend.image", "mock")
    ran = ds("log", "A red kite over the town.", "--now", "--json")

    assert ran.code == 0
    assert [job["status"] for job in ran.data["jobs"]] == ["completed"] * 3


def test_now_that_fails_keeps_the_dream(ds: Command) -> None:
    """The dream is safe whatever the backend does."""
    ds("config", "set", "backend.text", "mock")
    ds("config", "set", "backend.mock.script", "analysis: refuse; comic: fail")
    ran = ds("log", "A red kite over the town.", "--now", "--json")
    statuses = {job["kind"]: job["status"] for job in ran.data["jobs"]}

    assert ran.code == 0
    assert statuses == {"analysis": "failed", "image": "completed", "comic": "pending"}
    assert any("analysis failed" in warning for warning in ran.json["warnings"])


def test_audio_is_kept_as_a_draft(ds: Command, tmp_path: Path, ours: Places) -> None:
    """A recording is safe before its words are known."""
    memo = tmp_path / "memo.wav"
    memo.write_bytes(b"RIFF\x24\0\0\0WAVEfmt " + bytes(40))
    ran = ds("log", "--audio", str(memo), "--json")

    assert ran.code == 0
    assert (Path(ours.media) / ran.data["audio"][:2] / ran.data["audio"]).read_bytes() == memo.read_bytes()
    assert ds("show", ran.data["id"], "--json").data["draft"] is True
    memo.write_text("no sound")
    assert ds("log", "--audio", str(memo)).code == 2
    assert ds("log", "--audio", str(tmp_path / "none.wav")).code == 3


def test_users_do_not_see_each_other(ds: Command) -> None:
    """Each user is a journal of its own."""
    ds("log", "mine")
    ds("log", "theirs", "--user", "ada")

    assert [row["title"] for row in ds("list", "--json").data] == ["mine"]
    assert [row["title"] for row in ds("--user", "ada", "list", "--json").data] == ["theirs"]
    assert ds("list", "--user", "../me").code == 2


def test_everything_made_is_private(process: Command, home: Path) -> None:
    """Folders 0700, files 0600, under any umask."""
    process("log", "x y")
    process("list")
    wide = [path for path in home.rglob("*") if path.stat().st_mode & 0o077]

    assert wide == []


def test_acknowledged_is_whole(ds: Command, ours: Places) -> None:
    """After any of this every line of the log is as it was written."""
    for i in range(5):
        ds("log", f"dream {i}", "--tag", "x")
    found = verify.verify(ours)

    assert found["records"] == 20
    assert found["bad"] == found["gaps"] == found["unsealed"] == []


class _Terminal:
    """Standard input as a terminal nobody types at."""

    def isatty(self) -> bool:
        return True


def test_the_signs_one_sees_are_noted_in_the_same_write(ds: Command, ours: Places) -> None:
    """`log` says them, and they are suggestions right behind the dream and its wishes."""
    said = ds("log", "My mother was flying over the sea with a dog, a snake and a horse.", "--json").data
    records = [json.loads(line) for path in Path(ours.log).glob("*/*.jsonl") for line in path.read_text().splitlines()]
    events = [record for record in records if record["kind"] == "event.added"]

    assert said["signs"] == ["Mother", "Flying", "Sea", "Dog", "Snake"]
    assert [record["kind"] for record in records] == ["dream.logged"] + ["job.asked"] * 3 + ["event.added"] * 5
    assert {record["at"] for record in records} == {records[0]["at"]}
    assert [event["data"]["text"] for event in events] == said["signs"]
    assert {event["data"]["target"] for event in events} == {said["id"]}
    assert events[1]["data"]["meta"] == {"word": "flying"}
    assert all(
        (event["data"]["type"], event["data"]["status"], event["data"]["source"], event["data"]["author"])
        == ("sign", "suggested", "realtime", "agent")
        for event in events
    )
    shown = ds("show", "@1", "--json").data
    assert shown["signs"] == []  # suggestions are no signs until the dreamer says so
    assert [event["text"] for event in shown["events"]] == said["signs"]
    assert ds("list", "sign:dog", "--ids").lines == []


@pytest.mark.parametrize(("lines", "each"), [(20, 2), (21, 0)])
def test_an_old_book_gets_no_notes(ds: Command, lines: int, each: int) -> None:
    """`--each` notes signs on up to twenty dreams at once."""
    told = ds("log", "-", "--each", "--json", stdin="A dog by the sea.\n" * lines).data

    assert [len(dream["signs"]) for dream in told] == [each] * lines
    assert len(ds("event", "list", "--json").data) == lines * each


def test_drafts_get_no_notes(ds: Command) -> None:
    """What is not finished is not read."""
    assert ds("log", "A dog by the sea.", "--draft", "--json").data["signs"] == []
    assert ds("event", "list", "--json").data == []
