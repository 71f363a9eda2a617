"""Whether the talk is of a dream or of the day, and whose it is; what was said before decides, never what comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dreamstream.backends.local.sessions.grammar import NONE, PAST, PRESENT, Grammar
from dreamstream.backends.local.sessions.known import Dream, stem
from dreamstream.turns import Turn

#: Turns after the last word about a dream that are still about it; more where the journal has one of that night.
_LINGERS, _LINGERS_KNOWN = 8, 16
_ASIDE, _WORK = 2, 2  #: Of a talk with orders, so many of them, it was an aside.
#: Turns within which words of a dream are heard together, and how many of them open it; one of its title counts twice.
_TOGETHER, _OPENS, _TITLED = 8, 3, 2
#: Words before "dream" that make it one that was dreamt: "that old dream", and not "my dream is to".
_BEFORE = 3
#: What was left out, or is put right, was told before.
_RETURNS = frozenset(("said.recall", "said.correction", "said.wrote"))


class Sleep:
    """A listener: it is told each turn, then asked about its sentences."""

    def __init__(self, dreams: Sequence[Dream] = ()) -> None:
        self._dreams = dreams
        self._number = 0
        self._until = -1
        self._alone = self._typed = True
        self._turn = Turn(id="", text="")
        self._heard: dict[str, dict[str, int]] = {}
        self._teller = ""
        self._orders = 0
        self._past = self._present = 0
        self.opening = True  #: Nothing new was told of a dream so far.

    def listens(self, number: int, turn: Turn) -> None:
        """A turn begins. As long as nobody is named it is a dictation, and dreams are what is dictated here."""
        self._number, self._turn = number, turn
        self._alone = self._alone and not turn.role and not turn.speaker
        self._typed = self._typed and turn.role == "user"

    def hears(
        self, lower: tuple[str, ...], cues: Mapping[str, int], grammar: Grammar, sets: Mapping[str, frozenset[str]]
    ) -> bool:
        """Whether a sentence with these words is about a dream."""
        known = self._recognised(lower)
        if grammar.orders and self._turn.role == "user":
            self._orders += 1
            # where there is other work, the dream was an aside
            if not self._dreams:
                self._until = min(self._until, self._number)
        if "dream.open" in cues or ("dream.shut" not in cues and _names(lower, sets)):
            self._opens()
            self._tells(grammar)
            return True
        if "dream.shut" in cues:
            return False
        if known >= _OPENS or (known and not _RETURNS.isdisjoint(cues)):
            self._opens()
        if self._number <= self._until or self._alone:
            return True
        # in the journal's own talks nobody answers but the journal; its words are left out, and the dream is one
        own = self._typed and bool(self._dreams)
        return own and bool(known or (self._number and (grammar.me or grammar.tense == PAST)))

    def learns(self, grammar: Grammar) -> None:
        """A sentence told of the dream itself."""
        self.opening = False
        self._past += grammar.tense == PAST
        self._present += grammar.tense == PRESENT
        # two people drift to their day; who tells a machine, or what the journal holds, comes back to the dream
        if grammar.tense == PAST and (self._turn.role or self._dreams):
            self._until = max(self._until, self._number + _LINGERS)

    @property
    def past(self) -> bool:
        """Whether the dream is told as something that was; some tell it as if they were there."""
        return self._past > self._present or (self._past == self._present and bool(self._dreams))

    @property
    def listener(self) -> bool:
        """Whether the dream is another's than this speaker's."""
        return bool(self._teller and self._turn.speaker and self._turn.speaker != self._teller and not self._turn.role)

    @property
    def teller(self) -> bool:
        """Whether the dream is known to be this speaker's: "you were a bridge" tells it then."""
        return bool(self._teller) and self._turn.speaker == self._teller

    @property
    def works(self) -> bool:
        """Whether something is being done with a machine's help, and no dream is at hand."""
        return self._orders > 0 and not self._dreams

    def _opens(self) -> None:
        lingers = _LINGERS_KNOWN if self._dreams else _ASIDE if self._orders >= _WORK else _LINGERS
        self._until = max(self._until, self._number + lingers)

    def _tells(self, grammar: Grammar) -> None:
        if not self._teller and grammar.mine and not grammar.asks and grammar.tense != NONE:
            self._teller = self._turn.speaker

    def _recognised(self, lower: tuple[str, ...]) -> int:
        """How much of a dream's own words was said just now: 3 opens it."""
        if not self._dreams:
            return 0
        stems = {stem(word) for word in lower}
        most, since = 0, self._number - _TOGETHER
        for dream in self._dreams:
            heard = self._heard.setdefault(dream.id, {})
            heard.update(dict.fromkeys(stems & dream.words, self._number))
            if not heard:
                continue
            for word in [word for word, at in heard.items() if at < since]:
                del heard[word]
            most = max(most, sum(_TITLED if word in dream.title else 1 for word in heard))
        return most


def _names(lower: tuple[str, ...], sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether a dream is named as a thing: an article, perhaps what it was like, and the word."""
    for at, word in enumerate(lower):
        if word in sets["small.named"]:
            before = lower[max(at - _BEFORE, 0) : at]
            wished = (before and before[-1] in sets["small.wished"]) or _is_wish(lower[at + 1 : at + 3])
            if not wished and not (sets["small.the"] | sets["small.how"]).isdisjoint(before):
                return True
    return False


def _is_wish(after: tuple[str, ...]) -> bool:
    """Whether a dream "of playing on big courts" is a hope."""
    return len(after) == 2 and after[0] == "of" and after[1].endswith("ing")
