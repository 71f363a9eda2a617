"""Ask for outputs: a job is a wish in the log until it is answered there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dreamstream import ids
from dreamstream.index import dreams
from dreamstream.index import jobs as rows
from dreamstream.journal import Act

Wish = tuple[str, dict[str, Any]]
#: What is made anew rather than again when somebody asks for it once more.
VARIED = ("image", "comic")


def wishes(dream: str, kinds: Iterable[str], *, why: str = "told") -> list[Wish]:
    """The wishes told together with a new dream; nothing is looked up, since nobody can have asked before."""
    return [("job.asked", {"job": ids.new("j"), "dream": dream, "kind": kind, "why": why}) for kind in kinds]


def ask(
    act: Act,
    *,
    n: int,
    dream: str,
    kind: str,
    why: str,
    backend: str | None = None,
    always: bool = False,
    beside: str | None = None,
    params: dict[str, Any] | None = None,
) -> str | None:
    """Wish for one output; None when the same wish waits already and `always` is not said.

    The same is: of this dream's present words, for this kind, with these parameters, from this backend. A make
    command always asks anew, and a picture asked for again is composed anew. `beside` names a run that seems stuck:
    if it ends well after all, that answers this wish too. `params` are the wish's own words to its recipe: an
    instruction, the version it starts from.
    """
    wanted = json.dumps(params or {}, sort_keys=True)
    said = (dream, kind, backend, wanted)
    if not always and (said in act.asked or any(_same(act, n, job, backend, wanted) for job in _live(act, n, kind))):
        return None
    act.asked.add(said)
    job = ids.new("j")
    data: dict[str, Any] = {"job": job, "dream": dream, "kind": kind, "why": why}
    again = rows.times_asked(act.db, dream=n, kind=kind)
    if params:
        data["params"] = params
    elif again and always and kind in VARIED:
        data["params"] = {"variation": again}
    if backend:
        data["backend"] = backend
    if beside:
        data["beside"] = beside
    act.add("job.asked", **data)
    return job


def _live(act: Act, n: int, kind: str) -> list[dict[str, Any]]:
    return rows.live(act.db, dream=n, kind=kind)


def _same(act: Act, n: int, job: dict[str, Any], backend: str | None, wanted: str) -> bool:
    """Whether a live wish is the one about to be asked; one that waits will read the words as they are then."""
    if job["asked_for"] != backend or json.dumps(json.loads(job["params"] or "{}"), sort_keys=True) != wanted:
        return False
    return bool(job["status"] == "pending" or job["rev"] == dreams.told(act.db, n)["rev"])
