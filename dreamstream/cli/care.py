"""Is all well? doctor, verify, rebuild, path, config, backends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from dreamstream.cli import checks
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.config import SETTINGS
from dreamstream.errors import UsageError
from dreamstream.log import verify as logs

family = typer.Typer()
config = typer.Typer(no_args_is_help=True)
family.add_typer(config, name="config", help="Settings by name.")


@family.command()
def doctor() -> Result:
    """Look at everything, change nothing; each problem with the command that mends it."""
    found = checks.all(here())
    well = all(check["ok"] for check in found)

    def people() -> Iterator[Line]:
        for check in found:
            yield f"{'✓' if check['ok'] else '✗'} {check['name']}: {check['message']}", "" if check["ok"] else "yellow"
            if check["hint"]:
                yield f"    {check['hint']}", "dim"

    return Result({"checks": found}, people, exit=0 if well else 1)


@family.command()
def verify() -> Result:
    """Read the whole log and name every line that is not as it was written."""
    at = here()
    found = logs.verify(at.places)
    # whole lines whose meaning the index could not take: only reading them for what they say finds these
    named = {(bad["file"], bad["line"]) for bad in found["bad"]}
    found["bad"] += [
        {"file": bad.path, "offset": bad.offset, "line": bad.line, "why": bad.why}
        for bad in at.journal.index.bad()
        if (bad.path, bad.line) not in named
    ]

    def people() -> Iterator[Line]:
        yield f"{found['records']} records, {len(found['bad'])} bad lines.", "bold"
        for bad in found["bad"]:
            yield f"{bad['file']}:{bad['line']} (byte {bad['offset']}): {bad['why']}", "red"
        for gap in found["gaps"]:
            yield f"{gap['host']}: records {gap['first']} to {gap['last']} are missing", "yellow"
        for name in found["unsealed"]:
            yield f"{name}: the last line is unfinished; nothing acknowledged stood there", "dim"
        if count := found["hand_written"]:
            yield f"{count} hand-written line{'' if count == 1 else 's'} (no checksum).", "dim"

    return Result(found, people, exit=1 if found["bad"] or found["gaps"] else 0)


@family.command()
def rebuild() -> Result:
    """Throw the index away and grow it from the log."""
    at = here()
    count = at.journal.rebuild()
    return Result({"records": count}, lambda: [(f"The index was grown again from {count} records.", "")])


@family.command()
def path(what: Annotated[str, typer.Argument(metavar="[log|media|index|config]")] = "log") -> Result:
    """Where it lies."""
    at = here()
    found = {
        "log": at.places.log,
        "media": at.places.media,
        "index": at.journal.index_path,
        "config": at.places.local_config,
        "settings": at.places.settings,
        "state": at.places.state,
        "home": at.places.home,
    }
    if what not in found:
        raise UsageError(f"There is no path of {what!r}.", hint=f"Say one of {', '.join(found)}.")
    return Result({"path": found[what]}, lambda: [(found[what], "")])


@config.command("get")
def config_get(name: Annotated[str, typer.Argument(metavar="NAME", help="As `config show` lists it")]) -> Result:
    """One setting's value."""
    value = here().config.get(name)
    return Result({"name": name, "value": value}, lambda: [(str(value), "")])


@config.command("set")
def config_set(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `config show` lists it")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The new value")],
) -> Result:
    """Change one setting."""
    where = here().config.set(name, value)
    return Result(
        {"name": name, "value": value, "file": where}, lambda: [(f"{name} is {value!r} now, in {where}.", "")]
    )


@config.command("show")
def config_show(
    origin: Annotated[bool, typer.Option("--origin", help="Also where each was said")] = False,
) -> Result:
    """Every setting."""
    found = []
    for name in SETTINGS:
        value, said = here().config.origin(name)
        found.append({"name": name, "value": value, "origin": said, "about": SETTINGS[name].about})

    def people() -> Iterator[Line]:
        for row in found:
            yield f"{row['name']} = {row['value']!r}" + (f"\t{row['origin']}" if origin else ""), ""

    return Result(found, people)


@config.command("check")
def config_check() -> Result:
    """Names nothing reads, and values that cannot be."""
    found = here().config.problems()
    return Result(
        {"problems": found}, lambda: [(p, "red") for p in found] or [("All well.", "green")], exit=1 if found else 0
    )
