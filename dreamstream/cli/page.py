"""A dream as people read it: its words, what was found in them, what was made of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dreamstream.cli.here import Here
from dreamstream.cli.result import Line

Row = dict[str, Any]


def pages(at: Here, found: list[Row], *, images: bool) -> Iterator[Line]:
    """Each dream with everything it has, and what may be done about it."""
    for i, dream in enumerate(found):
        if i:
            yield "", ""
        yield from _page(dream, images=images)


def _page(dream: Row, *, images: bool) -> Iterator[Line]:
    if dream["title"]:
        yield dream["title"], "bold"
    facts = [dream["night"] or dream["at"] or "undated", dream["type"], "draft" if dream["draft"] else None]
    facts += [f"lucidity {dream['lucidity']}"] if dream["lucidity"] is not None else []
    facts += [f"stress {dream['stress']}"] if dream["stress"] is not None else []
    yield "  ".join([dream["id"], *(str(fact) for fact in facts if fact)]), "dim"
    for name, what in (("emotions", "felt"), ("people", "with"), ("places", "at"), ("tags", "tagged")):
        if dream[name]:
            yield f"{what}: {', '.join(dream[name])}", "dim"
    yield "", ""
    yield dream["text"], ""
    analysis = dream["outputs"]["analysis"]
    if analysis.get("hook"):
        yield "", ""
        yield analysis["hook"], "bold"
        yield analysis["interpretation"], ""
        if dream["signs"]:
            yield "", ""
        for sign in dream["signs"]:
            yield f"  {sign['label']}  “{sign['evidence']}”" if sign["evidence"] else f"  {sign['label']}", "cyan"
        if analysis.get("actions"):
            yield "", ""
        for action in analysis.get("actions") or ():
            yield f"  – {action}", ""
        if analysis.get("note"):
            yield "", ""
            yield analysis["note"], "yellow"
    yield from _made(dream)
    if dream["stale"]:
        yield "", ""
        yield "The text changed since; `dreamstream edit --again` or a make command renews what was made.", "yellow"
    yield "", ""
    for kind, output in dream["outputs"].items():
        if kind == "refine" and output["status"] == "completed":
            continue  # its picture is the image's newest version
        if images and output.get("path"):
            yield output["media"], "picture page" if kind in ("comic", "lens") else "picture"
        yield _output(kind, output, images=images)
        if output.get("notice"):
            yield f"    {output['notice']}", "yellow"
    known = {sign["label"] for sign in dream["signs"]}
    for event in dream["events"]:
        if event["type"] == "sign" and event["status"] == "suggested" and event["text"] in known:
            continue  # seen at the telling, and found by the analysis since
        mark = {"suggested": "?", "rejected": "✗"}.get(event["status"], "·")
        yield f"{mark} {event['type']}: {event['text']}", ""


def _made(dream: Row) -> Iterator[Line]:
    """What was made of a dream in words, besides its analysis: the lens's readings, another ending."""
    lens, healing = (dream["outputs"].get(kind) or {} for kind in ("lens", "healing"))
    if lens.get("callouts"):
        yield "", ""
    for callout in lens.get("callouts") or ():
        yield f"  {callout['n']}  {callout['label']}: {callout['text']}", ""
    for panel in (dream["outputs"].get("comic") or {}).get("panels") or ():
        if panel.get("lettered") is False:  # no font here has these letters: what stands on no page stands here
            yield f"  {panel['caption']}", "dim"
    if healing.get("ending"):
        yield "", ""
        yield "Another ending" + (", in your own words" if "ending" in healing.get("edited", ()) else ""), "bold"
        yield healing["ending"], ""
        yield f"`dreamstream heal {dream['id']} --rehearse BEFORE AFTER` notes how it went.", "dim"
        if healing.get("rehearsals"):
            from dreamstream.cli.heal import told

            yield from told(healing["rehearsals"])
    elif dream["type"] == "nightmare" and dream["outputs"]["analysis"].get("hook"):
        yield "", ""
        yield f"It may help to give it another ending: dreamstream heal {dream['id']}", "dim"


def _output(kind: str, output: Row, *, images: bool) -> Line:
    status = output["status"]
    if status == "retrying":
        tries = f"retrying ({output['retry_count'] + 1} of {output['max_retries']}, next {_clock(output['next_at'])})"
        return f"◐ {kind}: {tries}: {output['error']}", "yellow"
    if status == "failed":
        return f"✗ {kind}: failed: {output['error']}; `dreamstream jobs retry {output['job']}`", "red"
    if status in ("pending", "processing"):
        return f"◐ {kind}: {status}", "dim"
    if status == "idle":
        return f"○ {kind}", "dim"
    if output.get("path"):
        there = output["path"] if os.path.exists(output["path"]) else "its file is not here; a make command renews it"
        alt = f"\n    {output['alt']}" if images and output.get("alt") else ""
        which = f" (version {output['version']})" if output.get("version", 1) > 1 else ""
        return f"✓ {kind}: {there}{which}{alt}", "green"
    return f"✓ {kind}", "green"


def _clock(at: str | None) -> str:
    if not at:
        return "pass"
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%H:%M")
    except ValueError:
        return at
