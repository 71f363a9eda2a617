"""Parts: a dream cut into as many stretches as its page has panels, each with the words that go over it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dreamstream.backends.local import speech, stage
from dreamstream.backends.local.speech import Said
from dreamstream.pictures import captions, pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the dream: all its words, the ones over its panel, and what somebody says in it."""

    words: str
    caption: str
    said: Said | None


def parts(text: str, count: int) -> list[Part]:
    """The dream cut into `count` stretches, each with the words that go over it."""
    text = " ".join(text.split())
    clauses = captions.loosened(captions.clauses(text), pages.FEWEST)
    if not clauses:
        return [Part(words=text, caption="…", said=None)] * count
    groups = captions.grouped(clauses, min(count, len(clauses)))
    out: list[Part] = []
    at = 0
    noisy = False
    for i, group in enumerate(groups):
        start = text.find(group[0].strip("…"), at)
        end = text.find(group[-1].strip("…"), start) + len(group[-1].strip("…")) if start >= 0 else -1
        words = text[start:end] if end > start >= 0 else " ".join(group)
        at = max(at, end)
        aloud = speech.said(words, noises=not noisy)
        noisy = noisy or (aloud is not None and aloud.kind == speech.SOUND)
        out.append(_part(words, group, aloud, first=i == 0, last=i == len(groups) - 1))
    while len(out) < count:
        # too few words for the page: the last panels look on in silence
        out.append(Part(words=out[-1].words, caption="…", said=None))
    return out


def _part(words: str, group: list[str], said: Said | None, *, first: bool, last: bool) -> Part:
    free = group
    lead = ""
    if said is not None and said.kind != speech.SOUND:
        # what stands in a balloon does not stand in the caption too
        free = [clause for clause in group if not _shares(words, clause, said)]
        lead = _lead(words, said)
    before = [c for c in free if said is None or words.find(c.strip("…")) < said.span[0]]
    ends = last and bool(free) and not free[-1].startswith("…")  # a dream ends where its teller ended
    if said is not None and not before and lead and not ends:
        return Part(words=words, caption=lead, said=said)
    free = free if ends else before or free
    if not free:
        return Part(words=words, caption=captions.tidy(max(group, key=worth)), said=None)
    best = free[0] if first else max(reversed(free), key=worth)
    if ends:
        best = free[-1]
    if captions.count(best) < 3:
        best = max(free, key=worth)
    return Part(words=words, caption=captions.tidy(captions.joined(free, best)), said=said)


def _shares(words: str, clause: str, said: Said) -> bool:
    bare = clause.strip("…")
    start = words.find(bare)
    return start < 0 or (start < said.span[1] and said.span[0] < start + len(bare))


_LEAD = re.compile(r"[^.!?…\"“”«»]*$")


def _lead(words: str, said: Said) -> str:
    """What leads up to a saying: "My mother asked…"."""
    found = _LEAD.search(words[: said.span[0]].rstrip(' "“«'))
    told = found[0].strip(" ,:;-–—„‚‘'") if found else ""
    if captions.count(told) > captions.LONGEST:
        told = "…" + " ".join(told.split()[-captions.LONGEST + 2 :])
    return f"{told}…" if captions.count(told) >= 2 else ""


_HANGING = re.compile(r"…?(?:which|who|whom|where|as|because|until|of|one of|that|than)\b", re.I)


def worth(clause: str) -> float:
    """How well a clause shows something and stands by itself."""
    seen = sum(1 for _ in stage.found(clause, "things")) + sum(1 for _ in stage.found(clause, "places"))
    fits = 1.5 if captions.SHORTEST <= captions.count(clause) <= captions.LONGEST else 0.0
    torn = (1.6 if clause.startswith("…") else 0.0) + (1.0 if clause.endswith("…") else 0.0)
    hanging = 2.0 if _HANGING.match(clause) else 0.0
    return min(seen, 3) + fits - torn - hanging
