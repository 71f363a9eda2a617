"""`log`: the dream is on disk before anything else happens."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from dreamstream import ids
from dreamstream.cli import options
from dreamstream.cli.here import Here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import DreamstreamError, NotSaved, Refused, UsageError
from dreamstream.lists import DREAM_TYPES, EMOTIONS, ESSENTIAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

Said = dict[str, Any]
#: So many dreams at once are an old book being brought in: nothing is noted on them.
_MANY = 20
#: Words that look like a dream told by accident: nobody dreams more than this into one argument.
_ABOUT = "The dream; - or nothing reads standard input, nothing at a terminal opens your editor"


def quick(words: list[str]) -> Said | None:
    """The line as this module reads it, None where Typer should (help, an unknown option)."""
    found = options.parse(options.LOG, words)
    return None if found is None else {"words": found[0], **found[1]}


def tell(here: Here, said: Said) -> Result:
    """Keep what was said; then, and only then, whatever else was asked for."""
    facts = _facts(here, said)
    if said.get("audio"):
        from dreamstream.cli import listen

        return listen.keep(here, said, facts)
    texts = _texts(here, said)
    if not texts:
        raise UsageError("There are no words to keep.", hint='Say them: dreamstream log "I was flying over …"')
    kinds = () if said.get("no_jobs") or said.get("draft") else ESSENTIAL
    dreams = [_dream(text, facts, kinds) for text in texts]
    glimpses = {} if said.get("draft") or len(dreams) > _MANY else {data["dream"]: _glimpsed(data) for data in dreams}
    jobs = {data["dream"]: _wishes(data["dream"], kinds) for data in dreams}

    def records() -> Iterator[tuple[str, Said]]:
        for data in dreams:
            yield "dream.logged", data
            for wish in jobs[data["dream"]]:
                yield "job.asked", wish
            for event in glimpses.get(data["dream"], ()):
                yield "event.added", event

    try:
        here.journal.tell(records())
    except NotSaved as error:
        error.words = "\n".join(texts)
        raise
    except Refused as error:
        raise _too_much(here, error, "\n".join(texts)) from None
    told = [_told(data, jobs[data["dream"]], glimpses.get(data["dream"], [])) for data in dreams]
    if said.get("now"):
        told = _now(here, told)
    return Result(told if said.get("each") else told[0], lambda: _lines(here, told, said))


def _facts(here: Here, said: Said) -> Said:
    facts: Said = {}
    if when := said.get("at"):
        facts.update(_when(here, str(when)))
    else:
        facts["night"] = time.strftime("%Y-%m-%d")
    if title := said.get("title"):
        facts["title"] = _text(here, str(title))
    if (type_ := said.get("type")) is not None:
        facts["type"] = among("type", str(type_), DREAM_TYPES)
    if (lucid := said.get("lucid")) is not None:
        if lucid == "yes":
            facts.setdefault("type", "lucid")
        else:
            facts["lucidity"] = number("--lucid", str(lucid), 5)
            if facts["lucidity"]:
                facts.setdefault("type", "lucid")
    if (stress := said.get("stress")) is not None:
        facts["stress"] = number("--stress", str(stress), 100)
    if emotions := said.get("emotions"):
        facts["emotions"] = [feeling(str(e)) for e in emotions]
    if said.get("draft"):
        facts["draft"] = True
    for name in ("tags", "people", "places"):
        if values := said.get(name):
            kept = dict.fromkeys(" ".join(_text(here, str(value)).split()) for value in values)
            facts[name] = [value for value in kept if value]
    return facts


def _when(here: Here, text: str) -> Said:
    from datetime import datetime

    from dreamstream import dates

    when = dates.parse(text, now=datetime.now().astimezone())
    if when.future:
        raise UsageError(f"{text!r} has not come yet.", hint="Say when it was dreamed, or leave --at out for now.")
    return {"at": when.at, "night": dates.night(when.at, day_starts_at=here.config.get("day_starts_at"))}


def _texts(here: Here, said: Said) -> list[str]:
    words = said.get("words") or []
    if said.get("template") and words:
        raise UsageError("A template opens the editor, so there can be no words yet.", hint="Leave one of them out.")
    if said.get("template"):
        text = _edited(here, str(said["template"]))
    elif words and words != ["-"]:
        text = _text(here, " ".join(words))
    elif words or not sys.stdin.isatty():
        text = _piped(here)
    else:
        text = _edited(here, "")
    if said.get("each"):
        return [part.strip() for part in text.split("\0" if "\0" in text else "\n") if part.strip()]
    return [text.strip()] if text.strip() else []


def _piped(here: Here) -> str:
    body = sys.stdin.buffer.read()
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    from dreamstream.cli import drafts

    path = drafts.keep(here.places, body)
    kept = f"What came is kept in {path}. " if path else ""
    text = body.decode("utf-8", "replace")
    if "\0" in text or text.count("\ufffd") * 20 > len(text):
        raise Refused(
            "What came on standard input is not text.", hint=f"{kept}Save it as UTF-8 text, then pipe it in again."
        )
    here.warn(f"Some bytes were not UTF-8 and stand as \ufffd in the dream. {kept}".strip())
    return text


def _edited(here: Here, template: str) -> str:
    from dreamstream.cli import editor

    return editor.write(here, template=template)


def _text(here: Here, text: str) -> str:
    """An argument as text: bytes the shell passed that are none come out as U+FFFD, and that is said."""
    try:
        text.encode()
    except UnicodeEncodeError:
        here.warn("Some bytes were not text and stand as \ufffd in the dream.")
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text


def _dream(text: str, facts: Said, kinds: tuple[str, ...]) -> Said:
    data = {"dream": ids.new("d"), "text": text, **facts}
    if kinds:
        data["wants"] = list(kinds)
    return data


def _wishes(dream: str, kinds: tuple[str, ...]) -> list[Said]:
    return [{"job": ids.new("j"), "dream": dream, "kind": kind, "why": "told"} for kind in kinds]


def _glimpsed(data: Said) -> list[Said]:
    """The signs one sees at a glance, as suggestions; a pass and the dreamer have something to add to."""
    from dreamstream.words import telling

    return [
        {
            "event": ids.new("e"),
            "target": data["dream"],
            "type": "sign",
            "text": label,
            "status": "suggested",
            "source": "realtime",
            "author": "agent",
            "meta": {"word": word},
        }
        for label, word in telling.seen(data["text"])
    ]


def _told(data: Said, wishes: list[Said], events: list[Said]) -> Said:
    jobs = [{"id": wish["job"], "kind": wish["kind"], "status": "pending"} for wish in wishes]
    return {"id": data["dream"], "night": data["night"], "jobs": jobs, "signs": [event["text"] for event in events]}


def _now(here: Here, told: list[Said]) -> list[Said]:
    """Run the jobs at once, through the door every pass uses; the words are safe already."""
    from dreamstream.cli import progress
    from dreamstream.index import jobs as rows

    try:
        progress.work_now(here, [job["id"] for dream in told for job in dream["jobs"]])
    except DreamstreamError as error:  # the dream is safe, and a script must get its id
        here.warn(f"{error.message} {error.hint} What was asked for waits for the next pass.")
    for dream in told:
        for job in dream["jobs"]:
            found = rows.one(here.journal.db, job["id"])
            job["status"] = found["status"] if found else job["status"]
    return told


def _lines(here: Here, told: list[Said], said: Said) -> Iterator[Line]:
    if not here.at_terminal:
        for dream in told:
            yield dream["id"], ""
        return
    if here.quiet:
        return
    if len(told) > 1:
        yield f"{len(told)} dreams are safe, {told[0]['id']} to {told[-1]['id']}.", "bold"
    else:
        yield (
            f"It is safe: {told[0]['id']}, {'a draft' if said.get('draft') else 'night of ' + _night(told[0])}.",
            "bold",
        )
    if said.get("now"):
        yield f"See it: dreamstream show {told[0]['id']}", "dim"
    elif any(dream["jobs"] for dream in told):
        from dreamstream.cli import hints

        yield from hints.what_comes(here)


def _night(dream: Said) -> str:
    return str(dream["night"] or "an unknown date")


def _too_much(here: Here, error: Refused, words: str) -> Refused:
    from dreamstream.cli import drafts

    path = drafts.keep(here.places, words)
    kept = f"Your words are kept in {path}. " if path else ""
    return Refused(error.message, hint=kept + error.hint)


def among(what: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value in lower case, if it is in the closed list. Raises UsageError with the list."""
    if value.casefold() in allowed:
        return value.casefold()
    raise UsageError(f"{value!r} is no {what}.", hint=f"It is one of {', '.join(allowed)}.")


def feeling(value: str) -> str:
    """The feeling in the closed list's word: `sad` and `afraid` are understood too. Raises UsageError with the list."""
    if value.casefold() in EMOTIONS:
        return value.casefold()
    from dreamstream.words import labels

    return labels.emotion(value) or among("emotion", value, EMOTIONS)


def number(what: str, value: str, most: int) -> int:
    """The value as a whole number from 0 to `most`. Raises UsageError."""
    if value.isascii() and value.isdigit() and int(value[:9]) <= most:
        return int(value)
    raise UsageError(f"{what} cannot be {value!r}.", hint=f"Say a whole number from 0 to {most}.")


def __getattr__(name: str) -> typer.Typer:
    """The Typer family of this module, made only when Typer is at the door."""
    if name != "family":
        raise AttributeError(name)
    import typer

    from dreamstream.cli.here import here

    made = typer.Typer()

    def log(**said: Any) -> Result:
        return tell(here(), {key: value for key, value in said.items() if value not in (None, False, [])})

    shape, annotations = options.signature(options.LOG, arguments="[TEXT|-]...", about=_ABOUT)
    log.__signature__ = shape  # type: ignore[attr-defined]
    log.__annotations__ = annotations
    log.__doc__ = "Tell a dream: it is safe when this returns."
    made.command("log")(log)
    return made
