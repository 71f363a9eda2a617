"""Which language a dream is told in, by its small words; no model, no dependency.

Measured elsewhere on diaries at twelve words: English kept .993, German refused .998.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Below this nobody can tell a language or a stress from words.
FEWEST = 6
UNKNOWN = "und"
#: The share of small words a told text has in its own language.
SHARE = 0.15

NAMES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "sv": "Swedish",
}

_SMALL = {
    "en": "the and i to a was of in it my that is he she we they you me with on at for but not had have were be"
    " am are this there then so as his her from by out up an or what when into like him them over just about if"
    " who their some all has would could did do been can will your our said one back down someone where more how than",
    "de": "der die das und ich zu ein eine einen einem einer war in es mein meine dass ist er sie wir ihr mir mich"
    " mit auf für aber nicht hatte habe den dem des im am an von aus bei nach wie so dann da wird waren sind als auch",
    "fr": "le la les et je de un une était est dans mon ma mes que qui il elle nous vous me avec sur pour mais pas"
    " avait ai des du au ce cette en se ne son sa ses plus on à puis comme j'ai c'est c'était suis étais ils",
    "es": "el la los las y yo de un una era es en mi mis que él ella nos me con por para pero no había he del al"
    " se su sus lo le como muy más estaba cuando entonces fue está",
    "it": "il lo la i gli le e io di un una era è in mio mia che lui lei noi mi con su per ma non avevo ho del della"
    " al si suo sua come poi quando ero sono nel nella dei da",
    "pt": "o a os as e eu de um uma era é em meu minha que ele ela nós me com por para mas não tinha do da no na se"
    " seu sua como muito estava quando foi então ao dos das",
    "nl": "de het een en ik van was in is mijn dat hij zij we ze me mij met op voor maar niet had heb er naar te aan"
    " uit bij als dan toen waren ben zo ook om",
    "sv": "det en ett och jag att var i är min mitt som han hon vi de mig med på för men inte hade har till av från"
    " när då så om ut den sig",
    "pl": "i w na z że się nie to jest był była było ja mnie mi do a ale jak po co przez tak już tylko mój moja"
    " byłem byłam",
}
_LISTS = {code: frozenset(words.split()) for code, words in _SMALL.items()}
_ENGLISH = _LISTS["en"]


def language(words: Sequence[str]) -> str:
    """The code of the language `words` (lower case) are in, or `und`."""
    # a word too many in the list costs nothing; a long dream is told by its beginning
    sample = words[:400]
    if not sample:
        return UNKNOWN
    enough = SHARE * len(sample)
    english = sum(word in _ENGLISH or word.endswith(("n't", "'s", "'m", "'re")) for word in sample)
    if english >= 0.3 * len(sample) and len(sample) >= FEWEST:
        return "en"
    counts = {code: sum(word in small for word in sample) for code, small in _LISTS.items() if code != "en"}
    other = max(counts, key=counts.__getitem__)
    if english >= enough and english > counts[other]:
        return "en"
    return other if counts[other] >= max(1.0, enough) and counts[other] > english else UNKNOWN
