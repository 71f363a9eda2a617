from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.backends.local.reader import Reading, Sign, read
from dreamstream.lists import EMOTIONS, PATTERNS, SIGN_KINDS


def labels(text: str) -> set[str]:
    return {sign.label for sign in read(text).signs}


def sign(text: str, label: str) -> Sign:
    return next(sign for sign in read(text).signs if sign.label == label)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I was flying over the roofs of the town.", {"Flying", "City"}),
        ("All my teeth fell out in front of the mirror.", {"Teeth", "Mirror"}),
        ("Somebody was chasing me down the stairs.", {"Being Chased", "Stairs"}),
        ("I was late for the exam and could not find the classroom.", {"Exam", "Being Late", "School", "Obstacle"}),
        ("A snake lay on my grandmother's bed.", {"Snake", "Grandparent", "Bed"}),
        ("I walked naked through the hospital.", {"Nakedness", "Hospital"}),
        ("The sea rose and a tidal wave came towards our house.", {"Sea", "Flood", "Home"}),
        ("My legs wouldn't move and I could not scream.", {"Being Unable to Move"}),
        ("I was driving my father's car across a bridge.", {"Car", "Driving", "Bridge"}),
        ("We hid in the cellar because the soldiers were near.", {"Hiding", "Home", "War"}),
        ("A white horse stood in the snow by the door.", {"Horse", "Snow", "Door"}),
        ("She was pregnant at her own wedding.", {"Pregnancy", "Wedding"}),
    ],
)
def test_the_signs_a_dreamer_would_name(text: str, found: set[str]) -> None:
    """What stands in plain words is found."""
    assert found <= labels(text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("I saw a fly on the wall of the room.", "Flying"),
        ("I had to fly to Denver for the meeting.", "Flying"),
        ("I fell asleep again on the sofa there.", "Falling"),
        ("Last fall we had many apples in the garden.", "Falling"),
        ("He could not bear it any longer, he said.", "Animal"),
        ("We sat in the back of the room.", "Body"),
        ("On the other hand I was in front of the gate.", "Body"),
        ("We could park anywhere we liked in that street.", "Park"),
        ("I watch the others play in the yard.", "Clothing"),
        ("I had to dress quickly before they came.", "Clothing"),
        ("I will train him for the race, I said.", "Train"),
        ("A beautiful rose stood up from the chair, he rose slowly.", "Household nothing"),
        ("He looked like me, only older than I am.", "Friendliness"),
        ("I lost track of what they told me there.", "Losing Something"),
    ],
)
def test_a_word_with_two_lives_is_guarded(text: str, absent: str) -> None:
    """Verbs, idioms and look-alikes are no signs."""
    assert absent not in labels(text)


@pytest.mark.parametrize(
    ("text", "felt"),
    [
        ("There was a dog and I was afraid of it.", ("fear",)),
        ("There was a dog but I was not afraid of it.", ()),
        ("There was a dog and I wasn't really afraid of it.", ()),
        ("I was never happy in that house, not once.", ()),
        ("I was not there. Happy people were.", ("joy",)),
        ("I felt so calm and light in the water.", ("peace",)),
        ("My boss was furious and I was ashamed of it.", ("unease", "anger")),
        ("It was a strange town with a strange light.", ("confusion",)),
        ("It was a strange town by the river there.", ()),
    ],
)
def test_feelings_are_stated_and_not_denied(text: str, felt: tuple[str, ...]) -> None:
    """A "not" within three words of the same clause turns a feeling away; one weak word states nothing."""
    assert set(read(text).emotions) == set(felt)


@pytest.mark.parametrize(
    "text",
    [
        "I was walking along a river. When I woke up I was sad because he has died.",
        "I was walking along a river, on and on. Then I woke up, very sad. My son was in tears next door.",
        "I was walking along a river. Yesterday I was sad about my dead dog.",
    ],
)
def test_waking_talk_is_set_aside(text: str) -> None:
    """What the teller feels awake is not the dream's."""
    reading = read(text)

    assert reading.emotions == ()
    assert "Death" not in {sign.label for sign in reading.signs}
    assert "Water" in {sign.label for sign in reading.signs}


def test_a_dreamed_waking_stays_a_dream() -> None:
    """A false awakening belongs to the dream, and so does what comes when sleep goes on."""
    assert "fear" in read("In my dream I woke up in a cave and I was afraid of the bats.").emotions
    assert "Snake" in labels("I woke up once. I fell asleep again and dreamed of a snake in my bed.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I was at the lake with Marta and she swam.", ("Marta",)),
        ("Marta swam in the lake. I told Marta to come back.", ("Marta",)),
        ("Marta was in the lake and I waited on the shore.", ("Marta",)),
        ("We drove to the sea on Friday, in May, all the way from Vienna.", ()),
        ("Everything was blue. Nobody said a word to me.", ()),
        ("I WAS IN THE HOUSE AND THE DOG WAS THERE", ()),
        ("I lived on Miller Street then, near the river.", ()),
    ],
)
def test_a_name_in_a_sentence_is_somebody_known(text: str, names: tuple[str, ...]) -> None:
    """Capitals inside a sentence are people, unless they are days, places or shouting."""
    reading = read(text)

    assert reading.names == names
    assert ("Friends" in {sign.label for sign in reading.signs}) == bool(names)


def test_evidence_is_verbatim_and_short() -> None:
    """Each sign shows the words it was found in, with their article or pronoun."""
    text = "My old grandmother was swimming in a dark lake. I felt so calm."
    reading = read(text)

    assert all(sign.evidence in text and 0 < len(sign.evidence) <= 60 for sign in reading.signs)
    assert sign(text, "Grandparent").evidence == "My old grandmother"
    assert sign(text, "Grandparent").noun == "my old grandmother"
    assert sign(text, "Water").evidence == "a dark lake"
    assert sign(text, "Peace").evidence == "I felt so calm"


def test_a_wider_sign_holds_with_its_child() -> None:
    """Mother is family, a dog is an animal, a train is a vehicle; somebody else's mother is not yours."""
    assert {"Mother", "Family"} <= labels("My mother was cooking in the yard.")
    assert {"Dog", "Animal", "Train", "Vehicle"} <= labels("The dog sat in the train.")
    assert "Mother" not in labels("I saw Anna's mother and his mother.")


def test_patterns_follow_their_signs() -> None:
    """A pattern holds by a sign that plainly feeds it, never by faint hints alone."""
    assert read("My mother and my brother were sitting there.").patterns == ("people",)
    assert set(read("He hit me and I was furious about it.").patterns) == {"tension", "feelings"}
    assert read("The table, the chair, the window and the door were green.").patterns == ()


def test_stress_and_nightmare_come_with_reasons() -> None:
    """Strain orders dreams; a nightmare is called so by the dreamer, or by strain with fear or a threat in it."""
    calm = read("I sat by the lake with my sister and I was happy and relaxed.")
    hard = read("A man with a knife was chasing me. I was terrified and hurt my leg. I was so scared and helpless.")
    said = read("I had a nightmare about a grey room with no door in it.")

    assert calm.stress is not None and hard.stress is not None
    assert calm.stress < 30 < 85 < hard.stress
    assert hard.nightmare and "“" in hard.why
    assert said.nightmare and "nightmare" in said.why
    assert not calm.nightmare and calm.why == ""
    assert not read("It was not a nightmare, only a long walk through the town.").nightmare


@pytest.mark.parametrize("text", ["", "   ", "Blue.", "🙂🙂🙂", "I was flying", "\ud800", "\x00" * 50, "汉" * 400])
def test_too_little_to_tell_is_limited(text: str) -> None:
    """Too few words, or no English: no stress and no nightmare are claimed."""
    reading = read(text)

    assert reading.status == "limited"
    assert reading.stress is None
    assert not reading.nightmare
    assert reading.mood in EMOTIONS


def values(held: object) -> object:
    """What a value holds, to the bottom."""
    if isinstance(held, Reading | Sign):
        return {name: values(getattr(held, name)) for name in held.__slots__}
    return [values(one) for one in held] if isinstance(held, tuple) else held


def sound(text: str, reading: Reading) -> None:
    assert values(reading) == values(read(text))
    assert all(sign.kind in SIGN_KINDS and sign.evidence in text and sign.times >= 1 for sign in reading.signs)
    assert set(reading.emotions) <= set(EMOTIONS) and reading.mood in EMOTIONS
    assert set(reading.patterns) <= set(PATTERNS)
    assert [s.score for s in reading.signs] == sorted((s.score for s in reading.signs), reverse=True)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_string_is_read(text: str) -> None:
    """Nothing raises, and the same words give the same reading."""
    sound(text, read(text))


WORDS = [
    "I",
    "my",
    "mother",
    "was",
    "not",
    "afraid",
    "chasing",
    "me",
    "the",
    "sea",
    "woke",
    "up",
    "Marta",
    ".",
    ",",
    "“",
]
MORE = ["”", "—", "-", "\n", "don't", "$", "5", "teeth", "'s", "of", "dreamed", "asleep", "A", "and", "Nobody", "'"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS + MORE), max_size=60).map(" ".join))
def test_any_order_of_telling_words_is_read(text: str) -> None:
    """Words that mean something, in any order, keep every promise too."""
    sound(text, read(text))


def test_reading_is_linear() -> None:
    """A book is read in proportion to its length: ten times the words, not a hundred times the time."""
    piece = "I was walking with Marta along the sea and my mother was not afraid. Then a dog was chasing me. "
    read(piece)

    def seconds(times: int) -> float:
        start = time.perf_counter()
        read(piece * times)
        return time.perf_counter() - start

    short = min(seconds(100) for _ in range(3))
    assert seconds(1000) < 40 * short


def test_waking_in_fear_is_a_reason() -> None:
    """What is set aside as waking talk may still say what kind of dream it was."""
    reading = read("I was walking along a river with my sister. Then I woke up terrified and could not sleep.")

    assert reading.nightmare and "terrified" in reading.why
    assert reading.emotions == ()


def test_a_dream_is_read_in_milliseconds() -> None:
    """Reading never waits: far below the twenty milliseconds a pass may spend on a dream."""
    text = "I was walking with Marta along the sea and my mother was not afraid. A dog was chasing me. " * 8
    read(text)
    start = time.perf_counter()
    for _ in range(20):
        read(text)

    assert (time.perf_counter() - start) / 20 < 0.02
