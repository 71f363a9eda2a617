"""Make one output now: analyze, image, comic; each waits for one attempt."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import progress
from dreamstream.cli.here import here
from dreamstream.cli.result import Result
from dreamstream.errors import BackendUnavailable, DreamstreamError, UsageError
from dreamstream.index import dreams
from dreamstream.jobs import plan

family = typer.Typer()

Id = Annotated[str, typer.Argument(metavar="ID", help="An id, a prefix, or @1")]
Later = Annotated[bool, typer.Option("--later", help="Only ask; the next pass makes it")]
Backend = Annotated[str | None, typer.Option(metavar="NAME", help="This backend instead of the configured one")]


@family.command()
def analyze(
    id: Annotated[str, typer.Argument(metavar="ID|-", help="A dream; - reads texts and touches no journal")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help='With -: lines {"id","text"} in, analyses out')] = False,
    all: Annotated[bool, typer.Option("--all", help="With -: every sign and pattern that holds")] = False,
    later: Later = False,
    backend: Backend = None,
) -> Result:
    """Read a dream anew."""
    if id == "-":
        return Result(_stream(jsonl, everything=all), lambda: (), form="jsonl")
    return _make(id, "analysis", later, backend)


@family.command()
def image(id: Id, later: Later = False, backend: Backend = None) -> Result:
    """Draw a dream anew."""
    return _make(id, "image", later, backend)


@family.command()
def comic(id: Id, later: Later = False, backend: Backend = None) -> Result:
    """Draw a dream's comic anew."""
    return _make(id, "comic", later, backend)


def _make(name: str, kind: str, later: bool, backend: str | None) -> Result:
    at = here()
    if backend is not None:
        from dreamstream.config import BACKENDS

        if backend not in BACKENDS:
            raise UsageError(f"There is no backend {backend!r}.", hint=f"Backends are {', '.join(BACKENDS)}.")
    with at.journal.act() as act:
        n, dream = dreams.resolve(act.db, name)
        job = plan.ask(act, n=n, dream=dream, kind=kind, why="hand", backend=backend, always=True)
    data: dict[str, Any] = {"id": dream, "job": job, "kind": kind, "status": "pending"}
    if later or job is None:
        return Result(data, lambda: [(str(job), "")])
    report = progress.work_now(at, [job])
    if report.retrying:
        raise BackendUnavailable(
            f"The {kind} failed: {report.retrying[0]['error']}.",
            hint=f"The wish {job} stays; the next pass tries again.",
        )
    if report.failed:
        raise DreamstreamError(
            f"The {kind} failed: {report.failed[0]['error']}.", hint=f"`dreamstream jobs retry {job}`"
        )
    output = which_output(n, kind)
    data |= output
    shown = output.get("path") or output.get("hook") or job
    return Result(data, lambda: [(str(shown), "")])


def which_output(n: int, kind: str) -> dict[str, Any]:
    """The output as `show` says it, with the picture's path."""
    from dreamstream import media

    output: dict[str, Any] = dreams.whole(here().journal.db, n)["outputs"][kind]
    if output.get("media"):
        output["path"] = media.where(here().places, output["media"])
    return output


def _stream(jsonl: bool, *, everything: bool) -> Iterator[dict[str, Any]]:
    """Texts in, analyses out, one at a time; a bad line is named on stderr and the rest goes on."""
    from dreamstream.backends.local import wording
    from dreamstream.words.care import care

    def read(text: str) -> dict[str, Any]:
        found = wording.analysis(text, everything=everything)
        if warm := care(text):
            found["note"] = f"{found['note']} {warm}" if found.get("note") else warm
        return {**found, "backend": "local", "model": "local-1"}

    if not jsonl:
        try:
            yield read(sys.stdin.read())
        except UnicodeDecodeError:
            raise UsageError("What came on standard input is not text.", hint="Pipe in UTF-8.") from None
        return
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, RecursionError):
            here().warn(f'Line {number} is no {{"id", "text"}} object and was skipped.')
            continue
        yield {"id": row.get("id"), **read(text)}
    sys.stdout.flush()
