"""One valid body for every command in the register. A command without a sample fails ``test_commands.py``."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from app.models import new_id
from app.routers import all_routers
from tests.cast import Person
from tests.circle import Circle
from tests.samples import assessment, client, door_card, intake, network_map, tablet, visit
from tests.samples.sample import Make, Sample

all_routers()
"""Whoever asks for samples wants the whole register, and it is filled by the pages' modules."""


def _about(person: Callable[[Circle], Person], **more: Any) -> Make:
    return lambda circle, _me: {"id": str(new_id()), "membership_id": str(person(circle).membership), **more}


def _id(name: str, field: str) -> Make:
    return lambda circle, _me: {field: str(getattr(circle, name))}


def _days(circle: Circle, *ahead: int) -> list[str]:
    today = circle.kring.clock.now.date()
    return [(today + timedelta(days=number)).isoformat() for number in ahead]


REASON = {"reason": "We have talked about it."}
OTHER_REASON = {"reason": "Something else."}
NOBODY = {"membership_id": str(uuid4())}
NO_PROPOSAL = {"proposal_id": str(uuid4())}

SAMPLES: Mapping[str, Sample] = {
    "add-guest-days": Sample(
        lambda circle, _me: {"membership_id": str(circle.hetty.membership), "days": _days(circle, 5, 6)},
        other={"days": ["2026-12-24"]},
        refused={"days": ["2020-01-01"]},
        guest=403,
    ),
    "change-team-setting": Sample(
        lambda _circle, _me: {
            "name": "objection_days",
            "value": "10",
            "agreement": "Meeting of 17 November",
            "version": 0,
        },
        other={"value": "9"},
        refused={"value": "99"},
        guest=403,
        names_rows=False,
    ),
    "end-guest": Sample(
        lambda circle, _me: {"membership_id": str(circle.hetty.membership)}, other=NOBODY, refused=NOBODY, guest=403
    ),
    "invite-guest": Sample(
        lambda circle, _me: {"id": str(new_id()), "name": "Flo", "days": _days(circle, 0, 1)},
        other={"name": "Flora"},
        refused={"days": []},
        guest=403,
        names_rows=False,
    ),
    "invite-nurse": Sample(
        lambda _circle, _me: {"id": str(new_id()), "name": "Flo", "email": "flo@nurse.example"},
        other={"name": "Flora"},
        refused={"email": "flo at nurse"},
        guest=403,
        names_rows=False,
    ),
    "leave-team": Sample(
        lambda _circle, _me: {},
        other={"is_last": True},
        refused={"is_last": "perhaps"},
        names_rows=False,
        ends_access="she has left, and whoever has left is answered nothing",
    ),
    "object-to-proposal": Sample(
        lambda circle, _me: {"proposal_id": str(circle.end_sam), **REASON},
        other=OTHER_REASON,
        refused=NO_PROPOSAL,
        guest=403,
    ),
    "propose-end-membership": Sample(
        _about(lambda circle: circle.vera, **REASON), other=OTHER_REASON, refused=NOBODY, guest=403
    ),
    "propose-lift-suspension": Sample(
        _about(lambda circle: circle.wilma, **REASON), other=OTHER_REASON, refused=NOBODY, guest=403
    ),
    "propose-suspension": Sample(
        _about(lambda circle: circle.vera, **REASON), other=OTHER_REASON, refused=NOBODY, guest=403
    ),
    "record-competence": Sample(
        lambda circle, _me: {
            "id": str(new_id()),
            "membership_id": str(circle.vera.membership),
            "name": "Syringe driver",
            "shown_on": _days(circle, 0)[0],
        },
        other={"name": "Catheter"},
        refused={"shown_on": "2099-01-01"},
    ),
    "second-proposal": Sample(_id("suspend_sam", "proposal_id"), other=NO_PROPOSAL, refused=NO_PROPOSAL, guest=403),
    "update-my-membership": Sample(
        lambda _circle, _me: {"name": "A new name", "profession": "District nurse", "contract_hours": 24, "version": 1},
        other={"name": "Another name"},
        refused={"contract_hours": 60},
        names_rows=False,
    ),
    "withdraw-competence": Sample(
        _id("competence", "competence_id"),
        other={"competence_id": str(uuid4())},
        refused={"competence_id": str(uuid4())},
    ),
    "withdraw-invitation": Sample(
        _id("invitation", "invitation_id"),
        other={"invitation_id": str(uuid4())},
        refused={"invitation_id": str(uuid4())},
        guest=403,
    ),
    "withdraw-proposal": Sample(
        lambda circle, me: {"proposal_id": str(circle.own_proposal.get(me.name, circle.end_sam))},
        other=NO_PROPOSAL,
        refused=NO_PROPOSAL,
        guest=403,
    ),
    **assessment.SAMPLES,
    **client.SAMPLES,
    **door_card.SAMPLES,
    **intake.SAMPLES,
    **network_map.SAMPLES,
    **tablet.SAMPLES,
    **visit.SAMPLES,
}
