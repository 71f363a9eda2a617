"""What a pass would do, and why: calls no backend, writes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from dreamstream.backends import registry
from dreamstream.backends.registry import ABLE
from dreamstream.config import Config
from dreamstream.dream.choice import Choice
from dreamstream.dream.glance import Glance
from dreamstream.dream.readers import who
from dreamstream.errors import DreamstreamError
from dreamstream.index import dreams, pictures
from dreamstream.index import jobs as rows
from dreamstream.jobs import reaper
from dreamstream.jobs.times import iso_utc
from dreamstream.journal import Journal
from dreamstream.kinds import table

#: Characters to a token, roughly, in the languages most dreams are told in.
PER_TOKEN = 4


def idle(journal: Journal, choice: Choice) -> bool:
    """Whether a pass has nothing to do; asked before every pass, so it counts nothing and weighs nothing."""
    if not choice.jobs or not _has_log(journal):
        return True
    host, now = journal.host, iso_utc(time.time())
    kinds = [kind for kind in table.MADE if not choice.only or kind in choice.only]
    waits = any(rows.due(journal.db, host=host, kind=kind, now=now, dream=choice.dream) for kind in kinds)
    return not waits and not reaper.dead(journal) and not reaper.lost(journal)


def waiting(journal: Journal) -> list[dict[str, Any]]:
    """The wishes a pass leaves alone, each with its reason."""
    if not _has_log(journal):
        return []
    host, now = journal.host, iso_utc(time.time())
    found = rows.pending(journal.db, apart=(host, now))
    return [_row(job, why) for job in found if (why := _waits(job, host, now))]


def look(journal: Journal, config: Config, choice: Choice) -> dict[str, Any]:
    """The report of a dry run: each job that would run and each that would not, with reason and host."""
    would: list[dict[str, Any]] = []
    skipped: list[dict[str, Any]] = []
    makers = cache(partial(_chosen, config))  # asked once for each kind and wish, however many jobs wait
    has_log = _has_log(journal) and choice.jobs
    host = journal.host if has_log else ""
    now = iso_utc(time.time())
    if has_log:
        for job, why in reaper.dead(journal):
            if job["retry_count"] >= job["max_retries"]:
                skipped.append(_row(job, f"{why}, and that was the last attempt; it ends as failed"))
            else:
                _weigh(journal, config, makers, choice, job, f"{why}; it is taken back", would, skipped)
    for job in rows.pending(journal.db) if choice.jobs else ():
        why = _waits(job, host, now)
        if why:
            skipped.append(_row(job, why))
        else:
            reason = f"attempt {job['retry_count'] + 1} of {job['max_retries']}" if job["retry_count"] else _why(job)
            _weigh(journal, config, makers, choice, job, reason, would, skipped)
    if has_log:
        for item in reaper.lost(journal):
            job = {"id": item.dream, "kind": item.kind, "dream": item.dream, "dream_n": item.n, "asked_for": None}
            _weigh(journal, config, makers, choice, job, f"{item.why}; it is asked again", would, skipped)
    if choice.limit is not None and len(would) > choice.limit:
        skipped += [_row(row, "over --limit") for row in would[choice.limit :]]
        would = would[: choice.limit]
    read, left = _sessions(journal, config, choice) if choice.sessions else ([], [])
    would, skipped = [*would, *read], [*skipped, *left]
    leaves = _leaves(would, config)
    return {**nothing(), "sessions_processed": len(read), "skipped": skipped, "would": would, "leaves": leaves}


def _sessions(journal: Journal, config: Config, choice: Choice) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sessions that would be read, and those that would not."""
    glance = Glance(journal, config)
    if not glance.opened and not choice.session:
        return [], glance.skipped
    from dreamstream.dream.inbox import Inbox  # with all readers behind it

    inbox = Inbox(journal, config, choice, glance)
    journal.warnings += inbox.warnings
    try:
        reader = registry.reads(config, wish=who.wish(choice)) if inbox.due else ""
    except DreamstreamError as error:
        why = f"{error.message} {error.hint}".strip()
        rows = [{"what": "session", "id": item.id, "name": item.name, "why": why} for item in inbox.due]
        return [], [*inbox.skipped, *rows]
    would = [
        {
            "what": "session",
            "id": item.id,
            "kind": "backfill",
            "name": item.name,
            "why": item.standing.why,
            "backend": reader,
            "host": registry.host(reader, config) or None,
            "turns": item.turns,
            "characters": item.characters,
            "tokens": -(-item.characters // PER_TOKEN),
        }
        for item in inbox.due
    ]
    return would, inbox.skipped


def nothing() -> dict[str, Any]:
    """A report's shape with nothing in it."""
    return {
        "run": None,
        "dry_run": True,
        "jobs": {"completed": 0, "failed": 0, "retrying": 0, "reaped": 0, "recovered": 0},
        "sessions_processed": 0,
        "events_backfilled": 0,
        "events_linked": 0,
        "events_dropped": 0,
        "events_refused": {},
        "sessions_failed": [],
        "insights": None,
        "artefacts": [],
        "skipped": [],
        "failures": [],
        "would": [],
    }


def _has_log(journal: Journal) -> bool:
    """Whether anything was ever told; before that there is no host id, and a look makes none."""
    return bool(journal.db.execute("select 1 from segments limit 1").fetchone())


def _weigh(
    journal: Journal,
    config: Config,
    makers: Callable[[str, str | None], dict[str, str] | DreamstreamError],
    choice: Choice,
    job: dict[str, Any],
    why: str,
    would: list[dict[str, Any]],
    skipped: list[dict[str, Any]],
) -> None:
    if choice.only and job["kind"] not in choice.only:
        skipped.append(_row(job, "not chosen by --only"))
        return
    if choice.dream is not None and job["dream_n"] != choice.dream:
        skipped.append(_row(job, "not chosen by --dream"))
        return
    if not job["dream"]:
        skipped.append(_row(job, "it names no dream"))
        return
    if job["kind"] not in table.MADE:
        skipped.append(_row(job, "this version cannot make it"))
        return
    names = makers(job["kind"], choice.backend or job["asked_for"])
    if isinstance(names, DreamstreamError):
        skipped.append(_row(job, f"{names.message} {names.hint}"))
        return
    size = dreams.length(journal.db, job["dream_n"])
    hosts = {registry.host(name, config) for name in names.values()} - {""}
    shown = "reference" in ABLE.get(_drawer(names), ()) and _twin(journal, config, job["kind"], names)
    would.append(
        {
            "what": "job",
            "id": job["id"],
            "kind": job["kind"],
            "dream": job["dream"],
            "why": why,
            "backend": "+".join(dict.fromkeys(names.values())),
            "host": ", ".join(sorted(hosts)) or None,
            "characters": size,
            "tokens": -(-size // PER_TOKEN),
            **({"twin": True} if shown else {}),
        }
    )


def _leaves(would: list[dict[str, Any]], config: Config) -> list[dict[str, Any]]:
    """What would leave this machine: to which host, of how many dreams, and about how much; each job sends it anew."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    dreams_of: dict[tuple[str, str], set[str]] = {}
    for row in would:
        for name in row["backend"].split("+"):
            if host := registry.host(name, config):
                said = found.setdefault(
                    (host, name),
                    {"host": host, "backend": name, "dreams": 0, "sessions": 0, "characters": 0, "tokens": 0},
                )
                told = dreams_of.setdefault((host, name), set())
                if row["what"] == "session":
                    said["sessions"] += 1
                else:
                    told.add(row["dream"])
                said["characters"] += row["characters"]
                said["tokens"] += row["tokens"]
    return [{**said, "dreams": len(dreams_of[key])} for key, said in found.items()]


def _drawer(names: dict[str, str]) -> str:
    return names.get("image") or next(iter(names.values()))


def _twin(journal: Journal, config: Config, kind: str, names: dict[str, str]) -> bool:
    """Whether the dreamer's face would go along: there is one, the kind takes it, and that backend may see it."""
    return (
        config.get("backend.twin") == _drawer(names)
        and pictures.of_profile(journal.db, "twin") is not None
        and "twin" in table.recipe(kind).TAKES
    )


def _chosen(config: Config, kind: str, wish: str | None) -> dict[str, str] | DreamstreamError:
    """Who would make it, or why nobody."""
    try:
        return registry.chosen(kind, table.NEEDS[kind], config, wish=wish)
    except DreamstreamError as error:
        return error


def _waits(job: dict[str, Any], host: str, now: str) -> str:
    if job["host"] != host:
        return f"asked on another machine ({job['host']}); `dreamstream jobs takeover` moves it here"
    if job["next_at"] and job["next_at"] > now:
        return f"tries again at {job['next_at']}"
    return ""


def _why(job: dict[str, Any]) -> str:
    return {"told": "asked when the dream was told", "recovered": "asked again, since it was lost"}.get(
        job["why"] or "", f"asked by {job['why'] or 'hand'}"
    )


def _row(job: dict[str, Any], why: str) -> dict[str, Any]:
    return {"what": "job", "id": job["id"], "kind": job["kind"], "why": why}
