"""Props: what a small thing is offered on: open hands, a stand, a little table, a stump."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, even, limb, poly

# two open hands that rise out of the ground and hold a small thing up
HANDS = even(
    "0,22 5,25 9,34 13,42 17,41 17,33 26,35 34,42 40,52 45,57 49,55 49,50* 54,48 53,42 49,39* 51,34 47,30 43,30* "
    "43,24 37,21 33,20* 28,10 26,.4* 3,.4* 2,12 0,16"
)

FINGERS = "".join(
    limb(f"{s * 22},27,.3 {s * 36},37,.7 {s * 48},50,.3")
    + limb(f"{s * 24},22,.3 {s * 38},30,.7 {s * 49},39,.3")
    + limb(f"{s * 22},16,.3 {s * 33},22,.7 {s * 43},30,.3")
    for s in (-1, 1)
)

PLINTH = (
    box(-24, 0, 48, 5)
    + box(-20, 5, 40, 4)
    + poly("-15,9 -13,34 13,34 15,9")
    + box(-18, 34, 36, 4)
    + box(-23, 38, 46, 4)
)

CUSHION = blob("-22,44 -25,42 -27,46 -25,53 -20,54 0,56 20,54 25,53 27,46 25,42 22,44 0,42")

SIDE_TABLE = (
    box(-38, 42, 76, 4)
    + limb("0,40,2.6 0,14,2.2")
    + limb("0,16,2.4 -14,8,2 -24,2,1.8")
    + limb("0,16,2.4 14,8,2 24,2,1.8")
)

STUMP = blob("-46,.4* -36,8 -30,20 -30,36* 30,36* 30,20 36,8 48,.4* 24,3 8,.4 -10,4 -26,1")

STUMP_RINGS = (
    limb("-24,33,.4 0,31,.8 24,33,.4") + limb("-22,24,.3 -24,12,.8 -32,4,.3") + limb("6,24,.3 8,12,.7 14,4,.3")
)

DESK = box(-72, 40, 144, 6) + poly("-66,40 -64,0 -58,0 -58,40") + poly("66,40 64,0 58,0 58,40") + box(26, 24, 34, 16)
