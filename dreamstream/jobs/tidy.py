"""Take away what nobody may see any more: pictures of long deleted dreams, drafts nobody finished, strays.

The record comes first, the file goes after: a kill between leaves a file the next look removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any

from dreamstream import media
from dreamstream.index import dreams, fold_gone, pictures
from dreamstream.journal import Act, Journal
from dreamstream.log import rewrite, writer
from dreamstream.log.writer import iso

#: A file nobody names is left alone this long, in seconds: twice the longest job, which names it when it ends.
GRACE = 3600.0
#: So many runs of numbers fit into one record, however long they are spelt.
_RUNS = 10_000


def due(journal: Journal, *, days: int) -> bool:
    """Whether there is a picture to take away: of a dream deleted longer than `days` ago that nothing else uses."""
    return bool(pictures.leftover(journal.db, before=iso(time.time() - days * 86_400)) or _left_behind(journal))


def forget(journal: Journal, *, days: int) -> list[str]:
    """Record that they are gone, then let them go; their names."""
    if not due(journal, days=days):
        return []
    with journal.act() as act:
        names = pictures.leftover(act.db, before=iso(time.time() - days * 86_400))
        remove(act, names)
    return sorted({*names, *unlink(journal)})


def remove(act: Act, names: list[str]) -> None:
    """Record that these pictures are gone; `unlink` takes them once that is durable."""
    for name in names:
        act.add("media.removed", media=name)


def unlink(journal: Journal) -> list[str]:
    """Take what a record says is gone off the disk, also what an earlier kill, or another machine, left; the names."""
    if not _left_behind(journal):
        return []
    with writer.lock(journal.places):  # a job that makes the same picture again says so under the lock
        journal.refresh()
        names = _left_behind(journal)
        for name in names:
            _drop(media.where(journal.places, name))
    return names


def _left_behind(journal: Journal) -> list[str]:
    found = []
    for name in filter(media.is_name, pictures.removed(journal.db)):
        path = media.where(journal.places, name)
        if os.path.lexists(path) and _is_ours(os.path.dirname(path)):
            found.append(name)
    return sorted(set(found) - pictures.shown(journal.db)) if found else []


def _is_ours(folder: str) -> bool:
    """Whether files of this folder may be taken: no link leads elsewhere, and it can be written."""
    return not os.path.islink(folder) and os.access(folder, os.W_OK)


def _drop(path: str) -> None:
    with suppress(FileNotFoundError):  # somebody else was first
        os.unlink(path)


def gc(journal: Journal, *, dry_run: bool = False) -> tuple[list[str], int]:
    """Take the strays away; their paths and how many bytes they had."""
    with nullcontext() if dry_run else writer.lock(journal.places):  # nobody names one meanwhile
        journal.refresh()
        found = _strays(journal, GRACE)
        if not dry_run:
            for path, _ in found:
                _drop(path)
    return [path for path, _ in found], sum(size for _, size in found)


def strays(journal: Journal) -> list[str]:
    """Paths under the media folder that no record names, old enough that no running job will."""
    return [path for path, _ in _strays(journal, GRACE)]


def _strays(journal: Journal, grace: float) -> list[tuple[str, int]]:
    named = pictures.kept(journal.db)
    found, old = [], time.time() - grace
    for folder, folders, files in os.walk(journal.places.media, followlinks=False):
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(folder, name))]
        for name in files:
            if name in named or not (name.startswith(".tmp-") or media.is_name(name)):
                continue
            path = os.path.join(folder, name)
            with suppress(FileNotFoundError):
                stat = os.lstat(path)
                # a file sync keeps the time of writing: what came an hour ago may be named by a line still to come
                if max(stat.st_mtime, stat.st_ctime) < old:
                    found.append((path, stat.st_size))
    return sorted(found)


def check(journal: Journal) -> dict[str, Any]:
    """`{media, missing, damaged, strays}`: every named file is there and has the content its name says."""
    missing, damaged, count = [], [], 0
    for row in pictures.all(journal.db):
        if not media.is_name(row["name"]):
            continue  # whoever wrote that line meant no file of ours
        count += 1
        path = media.where(journal.places, row["name"])
        if os.path.islink(path) or os.path.islink(os.path.dirname(path)) or not os.path.isfile(path):
            missing.append({"media": row["name"], "dream": row["dream"]})
            continue
        digest = hashlib.sha256()
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        if digest.hexdigest() != row["name"].partition(".")[0]:
            damaged.append({"media": row["name"], "dream": row["dream"]})
    return {"media": count, "missing": missing, "damaged": damaged, "strays": strays(journal)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge took, and where words of the dream still stand."""

    media: list[str]
    lines: int  #: Lines gone from this host's log; 0 without a rewrite.
    rewritten: list[str]
    elsewhere: list[str]  #: Files of other hosts that speak of it: the purge is to be run there too.
    left: list[str]  #: Files under this home that still hold its words.


def purge(journal: Journal, chosen: list[tuple[int, str]], *, rewriting: bool) -> Purged:
    """Take dreams away for good: every reader drops them from now on; with `rewriting` their lines leave this log.

    Without it the words stay in the log's files, and `left` says in which.
    """
    names = list(dict.fromkeys(dream for _, dream in chosen))
    with journal.act() as act:
        about = rewrite.subjects(journal.places, set(names))
        every = set().union(*about.values())
        words = rewrite.words(journal.places, every)
        numbers = [dreams.resolve(act.db, dream, deleted=True)[0] for dream in names]
        taken = pictures.only_of(act.db, numbers)
        remove(act, taken)
        # before any line goes: `verify` must know which numbers are missing for a reason, and a run that is killed
        # half-way, or another host's, which ids were the dream's
        gaps = rewrite.numbers(journal.places, every, texts=words) if rewriting else []
        for n, dream in zip(numbers, names, strict=True):
            if gaps or not fold_gone.is_purged(act.db, n):
                more = {"about": sorted(about[dream] - {dream})} if rewriting else {}
                act.add("dream.purged", dream=dream, **more)
        for i in range(0, len(gaps), _RUNS):
            act.add("dream.purged", dream=names[0], gaps=gaps[i : i + _RUNS])
    taken = sorted({*taken, *unlink(journal)})
    done = rewrite.Rewritten()
    if rewriting:
        with writer.lock(journal.places):
            done = rewrite.without(journal.places, every, texts=words)
    journal.refresh()
    journal.scrub()
    return Purged(
        media=taken,
        lines=done.lines,
        rewritten=done.files,
        elsewhere=rewrite.elsewhere(journal.places, every),
        left=[path for path in _files(journal) if _holds(path, words)],
    )


def _files(journal: Journal) -> list[str]:
    found = []
    for root in (journal.places.users, journal.places.state):
        for folder, _, files in os.walk(root):
            paths = (os.path.join(folder, name) for name in files)
            found += [path for path in paths if os.path.isfile(path) and not os.path.islink(path)]
    return sorted(found)


def _holds(path: str, texts: list[str]) -> bool:
    """Whether a file holds the beginning of one of these texts, as it is or as JSON spells it."""
    wanted = {
        form[:80].encode("utf-8", "replace")
        for text in texts
        if len(text) >= 8
        for form in (text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1])
    }
    try:
        with open(path, "rb") as file:
            before = b""
            while block := file.read(1 << 20):
                body = before + block
                if any(form in body for form in wanted):
                    return True
                before = body[-400:]
    except OSError:
        return False
    return False
