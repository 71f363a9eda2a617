"""What the offline reader proposes, said as a model would say it: turns and dreams by their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dreamstream.backends.local.sessions.propose import propose
from dreamstream.proposals import Candidate
from dreamstream.turns import Turn

MOST = 40  #: Events of one answer.


def answer(facts: Mapping[str, Any]) -> dict[str, Any]:
    """`{"events": [...]}` of `{"turns": [{n, role, text}], "dreams": [{n, title}]}`: the best, as they were told."""
    turns = [
        Turn(id=str(turn["n"]), role=turn["role"], text=turn["text"])
        for turn in facts.get("turns", ())
        if turn["role"] in ("user", "")
    ]
    dreams = [Candidate(id=str(dream["n"]), title=dream["title"]) for dream in facts.get("dreams", ())]
    found = propose(turns, dreams)
    best = sorted(range(len(found)), key=lambda at: (-found[at].score, at))[:MOST]
    return {
        "events": [
            {
                "turn": int(found[at].turns[0]),
                "dream": int(found[at].target or 0),
                "type": found[at].type,
                "quote": found[at].quote,
                "text": found[at].text,
                "score": found[at].score,
            }
            for at in sorted(best)
        ]
    }
