"""The invented people of the demonstration: two teams such as there could be in Suffolk and in Cheshire."""

from dataclasses import dataclass

REGISTERED, DISTRICT, ASSOCIATE = "Registered nurse", "District nurse", "Nursing associate"
ASSISTANT, STUDENT = "Healthcare assistant", "Student nurse"


@dataclass(frozen=True)
class Member:
    """Somebody in a demonstration team; ``email`` is the first name at the team's domain. Without hours: a guest."""

    name: str
    email: str
    profession: str
    hours: float | None
    """Contract hours a week; none for a guest."""
    joined_after: int
    """Days after the founding."""

    @property
    def first_name(self) -> str:
        """Unique in a team: colleagues are called by it."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Neighbourhood:
    """A team of the demonstration. Its clients are in ``neighbourhood``."""

    name: str
    place: str
    nurses: tuple[Member, ...]
    student: Member | None
    awaited: Member
    """Somebody whose invitation is still open."""


def _members(domain: str, *rows: tuple[str, str, float | None, int]) -> tuple[Member, ...]:
    return tuple(
        Member(name, f"{name.split()[0].lower()}@{domain}", profession, hours, after)
        for name, profession, hours, after in rows
    )


RIVERSIDE = Neighbourhood(
    name="Riverside",
    place="Bury St Edmunds",
    nurses=_members(
        "riverside.example",
        ("Amina Khan", DISTRICT, 30.0, 0),
        ("Joanne Field", REGISTERED, 28.0, 3),
        ("Grace Okafor", REGISTERED, 32.0, 5),
        ("Tom Whitfield", REGISTERED, 37.5, 9),
        ("Magdalena Nowak", REGISTERED, 30.0, 15),
        ("Priya Nair", REGISTERED, 24.0, 40),
        ("Ruth Cattermole", DISTRICT, 22.5, 61),
        ("Dean Pryke", ASSISTANT, 30.0, 75),
        ("Chloe Sturgeon", REGISTERED, 28.0, 110),
        ("Blessing Moyo", ASSISTANT, 32.0, 150),
        ("Rosalind Garrod", ASSOCIATE, 24.0, 204),
        ("Ioana Popescu", REGISTERED, 30.0, 270),
    ),
    student=Member("Callum Reeve", "callum@riverside.example", STUDENT, None, 395),
    awaited=Member("Farah Siddiqui", "", "Bank nurse", None, 399),
)
MALPAS = Neighbourhood(
    name="Malpas",
    place="Malpas, Cheshire",
    nurses=_members(
        "malpas.example",
        ("Beth Price", DISTRICT, 32.0, 0),
        ("Hannah Cottrell", REGISTERED, 30.0, 2),
        ("Owen Griffiths", REGISTERED, 37.5, 6),
        ("Farida Begum", REGISTERED, 24.0, 20),
        ("Jill Ravenscroft", ASSOCIATE, 28.0, 45),
        ("Kwame Mensah", REGISTERED, 32.0, 80),
        ("Lesley Platt", ASSISTANT, 30.0, 95),
        ("Maria Fernandes", REGISTERED, 28.0, 160),
        ("Sian Davies", REGISTERED, 22.5, 240),
    ),
    student=None,
    awaited=Member("Naomi Clewes", "", REGISTERED, 30.0, 399),
)
TEAMS = (RIVERSIDE, MALPAS)

COMPETENCES = {
    REGISTERED: (
        "Insulin",
        "Catheter care",
        "Compression bandaging",
        "Syringe driver",
        "Wound care",
        "Verification of death",
    ),
    DISTRICT: (
        "Insulin",
        "Catheter care",
        "Compression bandaging",
        "Wound care",
        "Syringe driver",
        "Verification of death",
    ),
    ASSOCIATE: ("Insulin", "Catheter care", "Wound care"),
    ASSISTANT: ("Insulin, delegated", "Blood glucose measurement", "Simple dressings"),
}
"""What people of each profession have usually shown; not everybody has everything (``demonstration.py``)."""
DAILY_BREAD = ("Insulin", "Catheter care", "Wound care")
"""What a nurse needs on any round: nobody in these teams is without."""
EVERYBODY = ("Basic life support", "Moving and handling")
YEARS_VALID = {"Basic life support": 1, "Moving and handling": 1, "Insulin, delegated": 1}
"""Years until it has to be shown again; two where nothing is said."""
