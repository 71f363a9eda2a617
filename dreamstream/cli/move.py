"""In and out: import and export."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import which
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import NotFound, UsageError
from dreamstream.index import dreams, search
from dreamstream.moves import bring
from dreamstream.moves.base import Moved, Skipped

family = typer.Typer()

IN = ("dreambank", "jsonl")
OUT = ("jsonl",)


@family.command("import")
def import_(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join(IN))],
    source: Annotated[str, typer.Argument(metavar="FILE|DIR|-", help="A file, a folder of them, or standard input")],
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would come in, and write nothing")] = False,
) -> Result:
    """Bring dreams in from elsewhere. They ask for no jobs; the same file again adds nothing."""
    if format not in IN:
        raise UsageError(f"{format!r} cannot be imported (yet).", hint=f"Formats are {', '.join(IN)}.")
    at = here()
    files = _files(source, ".tsv" if format == "dreambank" else ".jsonl")
    day = at.config.get("day_starts_at")
    brought = bring.bring(at.journal, _rows(format, files, day), dry=dry_run)
    for skipped in brought.skipped[:5]:
        at.warn(f"{skipped.where}: {skipped.why}.")
    if len(brought.skipped) > 5:
        at.warn(f"{len(brought.skipped) - 5} more rows were skipped; --json lists them all.")
    data = {
        "added": brought.added,
        "known": brought.known,
        "skipped": [{"where": s.where, "why": s.why} for s in brought.skipped],
        "dry_run": dry_run,
    }

    def people() -> Iterator[Line]:
        verb = "would come in" if dry_run else "came in"
        yield f"{brought.added} dreams {verb}, {brought.known} were known already.", "bold"
        if dry_run:
            for row in brought.first:
                yield f"  {(row.at or 'undated')[:10]:<10}  {row.title or dreams.heading(row.text)}", "dim"
        elif brought.added and at.at_terminal:
            yield "Ask for pictures of some: dreamstream jobs add image FILTER", "dim"

    return Result(data, people)


@family.command("export")
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join(OUT))],
    filter: Annotated[list[str] | None, typer.Argument(metavar="[FILTER]...")] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE|-", help="Where to; - is standard output")
    ] = "-",
) -> Result:
    """Write dreams out with everything the dreamer told, oldest first."""
    from dreamstream.moves import jsonl

    if format not in OUT:
        raise UsageError(f"{format!r} cannot be exported (yet).", hint=f"Formats are {', '.join(OUT)}.")
    at = here()
    condition, values = search.where(which.term(filter))

    def rows() -> Iterator[dict[str, Any]]:
        db = at.journal.db
        for n, _ in dreams.ids_of(db, condition, values):
            yield jsonl.row({**dreams.told(db, n), "events": dreams.events(db, "dream = ?", (n,))})

    if output == "-":
        jsonl.write(rows(), sys.stdout)
        return Result(None, lambda: (), form="ids", ids=())
    draft = f"{output}.{os.getpid()}"
    try:
        with open(draft, "w", encoding="utf-8") as file:
            count = jsonl.write(rows(), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, output)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)
    return Result({"written": count, "file": output}, lambda: [(f"{count} dreams are in {output}.", "")])


def _files(source: str, ending: str) -> list[str]:
    if source == "-" or not os.path.isdir(source):
        return [source]
    found = sorted(os.path.join(source, name) for name in os.listdir(source) if name.endswith(ending))
    if not found:
        raise NotFound(f"There is no {ending} file in {source}.", hint="Name a file, or a folder that holds some.")
    return found


def _rows(format: str, files: list[str], day_starts_at: str) -> Iterator[Moved | Skipped]:
    from dreamstream.moves import dreambank, jsonl

    for path in files:
        rows = dreambank.read(path) if format == "dreambank" else jsonl.read(path, day_starts_at=day_starts_at)
        for row in rows:
            if isinstance(row, Skipped) and len(files) > 1:
                yield Skipped(where=f"{os.path.basename(path)}, {row.where}", why=row.why)
            else:
                yield row
