"""A dream is ready: said once each time its waiting jobs run out."""

from __future__ import annotations

import sqlite3

from dreamstream.config import Config
from dreamstream.errors import DreamstreamError
from dreamstream.index import jobs as rows
from dreamstream.journal import Journal
from dreamstream.notices import notify


def announce(journal: Journal, config: Config, *, quietly: bool = False) -> list[str]:
    """Record and show that dreams are ready; their ids. `quietly` only records it: somebody watched.

    The record comes first, so that no crash tells it twice; and whatever fails here fails nothing else.
    """
    try:
        if not rows.ready(journal.db, host=journal.host):
            return []
        with journal.act() as act:
            dreams = rows.ready(act.db, host=journal.host)
            for dream in dreams:
                act.add("notice.sent", dream=dream)
        if dreams and not quietly and config.get("notify.ready") == "yes":
            notify.send(config, "A dream is ready." if len(dreams) == 1 else f"{len(dreams)} dreams are ready.")
    except (DreamstreamError, OSError, sqlite3.Error):
        return []
    return dreams
