"""One plain, warm note when a dreamer's words touch on ending one's own life. The core adds it; it is never stored.

It goes by somebody turned against themselves: "I killed him" is dream content and gets no note.
"""

from __future__ import annotations

import re

NOTE = (
    "This may only be the dream. If any of it is how you feel awake, please talk to someone you trust"
    " or to a local crisis line; in danger, call your emergency number."
)

_WORDS = re.compile(
    r"""\b(?:
        suicid(?:e|es|al)
      | (?:kill|hang|shoot|shot|drown|poison|hurt|harm|cut)\w* \s+ my\s?self \b
            (?! \s+ (?:a|an|some|another|off|on|shaving|while) \b)
      | (?:kill|hang|hung|shot|drown)\w* \s+ (?:him|her|them|your)sel(?:f|ves)
      | self [-\s]? (?:harm|injur|mutilat)\w*
      | (?:want|wish)(?:s|ed|ing)? \s+ to \s+ (?:die|be \s+ dead)
      | wanna \s+ die
      | wish(?:ed)? \s+ i \s+ (?:was|were) \s+ dead
      | (?:do|did)(?:n't|\s+not) \s+ want \s+ to \s+ (?:live|be \s+ alive)
      | no \s+ (?:reason|wish) \s+ to \s+ live
      | better \s+ off \s+ (?:dead|without \s+ me)
      | (?:end|ends|ended|ending|take|takes|took|taking) \s+ (?:my|his|her|their|your) \s+ (?:own \s+)? life
            (?! \s+ (?:story|in|into|back|as|to|apart|so) \b)
      | end(?:ed|ing)? \s+ it \s+ all
      | (?:slit|slash|cut)\w* \s+ (?:my|his|her) \s+ wrists?
      | overdos(?:e|ed|ing) \b (?! \s+ of \s+ (?:sugar|sun|colou?r))
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def care(text: str) -> str | None:
    """The note, when the words of `text` ask for one."""
    return NOTE if _WORDS.search(text.replace("’", "'")) else None
