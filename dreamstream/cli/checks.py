"""What doctor looks at: one small function a question, each with the sentence and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from dreamstream import media
from dreamstream.backends import registry
from dreamstream.cli.here import Here
from dreamstream.dream import run as passes
from dreamstream.dream import sources
from dreamstream.errors import DreamstreamError
from dreamstream.index import jobs as rows
from dreamstream.index import sessions
from dreamstream.kinds import table
from dreamstream.log import verify
from dreamstream.notices import notify, schedule

Check = dict[str, Any]
Said = tuple[bool, str, str]
#: Below this much free disk the next picture may not fit, in bytes.
LITTLE = 64 << 20


def all(here: Here) -> list[Check]:
    """Every check; one that cannot be made says so instead of ending the others."""
    found = []
    for name, check in CHECKS.items():
        try:
            ok, message, hint = check(here)
        except (DreamstreamError, OSError, sqlite3.Error) as error:
            text = error.message if isinstance(error, DreamstreamError) else str(error)
            ok, message, hint = False, text, getattr(error, "hint", "")
        found.append({"name": name, "ok": ok, "message": message, "hint": hint})
    return found


def _home(here: Here) -> Said:
    folder = here.places.home
    while not os.path.exists(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        return False, f"{folder} cannot be written.", "Make it yours again, or name another with --home."
    free = shutil.disk_usage(folder).free
    if free < LITTLE:
        return (
            False,
            f"only {free >> 20} MiB are free on its disk.",
            "Make room; a dream fits as long as 1 MiB is left.",
        )
    return True, f"{here.places.home}, {free >> 30} GiB free", ""


def _private(here: Here) -> Said:
    wide = [
        path
        for path in (here.places.users, here.places.state, here.places.config, here.places.local_config)
        if os.path.exists(path) and os.stat(path).st_mode & 0o077
    ]
    if wide:
        return False, f"{wide[0]} can be read by others.", f"chmod -R go= {wide[0]}"
    return True, "nobody else can read the journal", ""


def _log(here: Here) -> Said:
    found = verify.verify(here.places)
    if found["bad"] or found["gaps"]:
        first = found["bad"][0] if found["bad"] else None
        where = f"{first['file']}:{first['line']}: {first['why']}" if first else "records are missing"
        count = len(found["bad"]) + len(found["gaps"])
        return (
            False,
            f"{count} places are damaged, first {where}.",
            "All else is read; `dreamstream verify` names them.",
        )
    return True, f"{found['records']} records, each as it was written", ""


def _index(here: Here) -> Said:
    db = here.journal.db
    if (said := db.execute("pragma quick_check(1)").fetchone()[0]) != "ok":
        return False, f"SQLite says: {said}.", "dreamstream rebuild"
    dreams = db.execute("select count(*) from dreams where deleted is null").fetchone()[0]
    return True, f"{dreams} dreams", ""


def _jobs(here: Here) -> Said:
    counts = rows.counts(here.journal.db)
    if counts.get("failed"):
        return (
            False,
            f"{counts['failed']} jobs have failed.",
            "dreamstream jobs list status:failed; dreamstream jobs retry ID",
        )
    return True, f"{counts.get('pending', 0)} waiting, {counts.get('completed', 0)} completed", ""


def _passes(here: Here) -> Said:
    counts = rows.counts(here.journal.db)
    beat = passes.heartbeat(here.places)
    if not counts.get("pending"):
        return (
            True,
            f"the last one came by at {beat['at'][:16]}" if beat else "none has come by, and none is needed",
            "",
        )
    if beat is None:
        return False, f"{counts['pending']} jobs wait and no pass has ever come by.", "dreamstream dream"
    age = datetime.now().astimezone() - datetime.fromisoformat(beat["at"])
    if age > timedelta(hours=1):
        return (
            False,
            f"{counts['pending']} jobs wait and the last pass came by at {beat['at'][:16]}.",
            "dreamstream dream",
        )
    return True, f"the last one came by at {beat['at'][:16]}", ""


def _schedule(here: Here) -> Said:
    found = schedule.installed(here.places)
    if found is None:
        return True, "none is installed; passes come when you call them", "dreamstream schedule install"
    beat = passes.heartbeat(here.places)
    at = max(found["at"], beat["at"]) if beat else found["at"]
    age = datetime.now().astimezone() - datetime.fromisoformat(at)
    if age > timedelta(minutes=3 * int(found["minutes"])):
        said = f"{found['kind']} should call every {found['minutes']} minutes, and nobody came since {at[:16]}."
        return False, said, "dreamstream schedule remove; dreamstream schedule install"
    return True, f"{found['kind']}, every {found['minutes']} minutes", ""


def _clock(here: Here) -> Said:
    newest = here.journal.index.newest()
    ahead = (datetime.fromisoformat(newest) - datetime.now().astimezone()) if newest else timedelta()
    if ahead > timedelta(minutes=5):
        said = f"the newest record says {newest[:16]}, which has not come yet."
        return False, said, "Set this machine's clock, or the other's; records stay in their order all the same."
    return True, "no record is from the future", ""


def _notices(here: Here) -> Said:
    how, why = notify.way(here.config)
    if how == "silence":
        return True, f"none can be shown: {why}", "dreamstream config set notify.command COMMAND"
    return True, f"by {how}" + (f", since {why}" if why else ""), ""


def _media(here: Here) -> Said:
    here_now = media.names(here.places)
    named = {name for (name,) in here.journal.db.execute("select name from media where removed is null")}
    gone = named - here_now
    if gone:
        return (
            False,
            f"{len(gone)} pictures are not on this disk.",
            "`dreamstream dream` makes those asked for here again",
        )
    size = sum(os.path.getsize(media.where(here.places, name)) for name in here_now)
    return True, f"{len(named)} pictures, {size >> 20} MiB", ""


def _settings(here: Here) -> Said:
    problems = here.config.problems()
    if problems:
        return False, problems[0], "dreamstream config check"
    return True, "every name in them is read", ""


def _backends(here: Here) -> Said:
    names: dict[str, None] = {}
    missing: dict[str, str] = {}
    for kind in table.MADE:
        try:
            names |= dict.fromkeys(registry.chosen(kind, table.NEEDS[kind], here.config).values())
        except DreamstreamError as error:
            if kind != "transcript":  # whoever never spoke a dream misses nothing
                missing[error.message] = error.hint
    hosts = [host for name in names if (host := registry.host(name, here.config))]
    leaves = f"words go to {', '.join(hosts)}" if hosts else "nothing leaves this machine"
    if missing:
        return False, next(iter(missing)), next(iter(missing.values()))
    return True, f"{', '.join(names)}; {leaves}", ""


def _sessions(here: Here) -> Said:
    for folder in sources.folders(here.config):
        if not os.path.exists(folder):
            return False, f"the watched folder {folder} is not there.", "dreamstream config set sessions.watch FOLDER"
    known = list(sessions.all(here.journal.db))
    if failed := [session for session in known if session.missed]:
        said = f"{failed[0].name} could not be read whole: {failed[0].missed[0].get('why')}."
        return False, said, f"dreamstream dream --session {failed[0].id}"
    reader = registry.reads(here.config)
    where = registry.host(reader, here.config)
    return True, f"{len(known)} known; they {f'go to {where}' if where else 'stay on this machine'}", ""


CHECKS: dict[str, Callable[[Here], Said]] = {
    "home": _home,
    "private": _private,
    "settings": _settings,
    "log": _log,
    "index": _index,
    "media": _media,
    "jobs": _jobs,
    "passes": _passes,
    "schedule": _schedule,
    "clock": _clock,
    "notices": _notices,
    "backends": _backends,
    "sessions": _sessions,
}
