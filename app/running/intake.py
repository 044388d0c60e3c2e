"""Files of clients from the machine that serves: looked at, or taken in for a team as a whole, one unit a file."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.actions.intake_read import ReadFile, read_file
from app.actions.intake_take import Taken, Taker, found_there, must_decide, take_for_team
from app.database import Unavailable
from app.models import new_id
from app.queries.team_setting import settings_of
from app.running.installation import TRIES, Installation


@dataclass(frozen=True)
class Looked:
    """What a file would bring. ``doubles`` are by number in the file."""

    read: ReadFile
    doubles: Mapping[int, Sequence[Mapping[str, Any]]]

    @property
    def undecided(self) -> int:
        return sum(1 for one in self.doubles.values() if must_decide(one))


def look(house: Installation, team_id: UUID, file: Path, kind: str) -> Looked:
    """Read the file and compare; nothing is written."""
    taker = _taker(house, team_id)
    read = read_file(file.name, file.read_bytes(), today=taker.today, kind=kind)
    with house.door.read(team_id) as session:
        found = found_there(session, taker, read)
    doubles = {one.number: [*found.get(one.known.key, []), *one.within] for one in read.people}
    return Looked(read, {number: some for number, some in doubles.items() if some})


def take_in(house: Installation, team_id: UUID, looked: Looked) -> Taken:
    """All of the file in one unit, with its line in the team's journal; or nothing. Raises the refusal."""
    taker = _taker(house, team_id)
    intake_id, base, line_id = new_id(), new_id(), new_id()

    def work(session: Session) -> Taken:
        return take_for_team(session, taker, looked.read, intake_id=intake_id, base=base, line_id=line_id)

    return _patiently(house, team_id, work)


def _patiently(house: Installation, team_id: UUID, work: Callable[[Session], Taken]) -> Taken:
    """Nobody waits for a page here: the unit may take as long as it needs, beside a server that writes as well."""
    for attempt in range(TRIES):
        try:
            return house.door.submit(team_id, work).result()
        except Unavailable as fault:
            if fault.perhaps_done or attempt == TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError


def _taker(house: Installation, team_id: UUID) -> Taker:
    now = house.now()
    with house.door.read(team_id) as session:
        zone = settings_of(session, team_id).zone
    return Taker(team_id, None, now, now.astimezone(zone).date(), zone)
