"""A team changes one of its settings. Any member may; the agreement it rests on and the old value stay readable."""

from uuid import UUID

from pydantic import Field
from sqlmodel import Session, select

from app.actions.register import VERSION_MOST, Command, Done, Line, Moment, OptionalLine, registered
from app.domain.errors import ChangedMeanwhile, NotFound
from app.domain.team_setting import KINDS, value_of
from app.domain.words import N_
from app.models import TeamSetting, TeamSettingChange
from app.queries.access import Nurse, with_a_voice


class ChangeTeamSetting(Command):
    """Set ``name`` to ``value``; ``version`` is the one that was seen, 0 while the default holds."""

    name: Line
    value: Line
    agreement: OptionalLine = ""
    version: int = Field(ge=0, le=VERSION_MOST)


@registered("change-team-setting", ChangeTeamSetting)
def change_team_setting(session: Session, nurse: Nurse, wish: ChangeTeamSetting, moment: Moment) -> Done:
    with_a_voice(nurse)
    if wish.name not in KINDS:
        raise NotFound(N_("There is no such setting."))
    value = KINDS[wish.name].kind.checked(wish.value)
    stored = _stored(session, nurse.team_id, wish.name)
    _same_version(stored, wish, value)
    row = stored or TeamSetting(
        team_id=nurse.team_id,
        id=moment.ids[0],
        name=wish.name,
        value=value,
        version=0,
        set_by=nurse.membership_id,
        set_at=moment.now,
    )
    before = value_of(wish.name, stored.value if stored else None)
    row.value, row.agreement, row.set_by, row.set_at = value, wish.agreement, nurse.membership_id, moment.now
    row.version += 1
    session.add(row)
    session.add(
        TeamSettingChange(
            team_id=nurse.team_id,
            id=moment.ids[1],
            name=wish.name,
            before=before,
            after=value,
            agreement=wish.agreement,
            by=nurse.membership_id,
            at=moment.now,
        )
    )
    return Done({"name": wish.name, "value": value, "version": row.version}, about=f"setting/{wish.name}")


def _stored(session: Session, team_id: UUID, name: str) -> TeamSetting | None:
    return session.exec(
        select(TeamSetting).where(TeamSetting.team_id == team_id, TeamSetting.name == name)
    ).one_or_none()


def _same_version(stored: TeamSetting | None, wish: ChangeTeamSetting, value: object) -> None:
    version = stored.version if stored else 0
    if version != wish.version:
        theirs = value_of(wish.name, stored.value if stored else None)
        raise ChangedMeanwhile(
            N_("Somebody else changed this while you were looking. Both are shown below; choose, and save again."),
            version=version,
            theirs={"value": theirs, "agreement": stored.agreement if stored else ""},
            yours={"value": value, "agreement": wish.agreement},
        )
