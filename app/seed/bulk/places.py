"""Where the invented teams work: real towns of England, and the postcodes that lie nearest to one of their streets."""

from app.actions.place import postcodes
from app.domain.postcode import Point
from app.seed.bulk.ids import chance

TOWNS = (
    ("CO10", "Sudbury"), ("NR13", "Acle"), ("PE30", "King's Lynn"), ("LN4", "Metheringham"), ("YO7", "Thirsk"),
    ("YO25", "Driffield"), ("HG4", "Ripon"), ("DL8", "Leyburn"), ("LA9", "Kendal"), ("CA11", "Penrith"),
    ("NE46", "Hexham"), ("DH1", "Durham"), ("HX7", "Hebden Bridge"), ("BD23", "Skipton"), ("S11", "Sheffield"),
    ("DE45", "Bakewell"), ("DE6", "Ashbourne"), ("ST13", "Leek"), ("CW6", "Tarporley"), ("SY4", "Wem"),
    ("HR9", "Ross-on-Wye"), ("WR14", "Malvern"), ("GL7", "Cirencester"), ("GL50", "Cheltenham"),
    ("OX7", "Chipping Norton"), ("OX14", "Abingdon"), ("BA5", "Wells"), ("BA11", "Frome"), ("TA1", "Taunton"),
    ("EX4", "Exeter"), ("EX39", "Bideford"), ("TQ9", "Totnes"), ("TR1", "Truro"), ("PL15", "Launceston"),
    ("DT1", "Dorchester"), ("SP4", "Amesbury"), ("SO41", "Lymington"), ("GU9", "Farnham"), ("RH17", "Cuckfield"),
    ("BN7", "Lewes"), ("TN4", "Tunbridge Wells"), ("CT5", "Whitstable"), ("ME13", "Faversham"), ("SG13", "Hertford"),
    ("CB1", "Cambridge"), ("CB7", "Ely"), ("MK18", "Buckingham"), ("LE15", "Oakham"), ("NG22", "Tuxford"),
    ("HU17", "Beverley"),
)  # fmt: skip
"""District and town."""
NEAR = 90
"""Postcodes of a neighbourhood: some fifteen houses each, with forty to sixty clients among them."""


def neighbourhood(seed: int, number: int) -> tuple[str, list[tuple[str, Point]]]:
    """The town of team ``number``, and the postcodes around one street there. Beyond fifty teams towns come again."""
    outward, town = TOWNS[(number - 1) % len(TOWNS)]
    every = list(postcodes().of_district(outward))
    _, middle = chance(seed, number, "street").choice(every)
    every.sort(key=lambda one: (_apart(one[1], middle), one[0]))
    return town, every[:NEAR]


def _apart(one: Point, other: Point) -> float:
    """Squared, in degrees of latitude; a degree of longitude is three fifths as long in England."""
    return (one.latitude - other.latitude) ** 2 + (0.6 * (one.longitude - other.longitude)) ** 2
