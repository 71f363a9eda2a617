"""The signs of all dreams, and corrections: list, with, trend, add, remove, rename, merge."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import which
from dreamstream.cli.here import here
from dreamstream.cli.log import among
from dreamstream.cli.read import AT_TERMINAL, Filter, Jsonl, Limit
from dreamstream.cli.result import Line, Result
from dreamstream.errors import NotFound, UsageError
from dreamstream.index import dreams, search
from dreamstream.index import signs as rows
from dreamstream.lists import SIGN_KINDS
from dreamstream.words import labels
from dreamstream.words import signs as known

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="signs", help="What your dreams show, counted and corrected. Alone it is `signs list`.")

Row = dict[str, Any]
Id = Annotated[str, typer.Argument(metavar="ID", help="A dream: an id, a prefix, or @1")]
Label = Annotated[str, typer.Argument(metavar="LABEL", help="A sign, in any spelling")]
Ids = Annotated[bool, typer.Option("--ids", help="Labels alone, one a line")]


@app.command("list")
def list_(filter: Filter = None, jsonl: Jsonl = False, ids: Ids = False, limit: Limit = None) -> Result:
    """The signs of your dreams, the commonest first, with their first and last night."""
    where, values = search.where(which.term(filter))
    return _listed(
        lambda most: rows.rows(here().journal.db, where, values, limit=most),
        ("label", "kind", "count", "first", "last"),
        jsonl=jsonl,
        ids=ids,
        limit=limit,
    )


@app.command("with")
def with_(label: Label, filter: Filter = None, jsonl: Jsonl = False, ids: Ids = False, limit: Limit = None) -> Result:
    """The signs that occur together with this one, and in what share of its dreams."""
    name = _named(label)
    where, values = search.where(which.term(filter))
    return _listed(
        lambda most: rows.beside(here().journal.db, name, where, values, limit=most),
        ("label", "kind", "count", "share"),
        jsonl=jsonl,
        ids=ids,
        limit=limit,
    )


@app.command("trend")
def trend(label: Label, filter: Filter = None, jsonl: Jsonl = False) -> Result:
    """This sign month by month."""
    name = _named(label)
    where, values = search.where(which.term(filter))
    return _listed(
        lambda most: itertools.islice(rows.months(here().journal.db, name, where, values), most),
        ("month", "count", "dreams", "share"),
        jsonl=jsonl,
    )


@app.command("add")
def add(
    id: Id,
    label: Annotated[list[str], typer.Argument(metavar="LABEL", help="A sign")],
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=", ".join(SIGN_KINDS))] = None,
) -> Result:
    """Say that a dream has a sign; whatever reads it later, the sign stays."""
    at = here()
    said = " ".join(label)
    name = labels.sign(said.replace("_", " "))
    if not name:
        raise UsageError(f"{said!r} is no label of a sign.", hint="Say a thing, a person or a place: Lighthouse.")
    chosen = among("kind of sign", kind, SIGN_KINDS) if kind is not None else None
    with at.journal.act() as act:
        n, dream = dreams.resolve(act.db, id)
        shown = rows.shown(act.db, name)
        have = next((s for s in rows.of(act.db, n) if s["label"].casefold() == shown.casefold()), None)
        if have is None or chosen not in (None, have["kind"]):
            sort = chosen or rows.kind(act.db, shown) or known.kind(name)
            if have is not None:  # only its kind is another: it keeps its place
                name = rows.behind(act.db, n, have["label"])[0]
            act.add("dream.edited", dream=dream, signs_added=[{"label": name, "kind": sort}], verb="signs")
    return _of(n, dream)


@app.command("remove")
def remove(id: Id, label: Annotated[list[str], typer.Argument(metavar="LABEL", help="A sign of it")]) -> Result:
    """Say that a dream does not have a sign; whatever reads it later, the sign does not return."""
    at = here()
    said = " ".join(label)
    with at.journal.act() as act:
        n, dream = dreams.resolve(act.db, id)
        name = rows.called(act.db, said, dream=n)
        if name is None:
            have = ", ".join(sign["label"] for sign in rows.of(act.db, n)) or "none"
            raise NotFound(f"{dream} has no sign {said!r}.", hint=f"It has: {have}.")
        act.add("dream.edited", dream=dream, signs_removed=rows.behind(act.db, n, name), verb="signs")
    return _of(n, dream)


@app.command("rename")
def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="What it is called now")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What you call it")],
) -> Result:
    """Give a sign another name, in all dreams now and later; `undo` takes it back."""
    return _renamed([old], new)


@app.command("merge")
def merge(
    names: Annotated[list[str], typer.Argument(metavar="LABEL... INTO", help="Signs, and the one they become")],
) -> Result:
    """Make one sign of several: merge Sea River Water; `undo` parts them again."""
    if len(names) < 2:
        raise UsageError("Two signs are needed.", hint="Say: dreamstream signs merge River Lake Water")
    return _renamed(names[:-1], names[-1])


def _renamed(olds: list[str], new: str) -> Result:
    at = here()
    done: list[Row] = []
    with at.journal.act() as act:
        were = [_named(old, canonical=True) for old in olds]
        name = _own(new, were)
        count: set[int] = set()
        for was in were:
            if was == name or {"from": was, "to": name} in done:
                continue
            have = dreams.ids_of(act.db, "n in (select dream from signs where label = ? collate nocase)", (was,))
            count |= {n for n, _ in have}
            done.append({"from": was, "to": name})
            act.add("sign.renamed", **done[-1])
    sentence = (
        f"{', '.join(row['from'] for row in done)} → {name} ({len(count)} dream{'s' * (len(count) != 1)})."
        if done
        else "Nothing changed."
    )
    return Result({"renamed": done, "dreams": len(count)}, lambda: [(sentence, "")])


def _own(said: str, were: list[str]) -> str:
    """The name the dreamer gives: one that is there already in its spelling there, any other as it was said."""
    name = labels.own(said)
    if not name or not labels.sign(name):
        raise UsageError(f"{said!r} is no label of a sign.", hint="Say a thing, a person or a place: Lighthouse.")
    old = {was.casefold() for was in were}
    for spelling in (name, labels.own(name.casefold())):
        there = rows.there(here().journal.db, spelling)
        if there is not None and there.casefold() not in old:
            return there
    return name


def _named(said: str, *, canonical: bool = False) -> str:
    """The label meant; with `canonical` also one that no dream has yet but every backend knows. Raises NotFound."""
    db = here().journal.db
    name = rows.called(db, said)
    if name is None and canonical and labels.sign(said) in labels.table().values():
        name = rows.shown(db, labels.sign(said))
    if name is None:
        raise NotFound(f"No dream has a sign {said!r}.", hint="See `dreamstream signs list`.")
    return name


def _of(n: int, dream: str) -> Result:
    found = rows.of(here().journal.db, n)
    return Result(
        {"id": dream, "signs": found}, lambda: [(f"{dream}\t{', '.join(sign['label'] for sign in found)}", "")]
    )


def _listed(
    found: Callable[[int | None], Iterable[Row]],
    columns: tuple[str, ...],
    *,
    jsonl: bool,
    ids: bool = False,
    limit: int | None = None,
) -> Result:
    at = here()
    most = limit if limit is not None else AT_TERMINAL if at.at_terminal else None
    if ids:
        return Result(None, lambda: (), ids=(row["label"] for row in found(most)), form="ids")
    if jsonl:
        return Result(found(most), lambda: (), form="jsonl")
    return Result(found(most), lambda: _lines(found(most), columns, terminal=at.at_terminal))


def _lines(found: Iterable[Row], columns: tuple[str, ...], *, terminal: bool) -> Iterator[Line]:
    for row in found:
        cells = [str("" if row[name] is None else row[name]) for name in columns]
        yield (
            ("  ".join(f"{cell:<{22 if i == 0 else 10}}" for i, cell in enumerate(cells)).rstrip(), "")
            if terminal
            else (
                "\t".join(cells),
                "",
            )
        )
