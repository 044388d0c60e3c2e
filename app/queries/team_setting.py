"""What this team has set, with defaults where it has set nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, bindparam, select
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.team_setting import KINDS, SettingKind, value_of
from app.domain.words import N_
from app.models import Membership, TeamSetting, TeamSettingChange
from app.models.base import columns

C, S, T = columns(TeamSettingChange), columns(Membership), columns(TeamSetting)

STORED = select(T.name, T.value).where(T.team_id == bindparam("team"))


@dataclass(frozen=True)
class TeamSettings:
    """Every setting of one team by name."""

    values: Mapping[str, int | str]

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(str(self.values["zone"]))

    @property
    def word_for_client(self) -> str:
        return str(self.values["word_for_client"])

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        return int(self.values[name])


def settings_of(session: Session, team_id: UUID) -> TeamSettings:
    return settings_from({row.name: row.value for row in session.execute(STORED, {"team": team_id})})


def settings_from(stored: Mapping[str, Any]) -> TeamSettings:
    return TeamSettings({name: value_of(name, stored.get(name)) for name in KINDS})


SET = (
    select(T.name, T.value, T.agreement, T.version, T.set_at, S.name.label("by"))
    .join(Membership, and_(S.team_id == T.team_id, S.id == T.set_by))
    .where(T.team_id == bindparam("team"))
)
CHANGES = (
    select(C.before, C.after, C.agreement, C.at, S.name.label("by"))
    .join(Membership, and_(S.team_id == C.team_id, S.id == C.by))
    .where(C.team_id == bindparam("team"), C.name == bindparam("name"))
    .order_by(C.id.desc())
    .limit(100)
)


@dataclass(frozen=True)
class SettingLine:
    """One setting as it stands: a value of the team's own, or the default (version 0)."""

    kind: SettingKind
    value: int | str
    version: int
    agreement: str
    set_by: str
    set_at: datetime | None


@dataclass(frozen=True)
class SettingChange:
    """What a setting was and became, who changed it and on which agreement."""

    before: int | str
    after: int | str
    agreement: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SettingsPage:
    settings: Sequence[SettingLine]


@dataclass(frozen=True)
class SettingPage:
    """One setting with everything it has been."""

    setting: SettingLine
    changes: Sequence[SettingChange]
    has_a_voice: bool


def settings_page(session: Session, team_id: UUID) -> SettingsPage:
    stored = {row.name: row for row in session.execute(SET, {"team": team_id})}
    return SettingsPage([_setting(name, stored.get(name)) for name in KINDS])


def setting_page(session: Session, team_id: UUID, name: str, *, has_a_voice: bool) -> SettingPage:
    if name not in KINDS:
        raise NotFound(N_("There is no such setting."))
    stored = {row.name: row for row in session.execute(SET, {"team": team_id})}
    changes = session.execute(CHANGES, {"team": team_id, "name": name}).all()
    return SettingPage(
        _setting(name, stored.get(name)),
        [SettingChange(one.before, one.after, one.agreement, one.by, one.at) for one in changes],
        has_a_voice,
    )


def _setting(name: str, row: Row[Any] | None) -> SettingLine:
    if row is None:
        return SettingLine(KINDS[name], value_of(name, None), 0, "", "", None)
    return SettingLine(KINDS[name], value_of(name, row.value), row.version, row.agreement, row.by, row.set_at)
