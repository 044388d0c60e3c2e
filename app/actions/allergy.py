"""Allergies with their reaction; "none known", which somebody asked about; and "nobody has asked yet"."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.actions.client_change import edit
from app.actions.kept_line import ChangedLine, EndLine, NewLine, add, change, end, given
from app.actions.register import Command, Done, Line, Moment, OptionalLine, registered
from app.domain.client import AllergyKnowledge
from app.domain.errors import RuleBroken
from app.domain.words import N_
from app.models import Allergy, Client
from app.models.base import columns
from app.queries.access import Nurse, reachable_client

A = columns(Allergy)

STANDING = select(A.id).where(A.team_id == bindparam("team"), A.client_id == bindparam("client"), A.ended_at.is_(None))


class AllergyFields(Command):
    substance: Line
    reaction: OptionalLine = ""
    severity: OptionalLine = ""
    told_by: OptionalLine = ""


class AddAllergy(NewLine, AllergyFields):
    pass


class ChangeAllergy(ChangedLine, AllergyFields):
    pass


class SayNoKnownAllergies(Command):
    """Somebody asked, and the answer was: none that anybody knows of."""

    client: UUID


@registered("add-allergy", AddAllergy)
def add_allergy(session: Session, nurse: Nurse, wish: AddAllergy, moment: Moment) -> Done:
    values = {**given(wish, AllergyFields), "recorded_by": nurse.membership_id}
    done = add(session, nurse, moment, wish, Allergy, values)
    _know(session, nurse, moment, wish.client, AllergyKnowledge.LISTED)
    return done


@registered("change-allergy", ChangeAllergy)
def change_allergy(session: Session, nurse: Nurse, wish: ChangeAllergy, moment: Moment) -> Done:
    return change(session, nurse, moment, wish, Allergy, given(wish, AllergyFields))


@registered("end-allergy", EndLine)
def end_allergy(session: Session, nurse: Nurse, wish: EndLine, moment: Moment) -> Done:
    """With the last one gone nobody has said yet that there are none: it is to be asked again."""
    done = end(session, nurse, moment, wish, Allergy)
    if not _any_standing(session, nurse, wish.client):
        _know(session, nurse, moment, wish.client, AllergyKnowledge.NOT_ASKED)
    return done


@registered("say-no-known-allergies", SayNoKnownAllergies)
def say_no_known_allergies(session: Session, nurse: Nurse, wish: SayNoKnownAllergies, moment: Moment) -> Done:
    client = reachable_client(session, nurse, wish.client)
    if _any_standing(session, nurse, client.id):
        raise RuleBroken(
            N_("An allergy stands on this page. End it first, with the reason, if it no longer holds."),
            code="contradiction",
        )
    _know(session, nurse, moment, client.id, AllergyKnowledge.NONE_KNOWN)
    return Done({"client": str(client.id)}, about=f"client/{client.id}", clients=(str(client.id),))


def _any_standing(session: Session, nurse: Nurse, client_id: UUID) -> bool:
    session.flush()
    return session.execute(STANDING, {"team": nurse.team_id, "client": client_id}).first() is not None


def _know(session: Session, nurse: Nurse, moment: Moment, client_id: UUID, what: AllergyKnowledge) -> None:
    """An edit of the client like any other: two who say different things at once cannot both be right."""
    client = session.get_one(Client, (nurse.team_id, client_id))
    edit(
        session,
        nurse,
        moment,
        client,
        seen=client.version,
        changes={"allergy_knowledge": what.value},
        client_id=client_id,
        id=moment.ids[1],
    )
