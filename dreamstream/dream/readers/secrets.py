"""Keep secrets out of the journal: keys, passwords and numbers of accounts said in a session, covered in place.

Shapes that cannot be prose are covered wherever they stand; a password only where a sentence says it as one. Every
pattern is bounded or begins where a word does, so the time grows with the text and not with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from dreamstream.dream.readers import said

MASK = "█"  #: One of these for each character of a secret: what stands elsewhere keeps its place.
REMOVED = "[removed]"  #: What people see in place of a secret.
_ROUNDS = 4  #: What is covered may uncover the edge of the next; a second look changes next to nothing.
_LEAST = 3  #: Words that make a stretch worth quoting.
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_RUN = re.compile(f"{MASK}+")
_CLEAR = re.compile(f"[^{MASK}]+")

_DIGIT = re.compile(r"\d")
_RUN_ON = re.compile(r"\S{15}")  #: The shortest key of a known shape.
_HINTS = ("://", "authorization", "-----begin")  #: What stands in the shorter shapes.
_EDGE = r"(?<![A-Za-z0-9])"
_SHAPES = re.compile(
    _EDGE + r"(?:"
    r"sk-[A-Za-z0-9_-]{16,}|gsk_[A-Za-z0-9]{20,}|AIza[\w-]{30,}|hf_[A-Za-z0-9]{20,}|glpat-[\w-]{16,}"
    r"|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}"
    r"|(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])|[prs]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9]{16,}"
    r"|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|GOCSPX-[\w-]{16,}|ya29\.[\w-]{20,}|do[opr]_v1_[a-f0-9]{32,}|r8_\w{30,}"
    r"|SG\.[\w-]{16,}\.[\w-]{16,}|AGE-SECRET-KEY-1[A-Z0-9]{50,}|\d{8,10}:[A-Za-z0-9_-]{34,}"
    r"|(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)",
    re.ASCII,
)
_PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:\s|\\n){1,4}[A-Za-z0-9+/=]{16,100})*(?:\s|\\n){0,4}"
)
_PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_MOST = 20_000
_URL = re.compile(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://([^\s/@:█]{0,100}:[^\s/@█]{1,200})@")
_HEADER = re.compile(
    r"\b(?:authorization\s{0,2}:\s{0,2}(?:basic|bearer|token)|bearer)[^\S\n]{1,4}"
    r"((?=[A-Za-z._~+/=-]{0,80}\d)[A-Za-z0-9._~+/=-]{16,}|(?<=basic )[A-Za-z0-9+/=]{8,})",
    re.I,
)
_DIGITS = re.compile(
    r"(?<![\w.,+-])(?=((?:[2-6]\d{12,18})|[2-6]\d{3}([ -])\d{4}\2\d{4}\2\d{1,7}|3[47]\d\d([ -])\d{6}\3\d{5})(?!\w))"
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30}))", re.I | re.A)
_LONG = re.compile(r"[A-Za-z0-9+/_=-]{32,}")
_PIECE = re.compile(r"[A-Za-z0-9]{16,}")
_CHANGE = re.compile(r"(?<=[A-Za-z])[0-9]|(?<=[0-9])[A-Za-z]|(?<=[a-z])[A-Z]|(?<=[A-Z])[a-z]")
#: How long the account numbers of a country are (ISO 13616).
_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FK FI FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}


def mask(text: str) -> str:
    """The text with every character of a secret as MASK; its length and every other character stay."""
    for _ in range(_ROUNDS):
        covered = _cover(text)
        if covered == text:
            break
        text = covered
    return text


def shown(text: str) -> str:
    """The text for people: a covered secret as "[removed]"."""
    return _RUN.sub(REMOVED, text) if MASK in text else text


def clear(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The longest stretch of `text[start:end]` without a covered character, trimmed; None where it has no 3 words."""
    best: tuple[int, int] | None = None
    for run in _CLEAR.finditer(text, start, end):
        words = run[0]
        first = run.start() + len(words) - len(words.lstrip())
        last = run.start() + len(words.rstrip())
        if (best is None or last - first > best[1] - best[0]) and len(_WORD.findall(words)) >= _LEAST:
            best = (first, last)
    return best


def _cover(text: str) -> str:
    spans = sorted(span for find in _finders(text) for span in find(text))
    parts: list[str] = []
    done = 0
    for start, end in spans:
        start = max(start, done)
        if start < end:
            parts += (text[done:start], MASK * (end - start))
            done = end
    return "".join((*parts, text[done:])) if parts else text


def _finders(text: str) -> Iterator[Callable[[str], Iterator[tuple[int, int]]]]:
    """What there is to look for: most of what is said has nothing that any secret has."""
    low = text.casefold()
    if any(hint in low for hint in said.HINTS):
        yield said.spans
    if _DIGIT.search(text):
        yield _cards
        yield _accounts
    if _RUN_ON.search(text) or any(hint in low for hint in _HINTS):
        yield _shapes
        yield _pems
        yield _random


def _shapes(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _SHAPES.finditer(text))
    yield from (match.span(1) for pattern in (_URL, _HEADER) for match in pattern.finditer(text))


def _pems(text: str) -> Iterator[tuple[int, int]]:
    """Keys between their lines; of one without an end, what can only be key."""
    ends = [match.end() for match in _PEM_END.finditer(text)]
    begins = list(_PEM.finditer(text))
    for number, begin in enumerate(begins):
        following = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        at = bisect_left(ends, begin.end())
        whole = at < len(ends) and ends[at] <= min(following, begin.start() + _PEM_MOST)
        yield begin.start(), ends[at] if whole else begin.end()


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in _DIGITS.finditer(text):
        digits = [int(sign) for sign in match[1] if sign.isdigit()]
        if 13 <= len(digits) <= 19 and _luhn(digits):
            yield match.span(1)


def _luhn(digits: list[int]) -> bool:
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        said = match[1].upper()
        length = _LENGTHS.get(said[:2], 0)
        number = said.replace(" ", "").replace("-", "")[:length]
        if not length or len(number) < length:
            continue
        end = length
        while end < len(said) and end - said.count(" ", 0, end) - said.count("-", 0, end) < length:
            end += 1
        whole = not text[match.start() + end : match.start() + end + 1].isalnum()
        if whole and int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1:
            yield match.start(), match.start() + end


def _random(text: str) -> Iterator[tuple[int, int]]:
    """Long runs no tongue has: letters and digits that change places again and again."""
    for match in _LONG.finditer(text):
        for piece in _PIECE.findall(match[0]):
            changes = len(_CHANGE.findall(piece))
            digits = sum(map(str.isdigit, piece))
            if digits >= 2 and digits < len(piece) and changes >= max(5, len(piece) // 8):
                yield match.span()
                break
