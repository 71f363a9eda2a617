"""`demo`: a throw-away journal with dreams written for it, a pass over them, and where to look."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib import resources
from typing import Annotated, Any

import typer

from dreamstream.cli.here import Here, enter, here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import UsageError

family = typer.Typer()


@family.command()
def demo(
    folder: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help="A new folder; a temporary one if not said")
    ] = None,
) -> Result:
    """See it work on sample dreams and a talk about one, in a journal of its own; yours is not touched."""
    outer = here()
    home = _room(folder)
    at = enter(Here(home=home, user="me", json=outer.json, quiet=outer.quiet, color=outer.color))
    at.command = outer.command
    for dream in samples():
        _tell(at, dream)
    _talk(at)
    if at.watched:
        sys.stderr.write(
            "Six dreams are told, one was talked over at breakfast. A pass reads that and makes pictures now.\n"
        )
    report = _dream(at)
    from dreamstream.index import dreams

    found = list(dreams.rows(at.journal.db))
    pictures = [
        {"id": row["id"], "title": row["title"], "image": path, "hook": hook}
        for row in found
        for path, hook in [_made(at, row["id"])]
    ]
    suggested = [
        {"id": event["id"], "dream": event["target"], "type": event["type"], "text": event["text"]}
        for event in dreams.events(at.journal.db, "run = ?", (report["run"],))
    ]
    data = {
        "home": home,
        "run": report["run"],
        "jobs": report["jobs"],
        "dreams": pictures,
        "suggested": suggested,
    }
    lines = list(_lines(home, pictures, suggested, report))
    at.close()
    enter(outer)
    return Result(data, lambda: lines, exit=4 if report["jobs"]["failed"] else 0)


def samples() -> list[dict[str, Any]]:
    """The sample dreams that ship with the product."""
    text = resources.files("dreamstream").joinpath("samples.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def _room(folder: str | None) -> str:
    if folder is None:
        return tempfile.mkdtemp(prefix="dreamstream-demo-")
    if os.path.exists(folder) and os.listdir(folder):
        raise UsageError(f"{folder} is not empty.", hint="Name a new folder, so that nothing of yours is touched.")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return os.path.abspath(folder)


def _tell(at: Here, dream: dict[str, Any]) -> None:
    from dreamstream.cli import log

    log.tell(at, {**dream, "words": [dream["text"]]})


def _talk(at: Here) -> None:
    """Hand in what was said about one of them over breakfast."""
    from dreamstream.dream import shelf
    from dreamstream.dream.shelf import Handed

    body = resources.files("dreamstream").joinpath("sample-talk.txt").read_bytes()
    shelf.add(at.journal, [Handed(name="breakfast.txt", body=body)])


def _dream(at: Here) -> dict[str, Any]:
    from dreamstream.cli import progress
    from dreamstream.dream import run as passes
    from dreamstream.dream.choice import Choice

    with passes.signals_release():
        return passes.sweep(at.journal, at.config, Choice(), tell=progress.teller(at))


def _program() -> str:
    """How this program was called: right after the first install it is on nobody's PATH."""
    import shutil

    called = sys.argv[0]
    if not os.path.basename(called).startswith("dreamstream"):
        return "dreamstream"
    return "dreamstream" if shutil.which("dreamstream") == os.path.abspath(called) else os.path.relpath(called)


def _made(at: Here, id: str) -> tuple[str | None, str | None]:
    from dreamstream import media
    from dreamstream.index import dreams

    n, _ = dreams.resolve(at.journal.db, id)
    outputs = dreams.whole(at.journal.db, n)["outputs"]
    name = outputs["image"].get("media")
    return media.where(at.places, name) if name else None, outputs["analysis"].get("hook")


def _lines(
    home: str, pictures: list[dict[str, Any]], suggested: list[dict[str, Any]], report: dict[str, Any]
) -> Iterator[Line]:
    yield f"{len(pictures)} sample dreams, {report['jobs']['completed']} things made of them.", "bold"
    for row in pictures:
        yield "", ""
        yield f"{row['title']}", "bold"
        yield f"  {row['hook']}", ""
        yield f"  {row['image']}", "dim"
    yield "", ""
    if suggested:
        yield "One of them was talked over at breakfast; what that adds waits for your word:", "bold"
        for event in suggested:
            yield f"  {event['type']}: {event['text']}", ""
        yield "", ""
    yield "Look around in it:", "bold"
    for command in ("list", "show @1", "search lighthouse", "review", "log 'I was back in the old school'"):
        yield f"  {_program()} --home {home} {command}", ""
    yield "It is a journal of its own; remove that folder and it is gone.", "dim"
