"""The signs one sees at a glance while a dream is told: single words, no rules; the analysis has those.

Telling pays for every line of this, so it is short: the commonest labels, and words that seldom mean anything else.
Words another language writes alike ("war", "gift", "hell") are left out.
"""

from __future__ import annotations

MOST = 5
#: A dream's beginning: who pastes a book must not wait for it.
_LOOKED_AT = 20_000
_WORDS = {
    "Mother": "mother mom mum mommy mummy mama mother's mom's mum's",
    "Father": "father dad daddy papa father's dad's",
    "Brother": "brother brothers brother's",
    "Sister": "sister sisters sister's",
    "Grandparent": "grandmother grandma granny grandfather grandpa grandparents",
    "Partner": "husband wife boyfriend girlfriend fiancé fiancée fiance fiancee",
    "Family": "family parents cousin cousins uncle aunt daughter nephew niece",
    "Baby": "baby babies newborn",
    "Child": "child children toddler",
    "Friends": "friend friends classmate classmates roommate neighbour neighbor neighbours neighbors",
    "Strangers": "stranger strangers",
    "Police": "police policeman policemen policewoman",
    "Teacher": "teacher teachers professor",
    "Ghost": "ghost ghosts phantom vampire vampires",
    "Monster": "monster monsters zombie zombies werewolf dragon dragons",
    "Dog": "dog dogs puppy puppies",
    "Cat": "cat cats kitten kittens",
    "Snake": "snake snakes serpent serpents",
    "Bird": "bird birds eagle owl raven seagull seagulls pigeon pigeons",
    "Horse": "horse horses pony ponies",
    "Spider": "spider spiders",
    "Fish": "fish fishes shark sharks",
    "Animal": "animal animals lion lions tiger tigers wolf wolves elephant elephants monkey monkeys whale whales"
    " dolphin dolphins",
    "Being Chased": "chased chasing chases pursued",
    "Fighting": "fight fighting fought",
    "Killing": "murder murdered murderer killer killers stabbed",
    "Theft": "thief thieves burglar burglars stolen robbed",
    "Weapon": "gun guns knife knives sword swords rifle pistol",
    "Kiss": "kiss kissed kissing",
    "Death": "death died dead dying corpse funeral coffin grave graveyard cemetery",
    "Illness": "sick illness disease fever cancer",
    "Injury": "wound wounds wounded injured bleeding",
    "Accident": "accident accidents",
    "Falling": "falling",
    "Being Lost": "maze labyrinth",
    "Being Late": "late",
    "Being Trapped": "trapped",
    "Being Unable to Move": "paralyzed paralysed paralysis",
    "Flying": "flying flew floating floated hovering levitating soaring",
    "Climbing": "climbing climbed",
    "Running": "running",
    "Swimming": "swimming swam swim",
    "Hiding": "hiding",
    "Searching": "searching searched",
    "Dancing": "dancing danced",
    "Crying": "crying cried weeping sobbing",
    "Laughter": "laughing laughed laughter",
    "Nakedness": "naked nude",
    "Driving": "driving",
    "Home": "house houses home apartment cottage kitchen bedroom",
    "School": "school schools classroom university college",
    "Workplace": "office",
    "Hospital": "hospital hospitals",
    "Church": "church churches cathedral temple chapel",
    "Prison": "prison jail dungeon",
    "Street": "street streets road roads highway alley",
    "Bridge": "bridge bridges",
    "City": "city cities town towns village villages",
    "Forest": "forest forests woods jungle",
    "Mountain": "mountain mountains cliff cliffs",
    "Sea": "sea seas ocean oceans beach beaches",
    "Water": "water river rivers lake lakes pond",
    "Flood": "flood floods flooded tsunami",
    "Storm": "storm storms tornado tornadoes hurricane thunder lightning",
    "Snow": "snow blizzard",
    "Sky": "sky moon stars",
    "Fire": "fire fires flames",
    "Stairs": "stairs staircase stairway",
    "Door": "door doors",
    "Window": "window windows",
    "Mirror": "mirror mirrors",
    "Toilet": "toilet toilets bathroom restroom",
    "Teeth": "teeth tooth",
    "Hair": "hair",
    "Eyes": "eyes",
    "Blood": "blood",
    "Car": "car cars",
    "Train": "trains railway subway",
    "Bus": "bus buses",
    "Airplane": "airplane airplanes aeroplane airport helicopter",
    "Boat": "boat boats ship ships",
    "Bicycle": "bicycle bicycles bike",
    "Telephone": "telephone phone phones",
    "Money": "money cash coins",
    "Food": "food dinner",
    "Clothing": "clothes dress shoes",
    "Exam": "exam exams",
    "Wedding": "wedding weddings bride groom",
    "Pregnancy": "pregnant pregnancy",
    "Party": "party parties",
    "Music": "music piano guitar violin",
    "Magic": "magic magical wizard witch witches",
}
_MARKS = ".,;:!?\"'()[]…“”‘’—–-*"


def seen(text: str) -> list[tuple[str, str]]:
    """Up to five (label, word as it stands) pairs, in the order told."""
    table = {word: label for label, words in _WORDS.items() for word in words.split()}
    found: dict[str, str] = {}
    for part in text[:_LOOKED_AT].replace("’", "'").replace("—", " ").split():
        word = part.strip(_MARKS)
        label = table.get(word.lower())
        if label is not None and label not in found:
            found[label] = word
            if len(found) == MOST:
                break
    return list(found.items())
