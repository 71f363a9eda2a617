"""Take dreams away: hidden at once and back at a word, or gone for good."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import DreamstreamError, NotFound
from dreamstream.index import dreams
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
    said = f"{gone[0]} is" if len(gone) == 1 else f"{len(gone)} dreams are"
    return Result({"deleted": gone}, lambda: [(f"{said} deleted; `dreamstream restore {gone[0]}` brings it back.", "")])


@family.command()
def restore(ids: Dreams) -> Result:
    """Bring deleted dreams back."""
    at = here()
    with at.journal.act() as act:
        found = [dreams.resolve(act.db, name, deleted=True) for name in (which.piped() if ids == ["-"] else ids)]
        for n, dream in found:
            state = act.db.execute("select deleted from dreams where n = ?", (n,)).fetchone()[0]
            if state == "purged":
                raise NotFound(f"{dream} was purged; nothing of it is left here.")
            if state is not None:
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
    names = which.piped() if ids == ["-"] else ids
    chosen = [dreams.resolve(at.journal.db, name, deleted=True) for name in names]
    _ask(at, len(chosen), yes=yes)
    done = tidy.purge(at.journal, chosen, rewriting=rewrite)
    for path in done.elsewhere:
        at.warn(f"{path} is another machine's and still holds it; run `dreamstream purge --rewrite` there too.")
    data: dict[str, Any] = {
        "purged": [dream for _, dream in chosen],
        "media": done.media,
        "lines": done.lines,
        "rewritten": done.rewritten,
        "elsewhere": done.elsewhere,
        "left": done.left,
    }

    def people() -> Iterator[Line]:
        yield f"{', '.join(data['purged'])}: purged, with {len(done.media)} pictures.", "bold"
        if rewrite:
            yield f"{done.lines} lines are gone from {len(done.rewritten)} files of the log.", ""
        if not done.left:
            yield "A search for its words finds nothing more under this home.", ""
        for path in done.left:
            yield f"Its words still stand in {path}", "yellow"
        if done.left and not rewrite:
            yield "Nothing shows them any more; `dreamstream purge ID --rewrite` takes them out of this log too.", ""

    return Result(data, people)


def _ask(at: Here, count: int, *, yes: bool) -> None:
    """At a terminal, once: this is the one thing that cannot be undone."""
    if yes or not at.input or not sys.stdin.isatty():
        return
    sys.stderr.write(f"Purge {count} dream{'' if count == 1 else 's'} for good? Type yes: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() != "yes":
        raise DreamstreamError("Nothing was purged.", hint="`dreamstream delete` hides a dream and can be undone.")
