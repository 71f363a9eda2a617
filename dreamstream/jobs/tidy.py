"""Take away what nobody may see any more: pictures of long deleted dreams, drafts nobody finished, strays.

The record comes first, the file goes after: a kill between leaves a file the next look removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from typing import Any

from dreamstream import media
from dreamstream.index import dreams, pictures
from dreamstream.journal import Act, Journal
from dreamstream.log import rewrite, writer
from dreamstream.log.writer import iso

#: A file nobody names is left alone this long, in seconds: twice the longest job, which names it when it ends.
GRACE = 3600.0


def due(journal: Journal, *, days: int) -> list[str]:
    """Pictures of dreams deleted longer than `days` ago that nothing else uses."""
    return pictures.leftover(journal.db, before=iso(time.time() - days * 86_400))


def forget(journal: Journal, *, days: int) -> list[str]:
    """Record that they are gone, then let them go; their names."""
    if not due(journal, days=days):
        return []
    with journal.act() as act:
        names = pictures.leftover(act.db, before=iso(time.time() - days * 86_400))
        remove(act, names)
    unlink(journal, names)
    return names


def remove(act: Act, names: list[str]) -> None:
    """Record that these pictures are gone; `unlink` them once that is durable."""
    for name in names:
        act.add("media.removed", media=name)


def unlink(journal: Journal, names: list[str]) -> None:
    """Take these files off the disk, where they are ours to take."""
    for name in names:
        path = media.where(journal.places, name)
        if os.path.lexists(path):
            os.unlink(path)


def strays(journal: Journal, *, grace: float = GRACE) -> list[str]:
    """Paths under the media folder that no record names, old enough that no running job will."""
    named = pictures.kept(journal.db)
    found, old = [], time.time() - grace
    for folder, folders, files in os.walk(journal.places.media, followlinks=False):
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(folder, name))]
        for name in files:
            path = os.path.join(folder, name)
            stat = os.lstat(path)
            ours = name.startswith(".tmp-") or media.is_name(name)
            if ours and name not in named and stat.st_mtime < old:
                found.append(path)
    return sorted(found)


def check(journal: Journal) -> dict[str, Any]:
    """`{media, missing, damaged, strays}`: every named file is there and has the content its name says."""
    missing, damaged, count = [], [], 0
    for row in pictures.all(journal.db):
        count += 1
        path = media.where(journal.places, row["name"])
        if os.path.islink(path) or not os.path.isfile(path):
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
    names = [dream for _, dream in chosen]
    words = rewrite.words(journal.places, set(names))
    about = rewrite.subjects(journal.places, set(names))
    with journal.act() as act:
        numbers = [dreams.resolve(act.db, dream, deleted=True)[0] for dream in names]
        media_ = pictures.only_of(act.db, numbers)
        remove(act, media_)
        for dream in names:
            act.add("dream.purged", dream=dream)
        if rewriting:  # before any line goes, so that `verify` knows which numbers are missing for a reason
            gaps = rewrite.numbers(journal.places, about)
            act.add("dream.purged", dream=names[0], gaps=gaps)
    unlink(journal, media_)
    done = rewrite.Rewritten()
    if rewriting:
        with writer.lock(journal.places):
            done = rewrite.without(journal.places, about, texts=words)
    journal.refresh()
    journal.scrub()
    return Purged(
        media=media_,
        lines=done.lines,
        rewritten=done.files,
        elsewhere=rewrite.elsewhere(journal.places, set(names)),
        left=[path for path in _files(journal) if _holds(path, words)],
    )


def _files(journal: Journal) -> list[str]:
    found = []
    for root in (journal.places.users, journal.places.state):
        for folder, _, files in os.walk(root):
            found += [os.path.join(folder, name) for name in files]
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
