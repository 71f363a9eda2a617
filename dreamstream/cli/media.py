"""The pictures as files: media list, path, open, export, verify, gc."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream import ids, media
from dreamstream.cli import which
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import BackendUnavailable, NotFound, UsageError
from dreamstream.index import pictures
from dreamstream.jobs import tidy

#: No avatar needs more, in bytes.
LARGEST = 20 << 20
family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="media", help="The pictures as files.")

What = Annotated[str, typer.Argument(metavar="ID|NAME", help="A dream (its picture), or a picture's own name")]


@app.command("list")
def list_(jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line")] = False) -> Result:
    """Every picture kept, newest first."""
    at = here()
    shown = pictures.shown(at.journal.db)  # a deleted dream's are kept for a while, and hidden with it
    rows = (row for row in pictures.all(at.journal.db) if row["dream"] is None or row["name"] in shown)
    found = [{**row, "path": media.where(at.places, row["name"])} for row in rows if media.is_name(row["name"])]
    if jsonl:
        return Result(found, lambda: (), form="jsonl")
    return Result(found, lambda: [("\t".join((r["dream"] or "", r["kind"] or "", r["path"])), "") for r in found])


@app.command("path")
def path(what: What, kind: Annotated[str, typer.Option(metavar="KIND", help="image or comic")] = "image") -> Result:
    """Where a dream's picture lies."""
    row = _one(what, kind)
    return Result(row, lambda: [(row["path"], "")])


@app.command("open")
def open_(what: What, kind: Annotated[str, typer.Option(metavar="KIND", help="image or comic")] = "image") -> Result:
    """Show a picture with this system's viewer."""
    row = _one(what, kind)
    viewer = "open" if sys.platform == "darwin" else "xdg-open"
    if not shutil.which(viewer):
        raise BackendUnavailable(f"{viewer} is not here to show it.", hint=f"The picture is {row['path']}")
    subprocess.Popen([viewer, row["path"]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Result(row, lambda: [(row["path"], "")])


@app.command("export")
def export(
    what: What,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Ends in .png or .webp")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="image or comic")] = "image",
) -> Result:
    """Copy a picture out; a name that ends in .png gets a PNG."""
    row = _one(what, kind)
    with open(row["path"], "rb") as file:
        body = file.read()
    if output.lower().endswith(".png"):
        from dreamstream.pictures.paint import to_png

        body = to_png(body)
    draft = f"{output}.{os.getpid()}"
    with open(draft, "wb") as file:
        file.write(body)
    os.replace(draft, output)
    return Result({**row, "file": output}, lambda: [(output, "")])


@app.command("add")
def add(
    what: Annotated[str, typer.Argument(metavar="avatar")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PNG, JPEG, WebP or GIF")],
) -> Result:
    """Keep a picture of yourself, without its metadata; the one before it goes."""
    from dreamstream.backends.base import Fault
    from dreamstream.kinds.base import picture

    if what != "avatar":
        raise UsageError(f"{what!r} cannot be added (yet).", hint="Say: dreamstream media add avatar FILE")
    try:
        with open(file, "rb") as source:
            body = source.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.", hint="Check its name.") from None
    if len(body) > LARGEST:
        raise UsageError("The picture is larger than 20 MiB.", hint="Make it smaller first.")
    try:
        kept = picture(body, "", most=512)
    except Fault:
        raise UsageError("This is no picture that can be read.", hint="Use PNG, JPEG, WebP or GIF.") from None
    at = here()
    name = tidy.replace_avatar(at.journal, kept.body, width=kept.width, height=kept.height, token=ids.new("t"))
    data = {"name": name, "path": media.where(at.places, name), "width": kept.width, "height": kept.height}
    return Result(data, lambda: [(str(data["path"]), "")])


@app.command("verify")
def verify() -> Result:
    """Read every picture: is it there, and is it what its name says?"""
    found = tidy.check(here().journal)

    def people() -> Iterator[Line]:
        yield f"{found['media']} pictures, {len(found['missing'])} missing, {len(found['damaged'])} damaged.", "bold"
        for what, again in (("missing", "`dreamstream dream` or a"), ("damaged", "only a")):
            for row in found[what]:
                renews = f"; {again} make command renews it for {row['dream']}" if row["dream"] else ""
                yield f"{what}: {row['media']}{renews}", "yellow"
        if found["strays"]:
            yield f"{len(found['strays'])} files belong to nothing; `dreamstream media gc` takes them away.", "dim"

    return Result(found, people, exit=1 if found["missing"] or found["damaged"] else 0)


@app.command("gc")
def gc(dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Name them, remove nothing")] = False) -> Result:
    """Remove files under the media folder that no record names, once they are an hour old."""
    strays, size = tidy.gc(here().journal, dry_run=dry_run)
    verb = "would go" if dry_run else "are gone"
    return Result(
        {"files": strays, "bytes": size, "dry_run": dry_run},
        lambda: [(f"{len(strays)} files {verb}, {size >> 10} KiB.", "")],
    )


def _one(what: str, kind: str) -> dict[str, Any]:
    at = here()
    if len(what) > 60:
        row = pictures.named(at.journal.db, what)
        name = what
    else:
        n, dream = which.one(at, what)
        row = pictures.current(at.journal.db, n, kind)
        if row is None:
            raise NotFound(f"{dream} has no {kind} yet.", hint=f"Make it: dreamstream {kind} {dream}")
        name = row["name"]
    where = media.where(at.places, name)
    # a link planted there could lead anywhere
    if row is None or os.path.islink(where) or os.path.islink(os.path.dirname(where)) or not os.path.isfile(where):
        raise NotFound(f"{name} is not on this disk.", hint="`dreamstream dream` makes current pictures again.")
    return {**row, "path": where}
