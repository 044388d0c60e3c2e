"""The journal as a whole: verified team by team, its heads written outside the database and held against it again."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.queries.directory import team_ids
from app.queries.journal import Head, Verified, newest_head, verify
from app.running.ground import SetUpWrong
from app.running.installation import Installation


def verified(house: Installation, kept: Mapping[UUID, Head]) -> Iterator[Verified]:
    """Each team in turn. A team that is named in the kept heads and has gone is verified too: it is empty now."""
    for team in teams_to_verify(house, kept):
        with house.door.read(team) as session:
            yield verify(session, team, kept.get(team))


def teams_to_verify(house: Installation, kept: Mapping[UUID, Head]) -> list[UUID]:
    with house.door.read(None) as session:
        there = team_ids(session)
    return [*there, *(team for team in kept if team not in there)]


def heads(house: Installation) -> list[Head]:
    """The newest seal of every team."""
    found = []
    for team in teams_to_verify(house, {}):
        with house.door.read(team) as session:
            if head := newest_head(session, team):
                found.append(head)
    return found


def write_heads(found: list[Head], to: Path, now: datetime) -> None:
    """Write beside it, flush, and rename, so that an older file is never half replaced."""
    content = {"at": now.isoformat(), "heads": [head_as_json(head) for head in found]}
    draft = to.with_name(to.name + ".new")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(to)
    except OSError as fault:
        raise SetUpWrong(f"{to} cannot be written: {fault.strerror}") from None


def read_heads(path: Path) -> dict[UUID, Head]:
    """Heads that were kept outside the database."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return heads_from_json(content["heads"])
    except OSError as fault:
        raise SetUpWrong(f"{path} cannot be read: {fault.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SetUpWrong(f"{path} is not a file that 'kring journal head' wrote") from None


def head_as_json(head: Head) -> dict[str, object]:
    return {"team": str(head.team_id), "number": head.number, "hash": head.hash}


def heads_from_json(rows: list[dict[str, object]]) -> dict[UUID, Head]:
    found = (Head(UUID(str(row["team"])), int(str(row["number"])), str(row["hash"])) for row in rows)
    return {head.team_id: head for head in found}
