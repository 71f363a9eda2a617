"""Company: people together, hand in hand, in talk, or one behind the other."""

from __future__ import annotations

from dreamstream.pictures.shapes import ages, doings, people
from dreamstream.pictures.shapes.pen import blob, limb, line, moved
from dreamstream.pictures.shapes.pose import head, leg
from dreamstream.pictures.shapes.shape import Shape

_EMBRACE = (
    head(-6, 93, 6.2, lean=-2)
    + blob("-12,95 -9,100.4 -2,100.6 2,96 -2,91 -7,93")
    + blob("-12,87 -17,81 -18,70 -16,56 -17,44 0,44 2,60 2,78 -3,86")
    + limb("-13,80,3.6 -9,70,3.2 4,66,2.6 16,67,2.2 21,69,1.4")
    + leg("-12,47 -14,26 -14,4.2 -20,1.3")
    + leg("-6,47 -5,26 -6,4.2 -11,1.3")
    + head(6, 86, 5.8, lean=3)
    + blob("3,92 8,94 13,91 15,82 17,70 20,62* 13,64 9,72 8,82")
    + blob("6,79 12,78 16,72 13,60 16,46 22,28* 6,25 -3,28* 0,46 0,66 2,76")
    + limb("10,76,3 0,80,2.6 -12,79,2.2 -20,76,1.8 -23,73,1.2")
    + leg("5,30 5,18 5,6 0,1.3", 0.78)
    + leg("12,30 13,18 14.6,7 10,1.2", 0.78)
)

_EMBRACE_ARMS = limb("-11,78,.3 -4,68.6,.6 8,68.4,.6 20,70,.4") + limb("-20,74.4,.4 -12,76.8,.6 0,77.6,.6 7,74,.3")

_TALK = (
    # one explains with open hand, the other listens with folded arms
    head(-22, 93, lean=-2)
    + blob("-28,95 -26,100 -19,101 -15,97 -17,91 -22,94")
    + blob("-27,87 -32,82 -33,73 -30.6,58 -31,44 -15,44 -15,58 -14,74 -17,83 -22,87")
    + limb("-18,80,3.4 -13,67,2.9 -5,70,2.3 -1,74,1.7 3,78,1")
    + limb("-29,80,3.4 -34,66,2.8 -33,55,2.3 -31,49,1.7")
    + leg("-27,47 -28,26 -29,4.2 -23,1.3")
    + leg("-20,47 -19,26 -18,4.2 -12,1.3")
    + head(22, 91, 6, lean=2)
    + blob("17,96 21,99 27,97.6 30,91 31,80 33,70* 27,71 24,78 21,90")
    + blob("18,85 14,81 13,73 15,62 12,48 9,30* 22,28 35,30* 32,48 29,62 31,74 28,82 23,85")
    + limb("16,80,3 10,70,2.6 11,63,2.2 20,65,1.8 26,67,1.4")
    + limb("28,80,3 34,70,2.6 31,63,2.2 22,62,1.8")
    + leg("18,33 17.6,19 17,4 12,1.2", 0.8)
    + leg("26,33 26.4,19 26,4 21,1.2", 0.8)
)

_TALK_ARMS = limb("12,64,.4 20,66.4,.6 29,66,.4")

_CROWD = (
    moved(people.COAT, -104, 0, 0.92)
    + moved(people.HIKER, -80, 0, 0.86)
    + moved(people.TOWNCOAT, -58, 0, 0.9)
    + moved(people.BROAD, -32, 0, 0.96)
    + moved(ages.SMOCK, -12, 0, 0.62)
    + moved(people.LONGHAIR, 8, 0, 0.9)
    + moved(people.STRANGER, 34, 0, 0.92)
    + moved(people.SATCHEL, 60, 0, 0.88)
    + moved(people.POCKETS, 86, 0, 0.98)
    + moved(ages.BOY, 106, 0, 0.66)
    + moved(ages.OLDWIFE, 132, 0, 0.96)
)

_FRIENDS = moved(people.LONGHAIR, -24, 0, 0.97) + moved(people.POCKETS, 3, 0) + moved(people.SATCHEL, 30, 0, 0.95)

_HUNT = moved(doings.RUNNER, 62, 0, 1.0) + moved(doings.SPRINT, -58, 0, 0.92)

_PARASOL = (
    moved(people.TOWNCOAT, 4, 0, 0.86)
    + line("-8.4,54 -9,112", 0.8)
    + limb("-3,69,2.6 -10,62,2.3 -8.4,68,1.8")
    + blob("-40,96* -36,108 -22,117 -9,120 4,117 18,108 22,96* 14,100 6,96* -2,100 -9,96* -16,100 -24,96* -32,100")
    + line("-9,118 -9,124", 0.7)
)

_TRAVELLER = (
    moved(people.STROLL, 0, 0)
    + blob("10,28* 9,44 11,46 33,46 35,44 34,28*")
    + limb("13,51,1.4 16,49,1 18,46,1")
    + limb("14,52,1.4 24,51,1 26,46,1")
)

_FIGHT = (
    # two who push at each other, feet braced
    head(-15, 87, lean=-3)
    + blob("-20,90 -17,95 -10,94 -8,89 -12,86 -15,88")
    + blob("-17,80 -24,78 -30,68 -33,54 -34,44 -19,41 -17,54 -11,66 -9,75 -12,80")
    + limb("-14,76,3.6 -6,66,3 4,72,2.4 8,77,2")
    + limb("-20,76,3.4 -8,74,2.8 2,82,2.2 6,86,1.8")
    + leg("-30,46 -38,26 -54,7 -49,1.3")
    + leg("-24,46 -13,30 -19,4.2 -13,1.3")
    + head(17, 88, 6.6, lean=4)
    + blob("11,91 15,96 22,95 25,89 21,86 17,89")
    + blob("17,81 11,78 12,68 18,56 20,43 35,45 34,58 31,72 27,80")
    + limb("14,77,3.6 8,66,3 -2,68,2.4 -7,70,1.8")
    + limb("24,77,3.4 12,82,2.8 3,78,2.2 -1,75,1.7")
    + leg("24,46 14,29 17,4.2 11,1.3")
    + leg("31,46 39,26 54,8 48,1.3")
)


SHAPES = (
    Shape(name="friends", noun="three people side by side", body=_FRIENDS, size=0.17, human=True),
    Shape(name="crowd", noun="a crowd", body=_CROWD, size=0.15, human=True),
    Shape(name="chase", noun="one running after another", body=_HUNT, size=0.17, human=True),
    Shape(name="umbrella walker", noun="a woman with an umbrella", body=_PARASOL, size=0.18, human=True),
    Shape(name="traveller", noun="a traveller with a suitcase", body=_TRAVELLER, size=0.18, human=True),
    Shape(name="fighters", noun="two people fighting", body=_FIGHT, size=0.18, human=True),
    Shape(name="talkers", noun="two people talking", body=_TALK, pale=_TALK_ARMS, size=0.175, human=True),
    Shape(
        name="embrace", noun="two people in each other's arms", body=_EMBRACE, pale=_EMBRACE_ARMS, size=0.18, human=True
    ),
)
