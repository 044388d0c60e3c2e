"""Commands about files of clients that are taken in."""

from base64 import b64encode
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlmodel import select

from app.actions.intake_read import read_file
from app.actions.intake_take import Taker, store
from app.models import IntakeClient, new_id
from tests.cast import Cast
from tests.exchange.tables import PEGGY, csv_of
from tests.samples.sample import Sample, once

THORNTON = {"family_name": "Thornton", "given_names": "Margaret", "birth_date": "14/03/1942", "preferred_name": "Peggy"}
NOBODY = {"intake": str(uuid4())}


def in_base64(text: str | bytes) -> str:
    return b64encode(text.encode() if isinstance(text, str) else text).decode()


def staged(cast: Cast, name: str, *rows: dict[str, str]) -> UUID:
    """A table with these people, put in by Amina."""

    def make() -> UUID:
        now, intake_id = cast.kring.clock.now, new_id()
        taker = Taker(cast.riverside, cast.amina.membership, now, now.date(), ZoneInfo("Europe/London"))
        read = read_file(f"{name}.csv", csv_of(*rows).encode(), today=now.date())
        cast.kring.door.write(cast.riverside, lambda session: store(session, taker, intake_id, read))
        return intake_id

    found: UUID = once(cast, f"staged {name}", make)
    return found


def people(cast: Cast, intake: UUID) -> list[IntakeClient]:
    """Everybody in the file, in its order."""
    with cast.kring.door.read(cast.riverside) as session:
        found = session.exec(
            select(IntakeClient).where(IntakeClient.team_id == cast.riverside, IntakeClient.intake_id == intake)
        ).all()
    return sorted(found, key=lambda one: one.number)


def doubtful(cast: Cast) -> UUID:
    """The same person twice in one file, to be decided about."""
    return staged(cast, "doubtful", PEGGY, PEGGY)


def faulty(cast: Cast) -> UUID:
    """A file in which a birth date cannot be."""
    return staged(cast, "faulty", PEGGY, PEGGY | {"birth_date": "24/13/1942"})


SAMPLES: dict[str, Sample] = {
    "decide-duplicate": Sample(
        lambda cast, _me: {
            "intake": str(doubtful(cast)),
            "person": str(people(cast, doubtful(cast))[1].id),
            "decision": "same",
        },
        other={"decision": "new"},
        refused={"person": str(uuid4())},
    ),
    "drop-intake": Sample(lambda cast, _me: {"intake": str(staged(cast, "to drop", PEGGY))}, NOBODY, NOBODY),
    "stage-intake": Sample(
        lambda _cast, _me: {
            "id": str(new_id()),
            "file_name": "clients.csv",
            "content": in_base64(csv_of(PEGGY)),
        },
        other={"file_name": "others.csv"},
        refused={"content": in_base64("{")},
        names_rows=False,
    ),
    "take-intake": Sample(lambda cast, _me: {"intake": str(staged(cast, "to take", PEGGY))}, NOBODY, NOBODY),
}
