"""The fewest and plainest questions that bring what stands on a list page, written by hand for bare ``sqlite3``.

A twin that asked the page's own statements would be as slow as they are, and nobody would see a heavy one. Pages that
have no questions here are held against their own.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

Question = tuple[str, tuple[Any, ...]]

OPEN = """not exists (select 1 from closed_record x where x.team_id = {0}.team_id and x.client_id = {1}
    and x.ended_at is null and x.membership_id = ?)"""

STOPS = f"""
select v.id, v.client_id, v.membership_id, v.planned_at, v.minutes, v.tasks, v.urgency, v.urgency_why, v.started_at,
       v.finished_at, v.version, c.known_as, c.given_names, c.family_name, c.born_on, c.address, c.postcode,
       c.address_key, c.phone, c.way_in, c.language, c.interpreter, c.understanding, c.allergy_knowledge
from visit v join client c on c.team_id = v.team_id and c.id = v.client_id
where v.team_id = ? and v.day = ? and (v.membership_id = ? or v.membership_id is null or v.started_by = ?)
  and (v.cancelled_at is null or v.started_at is not null) and {OPEN.format("v", "v.client_id")}
order by v.planned_at, v.id"""
DOOR = """
select 'allergy' as what, id, substance, reaction, '' from allergy
where team_id = ? and client_id = ? and ended_at is null
union all
select kind, id, by_whom, where_paper, decided_on from decision
where team_id = ? and client_id = ? and ended_at is null and kind in ('cpr-not-recommended', 'for-cpr')
union all
select 'warning', id, kind, text, '' from warning where team_id = ? and client_id = ? and ended_at is null
order by what, id"""
TIMED = """
select h.client_id, h.name, h.timing from visit v
cross join medicine h on h.team_id = v.team_id and h.client_id = v.client_id
where v.team_id = ? and v.day = ? and (v.membership_id = ? or v.membership_id is null or v.started_by = ?)
  and h.is_time_critical and h.ended_at is null order by h.id"""
SAID_AT_A_VISIT = """
select r.note, r.happened_at, m.name from visit v
cross join visit_record r on r.team_id = v.team_id and r.visit_id = v.id
cross join membership m on m.team_id = r.team_id and m.id = r.author
where v.team_id = ? and v.client_id = ? and v.started_at is not null and r.note <> ''
order by v.planned_at desc limit 1"""
SAID = """
select n.text, n.happened_at, m.name from entry n left join membership m on m.team_id = n.team_id and m.id = n.author
where n.team_id = ? and n.client_id = ? and n.kind = 'note' order by n.happened_at desc limit 1"""

CLIENTS = f"""
select c.id, c.given_names, c.family_name, c.known_as, c.born_on, c.postcode, c.address_key, c.search, c.status,
       c.status_since, c.allergy_knowledge, c.latest_change_at, v.planned_at, m.name
from client c
left join visit v on v.team_id = c.team_id and v.id = (
    select id from visit i where i.team_id = c.team_id and i.client_id = c.id and i.planned_at >= ?
    and i.started_at is null and i.cancelled_at is null order by i.planned_at limit 1)
left join membership m on m.team_id = v.team_id and m.id = v.membership_id
where c.team_id = ? and c.status in ('referred', 'active', 'paused') and {OPEN.format("c", "c.id")}
order by c.search, c.id limit 48"""
NURSES = """
select n.client_id, n.membership_id, m.name from named_nurse n
join membership m on m.team_id = n.team_id and m.id = n.membership_id
where n.team_id = ? and n.ended_at is null and m.ended_at is null order by n.client_id, n.place"""
WARNINGS = """
select client_id, id, text, review_on from warning where team_id = ? and ended_at is null
union all select client_id, id, substance, null from allergy where team_id = ? and ended_at is null"""
PAST = "select count(*) from client where team_id = ? and status in ('discharged', 'died')"


def of_round(team: UUID, me: UUID, today: date, _midnight: datetime, coming: UUID) -> list[Question]:
    one = (team.hex, coming.hex)
    return [
        (STOPS, (team.hex, today.isoformat(), me.hex, me.hex, me.hex)),
        (TIMED, (team.hex, today.isoformat(), me.hex, me.hex)),
        (DOOR, one * 3),
        (SAID_AT_A_VISIT, one),
        (SAID, one),
    ]


def of_caseload(team: UUID, me: UUID, _today: date, midnight: datetime, _coming: UUID) -> list[Question]:
    since = midnight.replace(tzinfo=None).isoformat(" ", "microseconds")
    return [
        (CLIENTS, (since, team.hex, me.hex)),
        (NURSES, (team.hex,)),
        (WARNINGS, (team.hex, team.hex)),
        (PAST, (team.hex,)),
    ]


LEAN: dict[str, Callable[[UUID, UUID, date, datetime, UUID], list[Question]]] = {
    "round": of_round,
    "caseload": of_caseload,
}
