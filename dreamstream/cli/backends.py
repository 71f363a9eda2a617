"""Who answers, and what it costs: backends list, backends test, usage."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from dreamstream import keys
from dreamstream.backends import consent, hosts, registry
from dreamstream.backends.base import Ask, Backend, Draw, Fault
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.config import BACKENDS
from dreamstream.errors import BackendUnavailable, DreamstreamError, UsageError
from dreamstream.index import spends
from dreamstream.kinds import table

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="backends", help="Who writes, draws and hears.")

Row = dict[str, Any]
#: A sentence of ours, so that a test sends no dream.
_PROBE = "I stood at a lake at night. A lamp came over the water, slowly."


@app.command("list")
def list_() -> Result:
    """Who can do what, who does, and whether words may go there."""
    at = here()
    used: dict[str, list[str]] = {}
    for kind in table.MADE:
        try:
            names = registry.chosen(kind, table.NEEDS[kind], at.config)
        except DreamstreamError:
            continue  # its row says what is missing
        for name in names.values():
            used.setdefault(name, []).append(kind)
    origins = {origin.name: origin.how for origin in keys.origins(at.places)}
    found: list[Row] = []
    for name, able in registry.ABLE.items():
        host = registry.host(name, at.config) or None
        found.append(
            {
                "name": name,
                "can": sorted(able),
                "host": host,
                "allowed": host is None or consent.named(at.config, name),
                "key": origins.get(name) or None,
                "makes": list(dict.fromkeys(used.get(name, []))),
            }
        )

    def people() -> Iterator[Line]:
        for row in found:
            makes = f"; makes {', '.join(row['makes'])}" if row["makes"] else ""
            where = "" if row["host"] is None else f"; at {row['host']}, {'' if row['allowed'] else 'not '}allowed"
            key = "" if row["host"] is None else f", {'with a' if row['key'] else 'no'} key"
            yield f"{row['name']}: {', '.join(row['can'])}{where}{key}{makes}", "" if row["makes"] else "dim"

    return Result(found, people)


@app.command("test")
def test(name: Annotated[str, typer.Argument(metavar="NAME", help=", ".join(BACKENDS))]) -> Result:
    """One small call for each thing it can do: key, model, structured output, picture. Sends a sentence of ours."""
    at = here()
    if name not in registry.ABLE:
        raise UsageError(f"There is no backend {name!r}.", hint=f"Backends are {', '.join(BACKENDS)}.")
    able = registry.ABLE[name]
    need = "text" if "text" in able else "image"
    registry.chosen("analysis" if need == "text" else "image", (need,), at.config, wish=name)
    backend = registry.open(name, at.config)
    checks: list[Row] = []
    for what, capability, call in _CALLS:
        if capability in able:
            checks.append(_tried(what, call, backend))
            if not checks[-1]["ok"]:
                break  # without words no structure, and a picture may cost
    data = {"name": name, "host": registry.host(name, at.config) or None, "checks": checks}
    good = all(row["ok"] for row in checks)

    def people() -> Iterator[Line]:
        yield f"{name}, {data['host'] or hosts.host(hosts.base(name, at.config)) or 'inside this program'}", "bold"
        for row in checks:
            yield f"{'✓' if row['ok'] else '✗'} {row['name']}: {row['message']}", "green" if row["ok"] else "red"

    return Result(data, people, exit=0 if good else BackendUnavailable.exit)


@family.command()
def usage(days: Annotated[int, typer.Option("--days", min=1, metavar="N", help="So many days back")] = 30) -> Result:
    """Requests and tokens, by day and backend; and what the day's limits leave."""
    at = here()
    since = (datetime.now().astimezone().date() - timedelta(days=days - 1)).isoformat()
    rows = spends.days(at.journal.db, since=since)
    used = spends.today(at.journal.db)
    limits = {
        noun: {"used": used[i], "limit": int(at.config.get(f"limits.{noun}")) or None}
        for i, noun in enumerate(("requests", "tokens"))
    }

    def people() -> Iterator[Line]:
        for row in rows:
            where = "" if row["hosted"] else "\t(this machine)"
            yield f"{row['day']}\t{row['backend']}\t{row['requests']} requests\t{row['tokens']} tokens{where}", ""
        if not rows:
            yield "Nothing was asked of any server.", "dim"
        for noun, row in limits.items():
            if row["limit"]:
                yield f"Today {row['used']} of {row['limit']} {noun}.", "bold"

    return Result({"days": rows, "today": limits}, people)


def _tried(what: str, call: Callable[[Backend], str], backend: Backend) -> Row:
    try:
        return {"name": what, "ok": True, "message": call(backend)}
    except (Fault, DreamstreamError) as error:
        return {"name": what, "ok": False, "message": f"{error.message.rstrip('.')}."}


def _words(backend: Backend) -> str:
    answer = backend.write(Ask(task="analysis", source=_PROBE, prompt="Answer with the one word: lake"))
    return f"{answer.model} answers"


def _structure(backend: Backend) -> str:
    from dreamstream.backends.base import Hands
    from dreamstream.kinds import analysis
    from dreamstream.kinds.base import Material

    made = analysis.make(Material(text=_PROBE), Hands.of(backend))
    return f"an analysis with {len(made.data['signs'])} signs"


def _picture(backend: Backend) -> str:
    from PIL import Image

    drawn = backend.draw(Draw(task="image", source=_PROBE, prompt=_PROBE, width=512, height=512))
    try:
        with Image.open(io.BytesIO(drawn.body), formats=("WEBP", "PNG", "JPEG")) as picture:
            return f"{picture.width} × {picture.height} by {drawn.model}"
    except (OSError, ValueError, Image.DecompressionBombError):
        raise Fault("what came back is no picture") from None


_CALLS: tuple[tuple[str, str, Callable[[Backend], str]], ...] = (
    ("words", "text", _words),
    ("structured output", "text", _structure),
    ("picture", "image", _picture),
)
