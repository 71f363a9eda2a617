"""Names: a capital in the middle of a sentence is somebody the dreamer knows, unless it is a place or a day."""

from __future__ import annotations

from collections.abc import Iterator

from dreamstream.backends.local.lexicon import Lexicon
from dreamstream.backends.local.tokens import Tokens, is_mark

_OPENERS = frozenset(".!?\n\"“”:([")
_TITLES = frozenset("mr mrs ms miss dr uncle aunt aunty cousin sir lady saint".split())
#: A capital after one of these is rather a place, before one of the others surely is.
_AT = frozenset("in at near from through across outside around into".split())
_PLACES = frozenset(
    "street st road rd avenue ave lake river park city university college school hospital hotel mall island islands"
    " beach bay county mountain mountains church bridge hall house building state center centre airport station hill"
    " hills creek ocean sea valley club store square theater theatre restaurant cafe drive lane".split()
)
#: A capital that opens a sentence is a name when it acts and is never written small.
_DOES = frozenset(
    "is was has had and said says told tells asks asked came comes goes went looks looked wants wanted starts started took"
    " takes gets got kept keeps did does would could will sits sat stands stood walks walked smiles smiled laughs laughed".split()
)
_NOBODY = frozenset(
    """everyone everybody everything someone somebody something anyone nobody nothing none each both neither either most many
    much few several others other another people things thing time nothing everything here there today tonight tomorrow
    inside outside upstairs downstairs half part everywhere across behind below above beside nearby again still only even
    instead which whoever whatever mine yours hers ours theirs more less enough waking dreaming""".split()
)
_NOT_NAMES = frozenset(
    """i i'm i'd i've i'll god lord jesus christ mom mother dad father mommy daddy mum mama papa grandma grandpa grandmother
    grandfather aunt uncle sis monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter thanksgiving halloween english french german italian
    spanish russian chinese japanese american americans british indian indians mexican jewish jew jews catholic christian negro
    negroes black white irish african asian greek roman latin arab nazi nazis europe america england france germany italy spain
    russia china japan africa asia mexico canada india vietnam california florida texas york chicago boston washington london
    paris hawaii ohio michigan hollywood disneyland tv ok okay oh no yes hi hello well the a an and but he she it we they you
    my his her our their then when where what who why how so if in on at to of for as this that there these those all some one
    two three not now just never maybe please come go look wait hey don't do did is was are were am well somehow suddenly later
    later next after before finally also because while since once another at coke pepsi ford chevy cadillac volkswagen bible
    internet pm am us usa uk la nyc ii dr mr mrs ms miss st dream note also xmas vw gi greyhound kleenex levi north south east
    west northern southern eastern western earth mars moon sun president queen king prince professor doctor officer captain
    spring summer fall winter""".split()
)


def names(text: str, tokens: Tokens, signs: Lexicon) -> list[tuple[str, int]]:
    """Each name with the place of its first word, in the order told; [] when the text shouts in capitals."""
    told = list(_capitals(text, tokens, signs))
    surely = {word for word, _, inside, place in told if inside and not place}
    return [(text[slice(*tokens.spans[at])], at) for word, at, inside, place in told if word in surely and not place]


def _capitals(text: str, tokens: Tokens, signs: Lexicon) -> Iterator[tuple[str, int, bool, bool]]:
    """Word, place, whether it stands inside a sentence, whether it is rather a place."""
    words, spans = tokens.words, tokens.spans
    lower = {word for word, (start, _) in zip(words, spans, strict=True) if text[start].islower()}
    raw = [text[start] for start, _ in spans]
    capitals = sum(char.isupper() for char in raw)
    if capitals > 0.4 * len(raw) + 2:
        return
    for at, char in enumerate(raw):
        if not char.isupper() or not tokens.dreamed[at]:
            continue
        word = words[at].removesuffix("'s")
        start, end = spans[at]
        if len(word) < 2 or word in _NOT_NAMES or text[start:end].isupper():
            continue
        before = words[at - 1] if at else "."
        titled = before in _TITLES
        if word in signs.forms and not titled:
            continue
        after = words[at + 1] if at + 1 < len(words) else ""
        inside = not is_mark(before) or before == "," or (after in _DOES and word not in lower and word not in _NOBODY)
        place = not titled and (before in _AT or after in _PLACES or before in ("the", "a", "an"))
        yield word, at, inside or titled, place
