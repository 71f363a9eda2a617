"""One change of a picture, one step back: what the refine commands and the chat share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreamstream import media
from dreamstream.cli import make
from dreamstream.cli.here import Here
from dreamstream.cli.result import Line
from dreamstream.dream.spoken import Chat
from dreamstream.errors import DreamstreamError, UsageError
from dreamstream.index import versions
from dreamstream.jobs import plan

Row = dict[str, Any]


def change(
    at: Here,
    n: int,
    dream: str,
    instruction: str,
    start: int | None,
    backend: str | None,
    *,
    later: bool,
    said: Chat,
    typed: str = "",
) -> Row:
    """Ask for one change and, unless `later`, wait for it: the new version. What was typed and answered is `said`."""
    version = versions.one(at.journal.db, n, dream, start)
    said.user(typed or instruction)  # what is not understood may be of the dream all the same: "no, the door was red"
    try:
        made = _changed(at, n, dream, instruction, version, backend, later=later)
    except DreamstreamError as error:
        said.machine(error.message)
        raise
    if "version" in made:
        said.machine("\n".join((f"Version {made['version']}: {made['alt'] or ''}", *made["notes"])))
    return made


def spoken(at: Here, dream: str) -> Chat:
    """The talk about this dream's pictures."""
    return Chat(at.journal, kind="refine", dream=dream, warn=at.warn)


def _changed(at: Here, n: int, dream: str, instruction: str, version: Row, backend: str | None, *, later: bool) -> Row:
    _understood(at, instruction, version, backend)
    with at.journal.act() as act:
        job = plan.ask(
            act,
            n=n,
            dream=dream,
            kind="refine",
            why="hand",
            backend=backend,
            always=True,
            params={"instruction": instruction, "parent": version["job"]},
        )
    asked = {"id": dream, "job": job, "kind": "refine", "instruction": instruction, "status": "pending"}
    if later or job is None:
        return asked
    make.wait(job, "refine")
    made = next((v for v in versions.of(at.journal.db, n) if v["job"] == job), None)
    if made is None:
        raise DreamstreamError("The change was taken back while it was made.", hint=f"dreamstream versions {dream}")
    return {**asked, "status": "completed", **placed(at, made), "version": made["n"], "notes": made["notes"]}


def _understood(at: Here, instruction: str, version: Row, backend: str | None) -> None:
    """Refuse what the offline backend cannot read or do, before anything is asked; a model reads for itself."""
    from dreamstream.backends import registry

    if registry.chosen("refine", ("edit",), at.config, wish=backend)["edit"] != "local":
        return
    from dreamstream.backends.local import redraw

    problem = redraw.problem(instruction, version["scene"])
    if problem:
        raise UsageError(problem, hint=_help())


def _help() -> str:
    from dreamstream.pictures.change import understood

    shown = "; ".join(f"“{example}”" for _, example in understood()[:9])
    return f"For instance {shown} … `refine ID --chat`, then `help`, lists everything."


def pick(at: Here, dream: str, n: int, number: int) -> Row:
    """Show this version from now on. Raises NotFound."""
    with at.journal.act() as act:
        version = versions.one(act.db, n, dream, number)
        if not version["picked"]:
            act.add("version.picked", dream=dream, job=version["job"])
    return {**placed(at, version), "picked": True}


def placed(at: Here, version: Row) -> Row:
    """A version with its file's path."""
    row = versions.shown(version)
    return {**row, "path": media.where(at.places, row["media"]) if media.is_name(row["media"]) else None}


def line(at: Here, row: Row) -> Iterator[Line]:
    """A version as `versions` shows it."""
    said = f"“{row['instruction']}” (from {row['from']})" if row["instruction"] else "drawn from the dream"
    if at.at_terminal:
        yield f"{'●' if row['picked'] else '○'} {row['n']}  {said}", "bold" if row["picked"] else ""
        yield f"     {row['path']}", "dim"
    else:
        yield (
            "\t".join((str(row["n"]), "picked" if row["picked"] else "", row["instruction"] or "", row["path"] or "")),
            "",
        )
