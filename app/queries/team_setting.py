"""What this team has set, with defaults where it has set nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlmodel import Session

from app.domain.team_setting import KINDS, value_of
from app.models import TeamSetting
from app.models.base import columns

T = columns(TeamSetting)

STORED = select(T.name, T.value).where(T.team_id == bindparam("team"))


@dataclass(frozen=True)
class TeamSettings:
    """Every setting of one team by name."""

    values: Mapping[str, int | str]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(str(self.values["zone"]))

    @property
    def word_for_client(self) -> str:
        return str(self.values["word_for_client"])

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        return int(self.values[name])


def settings_of(session: Session, team_id: UUID) -> TeamSettings:
    stored = {row.name: row.value for row in session.execute(STORED, {"team": team_id})}
    return TeamSettings({name: value_of(name, stored.get(name)) for name in KINDS})
