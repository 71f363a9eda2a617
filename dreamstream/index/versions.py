"""Questions about the versions of a dream's picture: each finished image or refinement is one, numbered from 1."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.errors import NotFound

Row = dict[str, Any]
#: The outputs whose pictures are versions of one another.
KINDS = ("image", "refine")


def of(db: sqlite3.Connection, n: int) -> list[Row]:
    """Every version, the original first: `{n, media, instruction, from, picked, at, job, alt, scene, notes}`."""
    picked = db.execute("select job from picks where dream = ?", (n,)).fetchone()
    found: list[Row] = []
    for job, params, result, ended, beside in db.execute(
        "select id, params, result, ended_at, beside from jobs where dream = ? and kind in ('image', 'refine')"
        " and status = 'completed' and result is not null order by julianday(ended_at), n",
        (n,),
    ):
        wish, held = json.loads(params or "{}"), json.loads(result)
        if not held.get("media") or any(v["job"] == beside and v["media"] == held["media"][0] for v in found):
            continue  # a retry that stood beside a slow run got that one's picture
        data = held.get("data") or {}
        parent = next((v["n"] for v in found if v["job"] == wish.get("parent")), None)
        found.append(
            {
                "n": len(found) + 1,
                "media": held["media"][0],
                "instruction": wish.get("instruction"),
                "from": parent,
                "picked": bool(picked) and job == picked[0],
                "at": ended,
                "job": job,
                "alt": data.get("alt"),
                "scene": data.get("scene"),
                "notes": data.get("notes") or [],
            }
        )
    return found


def shown(version: Row) -> Row:
    """A version as others are told of it."""
    return {name: version[name] for name in ("n", "media", "instruction", "from", "picked", "at", "alt")}


def picked(db: sqlite3.Connection, n: int) -> Row | None:
    """The version the dream shows now."""
    return next((version for version in of(db, n) if version["picked"]), None)


def one(db: sqlite3.Connection, n: int, dream: str, number: int | None) -> Row:
    """The version of this number, else the picked one. Raises NotFound, saying which there are."""
    listed = of(db, n)
    if not listed:
        raise NotFound(f"{dream} has no picture yet.", hint=f"Make it: dreamstream image {dream}")
    for version in listed:
        if version["n"] == number if number is not None else version["picked"]:
            return version
    raise NotFound(f"{dream} has no version {number}.", hint=f"It has 1 to {len(listed)}: dreamstream versions {dream}")
