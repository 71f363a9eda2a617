"""Make one output now: analyze, image, comic, lens, animate; each waits for one attempt."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import progress
from dreamstream.cli.here import here
from dreamstream.cli.result import Result
from dreamstream.errors import BackendUnavailable, DreamstreamError, PartlyDone, UsageError
from dreamstream.index import dreams, versions
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan

family = typer.Typer()

#: So many bad lines are named; of the rest there is a count.
_NAMED = 20

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
        return _piped(jsonl, everything=all)
    return _make(id, "analysis", later, backend)


@family.command()
def image(id: Id, later: Later = False, backend: Backend = None) -> Result:
    """Draw a dream anew."""
    return _make(id, "image", later, backend)


@family.command()
def comic(id: Id, later: Later = False, backend: Backend = None) -> Result:
    """Draw a dream's comic anew."""
    return _make(id, "comic", later, backend)


@family.command()
def lens(id: Id, later: Later = False, backend: Backend = None) -> Result:
    """Remark on a dream's picture: what each thing on it may stand for."""
    at = here()
    number, dream = dreams.resolve(at.journal.db, id)
    version = versions.one(at.journal.db, number, dream, None)
    return _make(dream, "lens", later, backend, {"parent": version["job"]})


@family.command()
def animate(
    id: Id,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="webp, or mp4 where ffmpeg is")] = "webp",
    size: Annotated[int, typer.Option("--size", min=128, max=1024, metavar="PIXELS", help="Of a side")] = 512,
    from_: Annotated[int | None, typer.Option("--from", metavar="N", help="Let version N move")] = None,
    later: Later = False,
    backend: Backend = None,
) -> Result:
    """Let a dream's picture move: a short loop."""
    from dreamstream.cli.log import among

    at = here()
    number, dream = dreams.resolve(at.journal.db, id)
    params: dict[str, Any] = {"format": among("format", format, ("webp", "mp4")), "size": size}
    if from_ is not None or versions.picked(at.journal.db, number):
        params["parent"] = versions.one(at.journal.db, number, dream, from_)["job"]
    return _make(dream, "video", later, backend, params)


def _make(name: str, kind: str, later: bool, backend: str | None, params: dict[str, Any] | None = None) -> Result:
    at = here()
    known(backend, kind)
    with at.journal.act() as act:
        n, dream = dreams.resolve(act.db, name)
        job = plan.ask(act, n=n, dream=dream, kind=kind, why="hand", backend=backend, always=True, params=params)
    data: dict[str, Any] = {"id": dream, "job": job, "kind": kind, "status": "pending"}
    if later or job is None:
        return Result(data, lambda: [(str(job), "")])
    wait(job, kind)
    output = which_output(n, kind)
    data |= output
    shown = output.get("path") or output.get("hook") or job
    return Result(data, lambda: [(str(shown), "")])


def wait(job: str, kind: str) -> None:
    """Make this one job now. Raises BackendUnavailable when the next pass tries it again, else what went wrong."""
    report = progress.work_now(here(), [job], aloud=False)
    if report.retrying:
        raise BackendUnavailable(
            f"The {kind} failed: {report.retrying[0]['error']}.",
            hint=f"The wish {job} stays; the next pass tries again.",
        )
    if report.failed:
        raise DreamstreamError(
            f"The {kind} failed: {report.failed[0]['error']}.", hint=f"`dreamstream jobs retry {job}`"
        )
    now = rows.one(here().journal.db, job)
    if now and now["status"] == "pending" and report.skipped:
        raise BackendUnavailable(
            f"The {kind} waits: {report.skipped[0]['why']}.",
            hint=f"The wish {job} stays; `dreamstream dream` goes on with it.",
        )


def known(backend: str | None, kind: str) -> None:
    """Refuse a backend that is none, or that may not or cannot make this, before anything is asked of it."""
    if backend is not None:
        from dreamstream.backends import registry
        from dreamstream.kinds import table

        registry.chosen(kind, table.NEEDS[kind], here().config, wish=backend)


def which_output(n: int, kind: str) -> dict[str, Any]:
    """The output as `show` says it, with the picture's path."""
    from dreamstream import media

    output: dict[str, Any] = dreams.whole(here().journal.db, n)["outputs"][kind]
    if output.get("media"):
        output["path"] = media.where(here().places, output["media"])
    return output


def _piped(jsonl: bool, *, everything: bool) -> Result:
    """Texts in, analyses out; no journal is opened and nothing is kept."""
    if not jsonl:
        try:
            found = _read(sys.stdin.read(), everything=everything)
        except UnicodeDecodeError:
            raise UsageError("What came on standard input is not text.", hint="Pipe in UTF-8.") from None
        return Result(found if here().json else [found], lambda: (), form="" if here().json else "jsonl")
    result = Result(None, lambda: (), form="jsonl")
    result.data = _stream(result, everything=everything)
    return result


def _stream(result: Result, *, everything: bool) -> Iterator[dict[str, Any]]:
    """One at a time: an answer is out before the next line is read. A bad line is named and the rest goes on."""
    bad = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_constant=_no_number)
            text = row["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, RecursionError):
            bad += 1
            if bad <= _NAMED:
                here().warn(f'Line {number} is no {{"id", "text"}} object and was skipped.')
            continue
        yield {"id": row.get("id"), **_read(text, everything=everything)}
        sys.stdout.flush()
    if bad:
        result.exit = PartlyDone.exit
    if bad > _NAMED:
        here().warn(f"So were {bad - _NAMED} more lines.")


def _read(text: str, *, everything: bool) -> dict[str, Any]:
    from dreamstream.backends.local import wording
    from dreamstream.backends.local.backend import MODEL
    from dreamstream.words.care import care

    found = wording.analysis(text, everything=everything)
    if warm := care(text):
        found["note"] = f"{found['note']} {warm}" if found.get("note") else warm
    return {**found, "backend": "local", "model": MODEL}


def _no_number(name: str) -> None:
    raise ValueError(name)
