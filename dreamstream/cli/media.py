"""The pictures as files: media list, path, open, export."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Annotated, Any

import typer

from dreamstream import media
from dreamstream.cli import which
from dreamstream.cli.here import here
from dreamstream.cli.result import Result
from dreamstream.errors import BackendUnavailable, NotFound
from dreamstream.index import pictures

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="media", help="The pictures as files.")

What = Annotated[str, typer.Argument(metavar="ID|NAME", help="A dream (its picture), or a picture's own name")]


@app.command("list")
def list_(jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line")] = False) -> Result:
    """Every picture kept, newest first."""
    at = here()
    found = [{**row, "path": media.where(at.places, row["name"])} for row in pictures.all(at.journal.db)]
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
    if row is None or not os.path.exists(where):
        raise NotFound(f"{name} is not on this disk.", hint="`dreamstream dream` makes current pictures again.")
    return {**row, "path": where}
