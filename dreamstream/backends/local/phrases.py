"""The sentences a reading is worded with: several for each place, so that ten of them read aloud do not sound alike.

Every one that reads something into a dream is hedged; none names a condition, a cure or a certainty.
"""

from __future__ import annotations

FEELING = {
    "peace": "calm", "love": "love", "joy": "joy", "fear": "fear",
    "anger": "anger", "sadness": "sadness", "unease": "unease", "confusion": "confusion",
}  # fmt: skip

HOOKS = (
    "A dream of {list}.",
    "{List}, all in one night.",
    "You dream of {list}.",
    "{List}: that is where this night took you.",
    "A night with {list} in it.",
)
HOOKS_ONE = (
    "A dream of {list}.",
    "A night around {list}.",
    "You dream of {list}.",
    "{List}, and not much more than that.",
)
HOOKS_FELT = (
    "A dream of {list}, and {feeling} with it.",
    "{List}, with {feeling} close by.",
    "You dream of {list}, and there is {feeling} in it.",
    "{Feeling} runs through a dream of {list}.",
    "{List}, and {feeling} in the middle of it.",
)
HOOKS_FEELING = (
    "A dream told mostly in {feeling}.",
    "{Feeling}, and little else to hold on to.",
    "A dream with {feeling} in it.",
)
HOOKS_BARE = (
    "A dream kept in a few plain words.",
    "A quiet piece of the night, written down.",
    "A small scene, kept as you told it.",
)

#: The scene: what is there, nothing more.
OPENINGS = (
    "Your dream brings together {list}.",
    "Much in this dream turns around {list}.",
    "What stands out here: {list}.",
    "After such a night, {list} may still be near.",
    "You tell of {list}.",
    "This dream holds {list}, side by side.",
)
OPENINGS_ONE = (
    "One thing stands out in this dream: {list}.",
    "Your dream comes back to {list}.",
    "In the middle of what you tell: {list}.",
    "You tell of {list}.",
)

#: Two readings of one sign. {goes}, {is}, {it} follow the number of the subject.
READINGS = (
    "Some people find that {it} {goes} with {one}; for others {pro} {is} closer to {other}.",
    "{It} may have to do with {one}, or perhaps with {other}.",
    "Perhaps {it} {points} to {one}; perhaps {pro} {is} nearer to {other}.",
    "For some dreamers {it} {touches} on {one}, for others on {other}, and yours may be something else again.",
    "One way to look at {it} might be {one}; another might be {other}.",
    "{It} might be about {one}. {Pro} could just as well be about {other}.",
)
SECOND = (
    "Next to that, {it} might hint at {one}, or at {other}.",
    "{It}, too, may have more than one side: perhaps {one}, perhaps {other}.",
    "And {it}? Some would think of {one}, some of {other}.",
    "As for {it}, this may be about {one}, or about {other}.",
)

FEELINGS = {
    "peace": (
        "The calm you mention may be the dream's own gift, or a taste of something you have been wanting.",
        "You speak of calm in it; it may be worth keeping as it is, without explaining it.",
        "There is ease in how you tell it, and perhaps that is what the dream was for.",
    ),
    "love": (
        "The love in it may belong to one person, or to a time you are fond of.",
        "There is warmth in what you tell; it may be about someone near, or about being dear to someone.",
        "The tenderness you mention may be a memory, a wish, or both.",
    ),
    "joy": (
        "The joy you mention may simply be enjoyed; it may also show what does you good.",
        "There is gladness in it, and perhaps it tells you what you would like more of.",
        "There is pleasure in it, and that may be the best thing to carry into the day.",
    ),
    "fear": (
        "The fear you speak of may belong to the dream alone, or it may echo something smaller from your days.",
        "There is fear in it; fear is common in dreams, and it may be louder there than its cause.",
        "The fear in it may fade with the telling, or it may ask for a little care today.",
    ),
    "anger": (
        "The anger in it may be a way of saying that something matters to you, or just the heat of the scene.",
        "You mention anger; it may have found a place here that it lacks by day, or it may be the dream's alone.",
        "The anger you tell of may be about a line that was crossed, or about being tired of something.",
    ),
    "sadness": (
        "The sadness you mention may be about something missed, or it may be a quiet way of holding on to it.",
        "There is sadness in it; perhaps it belongs to the story, perhaps a little of it to your days.",
        "There is something sad in it, and it may be enough, for now, to have said so.",
    ),
    "unease": (
        "The unease you mention may come from the scene, or from a day that was full.",
        "Not all is at ease in it; that may be about how others look at you, or about something not yet settled.",
        "The worry in it may be larger in the dream than it is by daylight.",
    ),
    "confusion": (
        "The surprise in it may be the dream's way of shuffling things, or a question you carry around.",
        "Something in it does not add up, and perhaps that is the point, perhaps only how dreams are built.",
        "The puzzlement you mention may settle by itself once it is written down.",
    ),
}  # fmt: skip
MIXED = (
    "{Feeling} is there as well, and the two may belong together or to different parts of the dream.",
    "There is {feeling}, too; feelings in dreams often come in pairs, and each may have its own reason.",
    "Next to it you mention {feeling}, which may tell another side of the same story.",
)

QUESTIONS = {
    "people": (
        "What would you have liked to say to {person}?",
        "What was it like to have {person} there?",
        "How do you stand with {person} just now?",
        "What did {person} bring into the dream that would not be there otherwise?",
    ),
    "tension": (
        "Was there a moment in it when you would have liked to act differently?",
        "What would have had to happen for it to end well?",
        "Is there something by day that feels a little like this?",
        "What in it were you standing up for?",
    ),
    "feelings": (
        "Where in your days have you felt something like this?",
        "Which moment of it stays with you most?",
        "What did the feeling do as the dream went on?",
        "If the feeling could speak, what would it ask for?",
    ),
    "places": (
        "Have you been in a place like this, or would you like to go there?",
        "Where would the way have led if the dream had gone on?",
        "What was it like to be there?",
        "What does this place remind you of?",
    ),
    "body": (
        "How did your body feel when you woke?",
        "What did it feel like from the inside?",
        "Is there something your body has been asking for?",
        "How did you feel about being seen like this, or seeing it?",
    ),
    "pressure": (
        "Is something pressing on your time just now?",
        "What could be left undone without harm?",
        "What were you trying to get to, and does it matter to you by day?",
        "Who or what sets the pace for you at the moment?",
    ),
}  # fmt: skip
QUESTIONS_ANY = (
    "What comes to your mind first when you think of {it}?",
    "What {does} {it} mean to you, apart from this dream?",
    "{Does} {it} remind you of anything from the last few days?",
)
QUESTIONS_BARE = ("What stays with you from it?", "Is there a detail you left out?", "What was the last thing you saw?")

ACTIONS = {
    "people": (
        "Tell the dream to someone you trust, in two or three sentences.",
        "Write one line to a person who was in it, to send or to keep.",
        "Note down who was there and what each of them wanted.",
    ),
    "tension": (
        "Write the scene again with the ending you would have liked.",
        "Draw the hardest moment small, and something helpful next to it, large.",
        "Note one thing today that you would like to say plainly.",
    ),
    "feelings": (
        "Give the strongest feeling a colour and put it on paper for two minutes.",
        "Notice once today when a feeling like this comes by, and write down where you were.",
        "Finish the sentence “In the dream I felt …” three times.",
    ),
    "places": (
        "Draw a small map of where the dream took you.",
        "Describe the place in five words, then add one smell and one sound.",
        "Take a short walk, and look for one thing that was in the dream.",
    ),
    "body": (
        "Sit for a minute, and notice where in your body the dream still is.",
        "Stretch, drink something warm, and write down how you woke.",
        "Draw the outline of a body and mark where you felt the dream.",
    ),
    "pressure": (
        "Write down what is waiting for you today, and cross out one thing.",
        "Set aside ten minutes today in which nothing has to be done.",
        "Choose one small step for what presses, and do only that.",
    ),
}  # fmt: skip
#: For signs one meets by day, so that a dreamer can practise noticing them.
ACTION_DAY = (
    "When you come across {it} by day, pause and ask yourself whether you are dreaming.",
    "If you come across {it} today, remember this dream for a moment.",
)
#: The last one is left away for hard signs: nobody is told to look out for those.
ACTION_SIGN = (
    "Write three words that {it} {calls} up in you.",
    "Write down what {it} {reminds} you of, in one line.",
    "Look out for {it} in the next few nights; what returns is worth noting.",
)
ACTIONS_ANY = (
    "Write down one more detail while it is still there.",
    "Give the dream a title of your own.",
    "Read it again tonight before you go to sleep.",
)
