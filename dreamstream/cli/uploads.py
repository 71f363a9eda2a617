"""Pictures the dreamer brings: media add and remove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream import ids, media
from dreamstream.cli import given, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import NotFound, UsageError
from dreamstream.index.pictures import PROFILE
from dreamstream.jobs import likeness

#: The longer side each is kept with, in pixels.
MOST = {"avatar": 512, "twin": 1024, "photo": 2048}


def add(
    what: Annotated[str, typer.Argument(metavar="avatar|twin|photo")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PNG, JPEG, WebP or GIF; - is standard input")],
    dream: Annotated[str | None, typer.Option("--dream", metavar="ID", help="The dream a photo belongs to")] = None,
    alt: Annotated[str, typer.Option("--alt", metavar="TEXT", help="What is to be seen on a photo")] = "",
) -> Result:
    """Keep a picture of yours without its metadata; of avatar and twin there is one, and the one before it goes."""
    from dreamstream.pictures import door

    if what not in MOST:
        raise UsageError(
            f"{what!r} cannot be added.", hint=f"Say {', '.join(MOST)}; a recording is `log --audio FILE`."
        )
    if what != "photo" and (dream or alt):
        raise UsageError(f"--dream and --alt are for photos, not for your {what}.", hint="Leave them out.")
    at = here()
    told = which.one(at, dream)[1] if dream else None
    body = given.read(file, door.MOST_BYTES, "picture")
    try:
        kept = door.enter(body, most=MOST[what])
    except door.Unfit as unfit:
        raise UsageError(f"This picture cannot be kept: {unfit.why}.", hint=f"{door.READ} are read.") from None
    if what == "photo":
        name = likeness.keep(at.journal, kept, dream=told, alt=" ".join(alt.split()), token=ids.new("t"))
    else:
        name = likeness.replace(at.journal, what, kept, token=ids.new("t"))
    path = media.where(at.places, name)
    data: dict[str, Any] = {"name": name, "path": path, "width": kept.width, "height": kept.height}
    if what == "photo":
        data["dream"] = told

    def people() -> Iterator[Line]:
        yield path, ""
        if what == "twin" and at.at_terminal:
            yield seen(at), "dim"

    return Result(data, people)


def remove(
    what: Annotated[str, typer.Argument(metavar="avatar|twin|NAME", help="NAME is a photo, as `media list` names it")],
) -> Result:
    """Take a picture of yours back: its file leaves the disk."""
    at = here()
    if what in PROFILE:
        name = likeness.take_back(at.journal, what)
        if name is None:
            raise NotFound(f"There is no {what}.", hint=f"Add one: dreamstream media add {what} FILE")
    else:
        name = what
        likeness.take_out(at.journal, name)
    return Result({"name": name}, lambda: [(f"{name} is gone.", "") if at.at_terminal else (str(name), "")])


def seen(at: Here) -> str:
    """Who the twin is shown to, as the settings are now."""
    name = at.config.get("backend.twin")
    if not name:
        return "It stays here; `dreamstream config set backend.twin NAME` lets a backend draw you after it."
    return f"backend.twin names {name}: where that one draws after a reference, it is sent this picture."
