"""Find the passwords and codes that a sentence says as such: "my password is …", "PIN 4…"."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What is said of a password may be any word; of a key, only what no word looks like.
_PASSWORD = (
    r"pass(?:word|wort|code|phrase|wd)|pwd?|kennwort|mot de passe|contrase[ñn]a|parola d['’]ordine|senha|wachtwoord"
)
_KEY = (
    r"(?:api|access|auth|secret|private|licen[cs]e|encryption|recovery|pass)[ _-]?(?:access[ _-]?)?(?:key|token)"
    r"|client[ _-]?secret|token"
)
_CODE = (
    r"pin(?:[ -](?:code|number|nummer))?|passcode|t[üu]rcode|geheimzahl|cv[vc]2?|2fa|otp|one[- ]time (?:code|password)"
    r"|(?:door|gate|entry|access|alarm|lock|safe|security|verification|unlock|garage|locker|phone|bank|login)[ -]"
    r"(?:code|pin|combination)|ssn|social security(?: number)?|(?:account|card)[ -]number|kontonummer"
)
_GAP = r"[^\S\n]"
_IS = r"(?:is|was|are|were|being|be|used to be|has been|had been|ist|war|lautet|est|[ée]tait|es|era|[èe])"
_HOW = r"(?:now|still|just|simply|only|set to|called|actually|always|really)"
_FOR = (
    rf"(?:{_GAP}+(?:for|to|of|on|at|zum|f[üu]r|pour|para){_GAP}+"
    rf"[^\s:=.!?█]{{1,30}}(?:{_GAP}+[^\s:=.!?█]{{1,20}}){{0,2}}?)?"
)
_SIGN = rf"{_GAP}{{0,3}}(?::|=|：|->|=>|→){_GAP}{{0,3}}"
_VERB = rf"(?:['’]s|{_GAP}+{_IS})(?:{_GAP}+{_HOW})?:?{_GAP}+"
_LINK = rf"[\"'`*]{{0,2}}(?:{_SIGN}\n?{_GAP}{{0,3}}|{_VERB})"
_VALUE = r"(?:[\"“„«'‘`*](?P<quoted>[^\n\"”“»'’`*█]{1,80})[\"”“»'’`*]|(?P<plain>[^\s█\"“”„«»]{1,128}))"
_START = r"(?<![A-Za-z0-9?&;])"
_STATED = re.compile(rf"{_START}(?:(?P<word>{_PASSWORD})|{_KEY}){_FOR}{_LINK}{_VALUE}", re.I)
_BESIDE = re.compile(rf"{_START}(?:{_PASSWORD}|{_KEY}){_GAP}+(?:to{_GAP}+)?{_VALUE}", re.I)
_NUMBER = (
    r"zero|oh|nought|one|two|three|four|five|six|seven|eight|nine"
    r"|null|eins|zwei|drei|vier|f[üu]nf|sechs|sieben|acht|neun"
)
_CODED = re.compile(
    rf"{_START}(?:{_CODE}){_FOR}(?:{_SIGN}|{_VERB}|{_GAP}+(?=\d(?:[ -]?\d){{3}}|{_NUMBER}))"
    rf"(?P<digits>\d(?:[ -]?\d){{2,15}}|(?:(?:{_NUMBER})\b[\s,-]{{0,2}}){{3,12}})"
    rf"(?!\d)(?!{_GAP}+(?:times|steps|years|people|days|minutes|hours|photos|mal|fois|veces)\b)",
    re.I,
)
#: "?key=…" in an address.
_QUERY = re.compile(
    r"[?&;](?:api_?key|access_token|auth|token|key|secret|password|passwd|pwd|sig|signature|code)"
    r"=([^\s&#\"'<>█]{6,300})",
    re.I,
)
_SEED = re.compile(
    r"\b(?:seed|recovery|mnemonic)(?: phrase| words)?[^\S\n]{0,2}(?::|is|are|=)\s{1,3}"
    r"((?:[a-z]{3,8}[\s,]{1,2}){11,23}[a-z]{3,8})\b"
)
#: One of these is in every text that says one.
HINTS = (
    *("pass", "pw", "kennwort", "contrase", "parola d", "senha", "wachtwoord", "key", "token", "secret", "pin", "code"),
    *("geheimzahl", "cv", "2fa", "otp", "combination", "ssn", "social security", "number", "nummer", "="),
    *("seed", "recovery", "mnemonic"),
)
_TRAILING = ".,;:?)]}>\"'’`*"
#: What may follow a value that is one plain word.
_ENDS = re.compile(r"[.,;:!?)\]\"'’`*]*(?:\s*\Z|\s*\n|[.,;:!?)]|\s+(?:and|but|or|for|so|und|oder|et|ou|y|o|e)\b)", re.I)
_COUNTED = re.compile(
    r"\s+(?:times|characters?|letters|digits|signs|symbols|words|years|days|weeks|months|hours|minutes|zeichen)\b", re.I
)
#: What is said about a password and is none.
_SAID_OF_IT = """
a about above again all almost already also always an and another any anyway as ask asked at away back bad because been
before best better blank both broken but by can common correct could dead different difficult do done down dream dreams
dumb easy else empty enough even ever every everything expired fake false fine for forever forgotten from funny
gibberish going gone good gotten great had hard has have he her here hers hidden his how i if impossible in incorrect
invalid is it its itself just known last lit long longer lost made maybe me mine missing more my myself name near never
new no nobody nonsense none nope not nothing now obvious odd of off ok okay old on one only open or other our ours out
over perfect please pointless private protected random real required right safe same secret secure she short silly
similar simple so some somebody someone something somewhere still stolen strange strong stupid such sure terrible than
that the their theirs them then there these they thing this those to too true unclear under unknown unreadable up
useless useful valid very vital wait was weak weird well were what when where which while who why with without word
words worse written wrong yes yet you your yours field box prompt screen manager page reset form hint protection window
dialog reader problem falsch weg richtig neu alt vergessen nicht kein geheim
"""
_PROSE = frozenset(_SAID_OF_IT.split())
_PROSE_ENDINGS = ("ed", "ing", "ly", "able", "ible")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a value stands, and not the word that says what it is."""
    for match in _STATED.finditer(text):
        span = _value(text, match, least=3, word=match["word"] is not None)
        if span is not None:
            yield span
    for match in _BESIDE.finditer(text):
        span = _value(text, match, least=4, word=False)
        if span is not None:
            yield span
    for match in _CODED.finditer(text):
        start = match.start("digits")
        yield start, start + len(match["digits"].rstrip(" ,-\n\t"))
    yield from (match.span(1) for pattern in (_QUERY, _SEED) for match in pattern.finditer(text))


def _value(text: str, match: re.Match[str], *, least: int, word: bool) -> tuple[int, int] | None:
    """Where the value stands, unless it is prose; `word` lets it be a word, alone at the end of what is said."""
    if match["quoted"] is not None:
        return match.span("quoted") if match["quoted"].strip() and (word or _odd(match["quoted"])) else None
    value = match["plain"].rstrip(_TRAILING)
    start = match.start("plain")
    end = start + len(value)
    if len(value) < least or _COUNTED.match(text, end):
        return None
    if _odd(value):
        return start, end
    low = value.lower()
    prose = low in _PROSE or "'" in low or "’" in low or low.endswith(_PROSE_ENDINGS)
    return (start, end) if word and not prose and _ENDS.match(text, end) else None


def _odd(value: str) -> bool:
    """Whether no word is written so: digits, signs or capitals within."""
    if any(map(str.isdigit, value)):
        return True
    inner = value[1:]
    signs = any(not sign.isalnum() and not sign.isspace() and sign not in "'’-.…,;:!?/()_*" for sign in value)
    return any(map(str.isalpha, value)) and (signs or (inner != inner.lower() and inner != inner.upper()))
