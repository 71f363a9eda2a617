"""Take dreams away: hidden at once and back at a word, or gone for good."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.dream import spoken
from dreamstream.errors import DreamstreamError, NotFound
from dreamstream.index import dreams, fold_gone
from dreamstream.jobs import tidy

family = typer.Typer()
Dreams = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, prefixes, @1, or - for ids on input")]


@family.command()
def delete(ids: Dreams) -> Result:
    """Hide dreams at once; `restore` and `undo` bring them back."""
    at = here()
    chosen = which.several(at, ids)
    with at.journal.act() as act:
        for _, dream in chosen:
            act.add("dream.deleted", dream=dream)
    at.journal.scrub()
    gone = [dream for _, dream in chosen]
    if not gone:
        return Result({"deleted": gone}, lambda: [("Nothing was named, and nothing is deleted.", "")])
    said = f"{gone[0]} is" if len(gone) == 1 else f"{len(gone)} dreams are"
    back = f"`dreamstream restore {gone[0]}` brings it back" if len(gone) == 1 else "`restore` brings them back"
    return Result({"deleted": gone}, lambda: [(f"{said} deleted; {back}.", "")])


@family.command()
def restore(ids: Dreams) -> Result:
    """Bring deleted dreams back."""
    at = here()
    with at.journal.act() as act:
        found = _named(act.db, ids)
        for n, dream in found:
            if fold_gone.is_purged(act.db, n):
                raise NotFound(f"{dream} was purged; nothing of it is left here.")
            if act.db.execute("select deleted from dreams where n = ?", (n,)).fetchone()[0] is not None:
                act.add("dream.restored", dream=dream)
    back = [dream for _, dream in found]
    return Result({"restored": back}, lambda: [(f"{dream} is back.", "") for dream in back])


@family.command()
def purge(
    ids: Dreams,
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Also take its lines out of this machine's log files")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
) -> Result:
    """Take dreams away for good: nothing brings them back, on any machine that reads this journal."""
    at = here()
    chosen = _named(at.journal.db, ids)
    if not chosen:
        return Result({"purged": []}, lambda: [("Nothing was named, and nothing is purged.", "")])
    _ask(at, [dream for _, dream in chosen], yes=yes)
    spoken.forget(at.journal, [dream for _, dream in chosen])
    done = tidy.purge(at.journal, chosen, rewriting=rewrite)
    for path in done.elsewhere:
        names = " ".join(dream for _, dream in chosen)
        at.warn(f"{path} is another machine's and still holds it; run `dreamstream purge {names} --rewrite` there too.")
    data: dict[str, Any] = {
        "purged": [dream for _, dream in chosen],
        "media": done.media,
        "lines": done.lines,
        "rewritten": done.rewritten,
        "elsewhere": done.elsewhere,
        "left": done.left,
    }

    def people() -> Iterator[Line]:
        yield f"{', '.join(data['purged'])}: purged, with {_count(len(done.media), 'picture')}.", "bold"
        if rewrite:
            lines, files = _count(done.lines, "line"), _count(len(done.rewritten), "file")
            yield f"{lines} {'is' if done.lines == 1 else 'are'} gone from {files} of the log.", ""
        if not done.left:
            yield "A search for its words finds nothing more under this home.", ""
        for path in done.left:
            yield f"Its words still stand in {path}", "yellow"
        if done.left and not rewrite:
            yield "Nothing shows them any more; `dreamstream purge ID --rewrite` takes them out of this log too.", ""

    return Result(data, people)


def _named(db: sqlite3.Connection, ids: list[str]) -> list[tuple[int, str]]:
    """(n, id) of every dream named, the deleted included; `-` is ids on standard input."""
    names = [name for word in ids for name in (which.piped() if word == "-" else [word])]
    return list(dict.fromkeys(dreams.resolve(db, name, deleted=True) for name in names))


def _ask(at: Here, names: list[str], *, yes: bool) -> None:
    """At a terminal, once: this is the one thing that cannot be undone."""
    if yes or not at.input or not sys.stdin.isatty():
        return
    sys.stderr.write(f"Purge {names[0] if len(names) == 1 else _count(len(names), 'dream')} for good? Type yes: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() != "yes":
        raise DreamstreamError("Nothing was purged.", hint="`dreamstream delete` hides a dream and can be undone.")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
