"""A picture and its versions: refine by words, look back, compare, return."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream import media
from dreamstream.cli import make, which
from dreamstream.cli.chat import chat as talk
from dreamstream.cli.here import Here, here
from dreamstream.cli.refined import change, line, pick, placed, spoken
from dreamstream.cli.result import Line, Result
from dreamstream.errors import NotFound, UsageError
from dreamstream.index import versions

family = typer.Typer()

Id = Annotated[str, typer.Argument(metavar="ID", help="An id, a prefix, or @1")]
Row = dict[str, Any]


@family.command()
def refine(
    id: Id,
    text: Annotated[
        list[str] | None, typer.Argument(metavar='"TEXT"', help='What to change: "make the sky more purple"')
    ] = None,
    from_: Annotated[int | None, typer.Option("--from", metavar="N", help="Start from version N")] = None,
    chat: Annotated[
        bool, typer.Option("--chat", help="Go on, one change a line; `help` says what is understood")
    ] = False,
    later: make.Later = False,
    backend: make.Backend = None,
) -> Result:
    """Change a dream's picture as you say; each change is a new version."""
    at = here()
    make.known(backend, "refine")
    n, dream = which.one(at, id)
    instruction = " ".join(text or []).strip()
    if chat:
        return talk(at, n, dream, instruction, from_, backend)
    if not instruction:
        raise UsageError(
            "Nothing is said about what to change.", hint=f'Say it: dreamstream refine {dream} "at sunset"'
        )
    made = change(at, n, dream, instruction, from_, backend, later=later, said=spoken(at, dream))
    for note in made.get("notes") or []:
        at.warn(note)
    return Result(made, lambda: [(str(made.get("path") or made["job"]), "")])


@family.command("versions")
def versions_(id: Id) -> Result:
    """Every version of a dream's picture, the original first."""
    at = here()
    n, dream = which.one(at, id)
    found = [placed(at, version) for version in versions.of(at.journal.db, n)]

    def people() -> Iterator[Line]:
        if not found:
            yield f"{dream} has no picture yet; `dreamstream image {dream}` makes one.", "dim"
        for row in found:
            yield from line(at, row)

    return Result(found, people)


@family.command()
def diff(
    id: Id,
    n: Annotated[int, typer.Argument(metavar="N")],
    m: Annotated[int, typer.Argument(metavar="M")],
) -> Result:
    """What differs between two versions, in words and in pixels."""
    at = here()
    number, dream = which.one(at, id)
    a, b = (versions.one(at.journal.db, number, dream, wanted) for wanted in (n, m))
    changes: list[str] = []
    if a["scene"] and b["scene"]:
        from dreamstream.pictures.change import describe
        from dreamstream.pictures.scene import Scene

        changes = list(describe(Scene.from_json(a["scene"]), Scene.from_json(b["scene"])))
    data: Row = {
        "id": dream,
        "a": placed(at, a),
        "b": placed(at, b),
        "said": _said_between(versions.of(at.journal.db, number), a, b),
        "changes": changes,
        "pixels": _apart(at, a, b),
    }

    def people() -> Iterator[Line]:
        if n == m or data["pixels"] == 0:
            yield f"Versions {n} and {m} are the same picture.", ""
            return
        for changed in changes or [f"“{said}”" for said in data["said"]]:
            yield f"  {changed}", ""
        if data["pixels"] is not None:
            yield f"{data['pixels']:.0%} of the picture differs.", "dim"

    return Result(data, people)


@family.command()
def revert(id: Id, n: Annotated[int, typer.Argument(metavar="N", help="As `versions` counts them")]) -> Result:
    """Show version N again; nothing is lost, and `undo` takes it back."""
    at = here()
    number, dream = which.one(at, id)
    row = pick(at, dream, number, n)
    return Result({"id": dream, "version": row}, lambda: [(f"{dream} shows version {n} now: {row['path']}", "")])


def _said_between(listed: list[Row], a: Row, b: Row) -> list[str]:
    """The instructions that lead from one version to another, where one stands on the other."""
    by_number = {version["n"]: version for version in listed}
    said, now = [], b
    while now["n"] != a["n"]:
        if now["from"] is None:
            return []
        said.append(now["instruction"] or "")
        now = by_number[now["from"]]
    return said[::-1]


def _apart(at: Here, a: Row, b: Row) -> float | None:
    """The share of the picture that visibly differs, 0 to 1; None where a file is not here or no picture."""
    if a["media"] == b["media"]:
        return 0.0
    from PIL import Image, ImageChops

    try:
        pair = []
        for version in (a, b):
            with Image.open(media.where(at.places, version["media"]), formats=("WEBP",)) as picture:
                pair.append(picture.convert("RGB").resize((256, 256)))
    except (OSError, NotFound):
        return None
    bands = ImageChops.difference(*pair).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return round(sum(strongest.histogram()[13:]) / 65536, 4)
