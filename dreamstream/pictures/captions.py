"""Captions: a telling cut at its joints, in the dreamer's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dreamstream.pictures import lines

LONGEST, SHORTEST = 14, 6  # words of a caption

# a closing quote stays with what was said; the marks of scripts without spaces end a sentence on their own
_END = re.compile(
    r"(?<=[.!?…؟۔।॥።])\s+|(?<=[.!?…؟][\"'”’»)\]])\s+|(?<=[。！？｡])(?![」』）”’。！？])|(?<=[。！？][」』）])(?![。！？ぁ-んァ-ン])"
)
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|[A-HJ-Z])|\b[ap]\.m)\.$")  # "Mr." ends no sentence
_CLAUSE = re.compile(
    r"[,;:،؛]\s+|[、，；：]|\s+[-–—]+\s+"
    r"|\s+(?=(?:and|but|then|when|because|while|until|who|which|where|before|after|as)\s)",
    re.I,
)
#: words a phrase begins with: where an endless clause may take breath
_PHRASE = re.compile(
    r"(?:in|on|at|with|from|to|for|into|onto|by|that|about|over|under|near|through|behind|like|or|so|if|than|around"
    r"|across|along|off|out|of|towards|inside|outside|without|against|between)$",
    re.I,
)
_LOOSE = " ,;:-–—،؛、，；："
#: scripts written without spaces
_TIGHT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")


def clauses(text: str) -> list[str]:
    """Spans of the dreamer's own words, at most fourteen each, an ellipsis where one was cut."""
    out: list[str] = []
    for sentence in sentences(text):
        if not re.search(r"\w", sentence):
            continue
        if count(sentence) <= LONGEST:
            out.append(sentence)
            continue
        out += _cut(sentence)
    return out


_LABEL = re.compile(r"^(?:#\S+\s+|[(\[][^)\]]{0,40}\d[^)\]]{0,40}[)\]]\s*)+")  # a number or date before the telling
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("「", "」"), ("«", "»"))


def tidy(caption: str) -> str:
    """Without a quotation mark or bracket whose other half was cut away, or a dash it began with."""
    for opening, closing in _PAIRS:
        if caption.count(opening) < caption.count(closing):
            caption = _without(caption, closing)
        elif caption.count(opening) > caption.count(closing):
            caption = _without(caption, opening)
    caption = _without(caption, '"') if caption.count('"') % 2 else caption
    return caption.lstrip(_LOOSE) or caption


def _without(caption: str, mark: str) -> str:
    """One mark taken off an end; in the middle it stays, the words are the dreamer's."""
    dots = "…" if caption.endswith("…") else ""
    body = caption.removesuffix("…") if dots else caption
    start = "…" if body.startswith("…") else ""
    body = body.removeprefix("…") if start else body
    if body.startswith(mark):
        return start + body[len(mark) :] + dots
    return start + (body[: -len(mark)] if body.endswith(mark) else body) + dots


def sentences(text: str) -> list[str]:
    """The text cut after its full stops, of whatever script."""
    out: list[str] = []
    for part in _END.split(_LABEL.sub("", " ".join(text.split()))):
        if out and _ABBREVIATED.search(out[-1]) and part:
            out[-1] = f"{out[-1]} {part}"
        elif part.strip():
            out.append(part.strip())
    return out


def panels(text: str) -> int:
    """How many panels tell a dream: three of a few words, six of a long one; silence has none of its own."""
    length, told = count(text), len(clauses(text))
    wish = 3 if length < 45 else 4 if length < 110 else 5 if length < 220 else 6
    return max(3, min(wish, told))


def loosened(spans: Sequence[str], number: int) -> list[str]:
    """Of a telling of one breath, more spans: cut at its joints into pieces of three words and more."""
    out = list(spans)
    while len(out) < number:
        cuts = [
            (min(count(one[: joint.start()]), count(one[joint.end() :])), i, joint)
            for i, one in enumerate(out)
            for joint in _CLAUSE.finditer(one)
        ]
        best = max(cuts, key=lambda each: (each[0], -each[1]), default=None)
        if best is None or best[0] < 3:
            break
        _least, i, joint = best
        head, tail = out[i][: joint.start()].rstrip(_LOOSE), out[i][joint.start() :].lstrip(_LOOSE)
        out[i : i + 1] = [f"{head}…", f"…{tail}"]
    return out


def grouped(spans: Sequence[str], number: int) -> list[list[str]]:
    """In order, about the same number of words each, none empty."""
    total = sum(count(span) for span in spans)
    groups: list[list[str]] = [[]]
    done = 0
    for i, span in enumerate(spans):
        left, need = len(spans) - i, number - len(groups)
        if groups[-1] and need and (done >= total * len(groups) / number or left <= need):
            groups.append([])
        groups[-1].append(span)
        done += count(span)
    return groups


def _cut(sentence: str) -> list[str]:
    """A long sentence at its joints; pieces of fewer than six words stay with a neighbour."""
    ends: list[int] = []
    for joint in _CLAUSE.finditer(sentence):
        # "…, and when …" is one joint: a span must not end on its "and"
        if not ends or count(sentence[ends[-1] : joint.start()].strip(_LOOSE)) > 1:
            ends.append(joint.start())
    ends.append(len(sentence))
    spans: list[tuple[int, int]] = []
    start = 0
    for i, end in enumerate(ends):
        if count(sentence[start:end]) < SHORTEST and end != len(sentence):
            continue
        after = ends[i + 1] if i + 1 < len(ends) else len(sentence)
        if end != len(sentence) and count(sentence[start:after]) <= LONGEST - 3:
            continue
        spans.append((start, end))
        start = end
    pieces: list[str] = []
    for a, b in spans:
        words = sentence[a:b].lstrip(_LOOSE).split()
        opened = a > 0
        if _TIGHT.search(sentence[a:b]) and count(sentence[a:b]) > LONGEST:
            pieces += _sliced(sentence[a:b].strip(_LOOSE), opened=opened, closed=b == len(sentence))
            continue
        while words:
            take = words[: _breath(words)]
            words = words[len(take) :]
            piece = " ".join(take).rstrip(_LOOSE)
            closed = not words and b == len(sentence)
            if count(piece) >= 3 or not pieces:
                pieces.append(("…" if opened else "") + piece + ("" if closed else "…"))
            opened = True
    return pieces


def _breath(words: Sequence[str]) -> int:
    """How many words of an endless clause go together: up to where a phrase begins, and no stub is left."""
    if len(words) <= LONGEST:
        return len(words)
    most = min(LONGEST, len(words) - SHORTEST) if len(words) - SHORTEST >= SHORTEST else len(words) // 2
    ways = [i for i in range(SHORTEST, most + 1) if _PHRASE.match(words[i])]
    return ways[-1] if ways else max(SHORTEST, min(most, len(words) // 2)) if len(words) < 2 * LONGEST else most


def _sliced(span: str, *, opened: bool, closed: bool) -> list[str]:
    """Stretches of equal length, where no space says which sign ends a word."""
    size = count(span) / -(-count(span) // LONGEST)
    parts = [""]
    for piece, spaced in lines.pieces(span):
        joined = f"{parts[-1]} {piece}" if spaced and parts[-1] else parts[-1] + piece
        if parts[-1] and count(joined) > size + 0.5:
            parts.append(piece)
        else:
            parts[-1] = joined
    ends = [part for part in parts if part]
    return [
        ("…" if opened or i else "") + part + ("" if closed and i == len(ends) - 1 else "…")
        for i, part in enumerate(ends)
    ]


def joined(group: Sequence[str], best: str) -> str:
    """A caption of two or three words takes its neighbour along, where both are whole and fit together."""
    at = group.index(best)
    for one, two in ((at, at + 1), (at - 1, at)):
        if count(best) >= SHORTEST or one < 0 or two >= len(group):
            continue
        pair = f"{group[one]} {group[two]}"
        if count(pair) <= LONGEST and "…" not in pair:
            return pair
    return best


def count(words: str) -> int:
    """How many words; where words are not spaced, two ideographs or kana count as one."""
    tight = len(_TIGHT.findall(words))
    return len(_TIGHT.sub(" ", words).split()) + (tight + 1) // 2 if tight else len(words.split())
