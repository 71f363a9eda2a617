"""Read what waits: propose outside the lock, then under it judge, append the events and after them how far was read.

item ─► masked turns, candidates ─► reader ─► lock ─► what is new ─► event.added … session.read ─► unlock
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from dreamstream.backends import meter
from dreamstream.backends.base import Fault
from dreamstream.backends.meter import Budget, Meter
from dreamstream.config import Config
from dreamstream.dream import backfill, known
from dreamstream.dream.backfill import Entry
from dreamstream.dream.choice import Choice
from dreamstream.dream.heard import Asked, Heard
from dreamstream.dream.in_order import Patience, in_order
from dreamstream.dream.inbox import Inbox, Item
from dreamstream.dream.notebook import Notebook
from dreamstream.dream.readers import stretches, who
from dreamstream.dream.readers.port import Gained, Reader
from dreamstream.dream.tally import Tally
from dreamstream.errors import BackendUnavailable, DreamstreamError
from dreamstream.index import sessions, spends
from dreamstream.jobs.outage import Outages
from dreamstream.journal import Act, Journal

Row = dict[str, Any]
Tell = Callable[[str, Row], None]
#: Sessions read offline share one append, so many or for so long: ten thousand appends are ten thousand fsyncs.
_TOGETHER, _SECONDS = 64, 1.0
#: The longest one stretch of a session may take, in seconds.
LIMIT = 300.0


def work(
    journal: Journal, config: Config, choice: Choice, inbox: Inbox, *, run: Callable[[], str], tell: Tell
) -> Tally:
    """Read what is due and append what it gives. `run` names the pass, and is asked before the first append."""
    tally = Tally()
    reader = _reader(config, choice, inbox, tally)
    if reader is not None:
        _read(journal, config, choice, inbox, reader, tally, run, tell)
    inbox.remember()
    return tally


def _read(
    journal: Journal,
    config: Config,
    choice: Choice,
    inbox: Inbox,
    reader: Reader,
    tally: Tally,
    run: Callable[[], str],
    tell: Tell,
) -> None:
    together: list[Heard] = []
    began = time.monotonic()

    def append() -> None:
        nonlocal began
        if together:
            name = run()
            with journal.act() as act:
                notebook = Notebook(act.db)
                for heard in together:
                    _record(act, name, heard, reader, notebook, tally, inbox)
            for heard in together:
                tell("read", {"id": heard.item.id, "kind": "backfill", "dream": heard.item.name, "retry_count": 1})
            together.clear()
        began = time.monotonic()

    for heard in _heard(journal, config, choice, inbox, reader, tally):
        together.append(heard)
        if not reader.whole or len(together) >= _TOGETHER or time.monotonic() - began > _SECONDS:
            append()
    append()


def preview(
    journal: Journal, config: Config, choice: Choice, inbox: Inbox, *, budget: float | None = None
) -> tuple[list[Entry], Tally]:
    """What `work` would append now, session by session; nothing is written."""
    tally = Tally()
    entries: list[Entry] = []
    reader = _reader(config, choice, inbox, tally)
    if reader is None:
        return entries, tally
    notebook = Notebook(journal.db)
    for heard in _heard(journal, config, choice, inbox, reader, tally):
        machine = heard.machine(journal.db)
        entry = backfill.entry(
            heard.item.id,
            heard.masked,
            heard.standing,
            heard.gained,
            reader,
            notebook,
            machine=machine,
            dreams=sorted(heard.dreams),
            budget=budget,
        )
        notebook.add(entry.session, entry.events)
        _count(tally, heard, entry)
        entries.append(entry)
    return entries, tally


def _reader(config: Config, choice: Choice, inbox: Inbox, tally: Tally) -> Reader | None:
    """Who reads; None where nobody may or can, and then each session that waits says why."""
    if not inbox.due:
        return None
    try:
        return who.open(config, who.wish(choice))
    except BackendUnavailable as error:
        for item in inbox.due:
            _leave(inbox, tally, item, f"{error.message} {error.hint}".strip())
        return None


def _heard(
    journal: Journal, config: Config, choice: Choice, inbox: Inbox, reader: Reader, tally: Tally
) -> Iterator[Heard]:
    """Each session with what is proposed of it; those that cannot be read now are left with their reason."""
    outages = Outages(journal.places)
    budget = Budget(requests=int(config.get("limits.requests")), tokens=int(config.get("limits.tokens")))
    budget.learn(*spends.today(journal.db))
    over = ""  #: Why nobody is asked any more.

    def asked() -> Iterator[Asked]:
        for item in inbox.due:
            why = over or (outages.rests(reader.server) if reader.server else "")
            why = why or (budget.reached if reader.host else "")
            if why or (session := inbox.session(item)) is None:
                _leave(inbox, tally, item, why or "it is gone, or cannot be read any more")
                continue
            yield Asked.about(item, session, inbox.dreams(item, session), Meter(budget=budget))

    def read(each: Asked) -> Gained | DreamstreamError:
        try:
            with meter.running(each.meter):
                return reader.read(each.wanted)
        except DreamstreamError as error:
            return error

    at_once = choice.concurrency if reader.server else 1
    for each, gained in in_order(asked(), read, at_once=at_once, patience=None if reader.whole else _PATIENCE):
        if isinstance(gained, DreamstreamError):
            over = f"{gained.message} {gained.hint}".strip()
            _leave(inbox, tally, each.item, over)
            continue
        if reader.server:
            _weather(outages, reader.server, gained)
        heard = each.heard(gained)
        if heard.only_weather:
            _leave(inbox, tally, each.item, gained.missed[0].why)
        else:
            yield heard


def _limit(asked: Asked) -> float:
    """As long as a job may take for each stretch a backend is asked about, in seconds."""
    return LIMIT * (1 + asked.item.characters // stretches.BUDGET)


#: What takes longer than it may is abandoned, as a job is, and tried again by the next pass.
_PATIENCE: Patience[Asked, Gained | DreamstreamError] = Patience(limit=_limit, late=Asked.late)


def _record(act: Act, run: str, heard: Heard, reader: Reader, notebook: Notebook, tally: Tally, inbox: Inbox) -> None:
    """Append what one session gave, its events first: who reads on knows them read only once they are there."""
    item, session = heard.item, heard.session
    row = sessions.one(act.db, item.id)
    stands = known.standing(row, session, asked=True)
    if (stands.due, stands.start) != (heard.standing.due, heard.standing.start):
        _leave(inbox, tally, item, "another machine's pass read it meanwhile")
        return
    gained = heard.still_there(act.db)
    machine = heard.machine(act.db)
    dreams = sorted(sessions.alive(act.db, heard.dreams))
    entry = backfill.entry(
        item.id, heard.masked, heard.standing, gained, reader, notebook, machine=machine, dreams=dreams
    )
    notebook.add(entry.session, entry.events)
    for event in entry.events:
        act.add("event.added", **{**event, "meta": {"run": run, **event["meta"]}})
    told: Row = {
        "session": item.id,
        "run": run,
        "name": item.name,
        **known.seen(session),
        "reader": reader.version,
        "missed": heard.gaps(row),
    }
    if session.dream:
        told["of"] = session.dream
    if entry.replaced:
        told["replaced"] = list(entry.replaced)
    if heard.spent:
        told["spent"] = heard.spent
    act.add("session.read", **told)
    _count(tally, heard, entry)
    if gained.missed:
        inbox.left(item)


def _count(tally: Tally, heard: Heard, entry: Entry) -> None:
    """What came of one session: read, or not read to its end, or both."""
    missed = heard.gained.missed
    if not missed or heard.read_some:
        tally.note(entry)
    if missed:
        again = any(gap.passing or gap.attempts < known.ATTEMPTS for gap in missed)
        row = {"id": heard.item.id, "name": heard.item.name, "why": missed[0].why, "gaps": len(missed), "again": again}
        tally.failed.append(row)


def _leave(inbox: Inbox, tally: Tally, item: Item, why: str) -> None:
    inbox.left(item)
    tally.skipped.append({"what": "session", "id": item.id, "name": item.name, "why": why, "unavailable": True})


def _weather(outages: Outages, server: str, gained: Gained) -> None:
    if passing := next((gap for gap in gained.missed if gap.passing), None):
        outages.failed(server, Fault(passing.why, transient=True))
    else:
        outages.well(server)
