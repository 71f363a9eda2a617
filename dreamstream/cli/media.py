"""The pictures as files: media list, path, open, export, verify, gc; add and remove are in `uploads`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream import media
from dreamstream.cli import uploads, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import BackendUnavailable, NotFound, UsageError
from dreamstream.index import pictures, versions
from dreamstream.jobs import tidy

#: The outputs that are, or have, a file.
KINDS = ("image", "comic", "lens", "healing", "refine", "video")
#: The command that makes each, where it has another name.
MAKERS = {"healing": "heal", "video": "animate", "refine": "image"}
family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="media", help="The pictures as files.")

What = Annotated[str, typer.Argument(metavar="ID|NAME", help="A dream, avatar, twin, or a picture's own name")]
OfKind = Annotated[str, typer.Option("--kind", metavar="KIND", help="image, comic, lens, healing or video")]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help="A version, as `versions` counts them")]


@app.command("list")
def list_(jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line")] = False) -> Result:
    """Every picture kept, newest first."""
    at = here()
    shown = pictures.shown(at.journal.db)  # a deleted dream's are kept for a while, and hidden with it
    mine = {pictures.of_profile(at.journal.db, key): key for key in pictures.PROFILE}
    rows = (row for row in pictures.all(at.journal.db) if row["dream"] is None or row["name"] in shown)
    found = [
        {
            **row,
            "kind": row["kind"] or mine.get(row["name"]) or _brought(row),
            "path": media.where(at.places, row["name"]),
        }
        for row in rows
        if media.is_name(row["name"])
    ]
    if jsonl:
        return Result(found, lambda: (), form="jsonl")
    return Result(found, lambda: [("\t".join((r["dream"] or "", r["kind"] or "", r["path"])), "") for r in found])


@app.command("path")
def path(what: What, kind: OfKind = "image", version: Version = None) -> Result:
    """Where a dream's picture lies."""
    row = _one(what, kind, version)
    return Result(row, lambda: [(row["path"], "")])


@app.command("open")
def open_(what: What, kind: OfKind = "image", version: Version = None) -> Result:
    """Show a picture with this system's viewer, or at the terminal where there is no screen for one."""
    row = _one(what, kind, version)
    at = here()
    if _show(row["path"]):
        return Result(row, lambda: [(row["path"], "")])
    if not at.colored or not (row["mime"] or "").startswith("image/"):
        raise BackendUnavailable("There is no viewer here to show it.", hint=f"It is {row['path']}")
    style = "picture page" if row["kind"] in ("comic", "lens") else "picture"
    return Result(row, lambda: [(row["name"], style), (row["path"], ""), (row["alt"] or "", "")])


@app.command("export")
def export(
    what: What,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Ends in .png, .jpg, .webp or .gif; a folder, or -")
    ],
    kind: OfKind = "image",
    version: Version = None,
) -> Result:
    """Copy a picture out, in the format the name ends in; a file of that name is replaced."""
    row = _one(what, kind, version)
    at = here()
    if output == "-":
        return _stream(at, row)
    if os.path.isdir(output):
        output = os.path.join(output, f"{row['dream'] or row['name'][:12]}-{row['kind'] or 'media'}{row['name'][64:]}")
    body = _as(media.read(at.places, row["name"]), output)
    _write(output, body)
    return Result({**row, "file": output}, lambda: [(output, "")])


app.command("add")(uploads.add)
app.command("remove")(uploads.remove)


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


def _brought(row: dict[str, Any]) -> str:
    return "recording" if (row["mime"] or "").startswith("audio/") else "photo"


def _one(what: str, kind: str, version: int | None = None) -> dict[str, Any]:
    """The row of one kept file, `path` with it. Raises NotFound, also where its file is a link or not here."""
    at = here()
    db = at.journal.db
    if len(what) > 60 or what in pictures.PROFILE:
        name = what if len(what) > 60 else pictures.of_profile(db, what)
        if name is None:
            raise NotFound(f"There is no {what} yet.", hint=f"Add one: dreamstream media add {what} FILE")
        row = pictures.named(db, name)
    else:
        n, dream = which.one(at, what)
        if kind not in KINDS:
            raise UsageError(f"A dream has no {kind!r}.", hint=f"Say one of {', '.join(KINDS)}.")
        if version is not None and kind != "image":
            raise UsageError(f"Only a picture has versions, a {kind} has none.", hint="Leave --version out.")
        # what a refinement made is the picture's newest version
        row = pictures.current(db, n, "image" if kind == "refine" else kind)
        if version is not None:
            row = pictures.named(db, versions.one(db, n, dream, version)["media"])
        if row is None:
            raise NotFound(f"{dream} has no {kind} yet.", hint=f"Make it: dreamstream {MAKERS.get(kind, kind)} {dream}")
        name = str(row["name"])
    where = media.where(at.places, name)
    # a link planted there could lead anywhere
    if row is None or os.path.islink(where) or os.path.islink(os.path.dirname(where)) or not os.path.isfile(where):
        raise NotFound(f"{name} is not on this disk.", hint="`dreamstream dream` makes current pictures again.")
    return {**row, "path": where}


def _show(path: str) -> bool:
    """Hand it to the system's viewer; False where there is none, or no screen it could show it on."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    viewer = "open" if sys.platform == "darwin" else "xdg-open"
    screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not screen or not shutil.which(viewer):
        return False
    null = subprocess.DEVNULL
    child = subprocess.Popen([viewer, path], stdin=null, stdout=null, stderr=null, start_new_session=True)
    try:
        return child.wait(2) == 0
    except subprocess.TimeoutExpired:
        child.returncode = 0  # some viewers stay in front of it; nobody waits for them
        return True


def _as(body: bytes, output: str) -> bytes:
    """The bytes in the format this name asks for. Raises UsageError where they cannot be."""
    from dreamstream.pictures import copies

    ending = os.path.splitext(output)[1].lower().removeprefix(".")
    mime = media.sniff(body) or ""
    if media.ENDINGS.get(mime) == ending:
        return body
    if not mime.startswith("image/"):
        raise UsageError(f"{output} should end in .{media.ENDINGS.get(mime, '')}.", hint="A film is copied as it is.")
    if ending not in copies.FORMS:
        raise UsageError(f"{output} names no format.", hint="End it in .png, .jpg, .webp or .gif.")
    return copies.copy(body, ending)


def _write(output: str, body: bytes) -> None:
    """The file whole, or the one before it untouched; a link is followed, a pipe or device written to."""
    import tempfile

    target = os.path.realpath(output)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(output, "wb") as file:
            file.write(body)
        return
    fd, draft = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".dreamstream-")
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(body)
        os.replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise


def _stream(at: Here, row: dict[str, Any]) -> Result:
    """The bytes as they are kept, to whoever reads standard output."""
    if at.json or sys.stdout.isatty():
        raise UsageError("A picture's bytes would be no use here.", hint="Name a file, or pipe them: … -o - | viewer")
    body = media.read(at.places, row["name"])
    sys.stdout.flush()
    sys.stdout.buffer.write(body)
    return Result(row, lambda: ())
