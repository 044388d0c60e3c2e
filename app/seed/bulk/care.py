"""Assessments by the Omaha System: a first one with the problems, then ratings anew every couple of months."""

from datetime import timedelta
from uuid import UUID

from app.domain.omaha import omaha
from app.models import Assessment, ClientChange, Problem, Rating
from app.seed.bulk.ids import Ids
from app.seed.bulk.plan import Plan, PlannedClient, instant
from app.seed.bulk.rows import Rows

BETWEEN = 56
"""Days from one rating to the next."""


def care_rows(plan: Plan, client: PlannedClient) -> Rows:
    rows, luck = Rows(), plan.luck("care", client.number)
    ids = Ids(luck)
    codes = dict.fromkeys(code for routine in client.routines for code in routine.need.problems)
    standing: dict[str, tuple[int, int, int]] = {
        code: (luck.randint(2, 4), luck.randint(2, 4), luck.randint(1, 4)) for code in codes
    }
    problems: dict[str, UUID] = {}
    day, number = client.since + timedelta(days=1), 1
    while client.in_care(day) and day < plan.today:
        begun = instant(day, luck.randrange(600, 900, 5))
        by = luck.choice(client.nurses).membership
        finished = begun + timedelta(minutes=luck.randint(20, 50))
        assessment = ids.at(begun)
        rows.add(
            Assessment,
            team_id=plan.id,
            id=assessment,
            client_id=client.id,
            begun_at=begun,
            begun_by=by,
            received_at=begun,
            finished_at=finished,
            version=2,
        )
        rows.add(
            ClientChange,
            team_id=plan.id,
            id=ids.at(finished),
            client_id=client.id,
            what="assessment",
            row_id=assessment,
            version=2,
            before={"finished_at": None},
            after={"finished_at": finished.isoformat()},
            by=by,
            at=finished,
        )
        for code in codes:
            at = begun + timedelta(minutes=5)
            if number == 1:
                problems[code] = ids.at(at)
                rows.add(
                    Problem,
                    team_id=plan.id,
                    id=problems[code],
                    client_id=client.id,
                    assessment_id=assessment,
                    code=code,
                    whose="individual",
                    nature="actual",
                    signs=_signs(code, luck.randint(1, 3)),
                    recorded_by=by,
                    at=at,
                )
            rows.add(
                Rating,
                team_id=plan.id,
                id=ids.at(at),
                client_id=client.id,
                problem_id=problems[code],
                assessment_id=assessment,
                number=number,
                **dict(zip(("knowledge", "behaviour", "status"), standing[code], strict=True)),
                rated_at=at,
                received_at=at,
                rated_by=by,
            )
            standing[code] = tuple(  # type: ignore[assignment]
                min(5, max(1, one + luck.choice((-1, 0, 0, 0, 1, 1)))) for one in standing[code]
            )
        day, number = day + timedelta(days=BETWEEN + luck.randint(-7, 7)), number + 1
    return rows


def _signs(code: str, count: int) -> list[str]:
    return [sign.code for sign in omaha().problems[code].signs if not sign.is_other][:count]
