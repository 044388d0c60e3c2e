"""A list page needs the same few statements for ten rows as for a thousand, and shows what it should of each."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from app.models import Competence, Invitation, JournalLine, Proposal, TeamSettingChange, new_id
from tests.cast import Cast
from tests.statements import LIST_PAGE, counted

Rows = Callable[[Cast, int], Iterable[Any]]


def competences(cast: Cast, many: int) -> Iterable[Any]:
    for number in range(many):
        yield Competence(
            team_id=cast.riverside,
            id=new_id(),
            membership_id=cast.joanne.membership,
            name=f"Competence {number}",
            shown_on=cast.kring.clock.now.date(),
            recorded_by=cast.amina.membership,
        )


def invitations(cast: Cast, many: int) -> Iterable[Any]:
    now = cast.kring.clock.now
    for number in range(many):
        yield Invitation(
            team_id=cast.riverside,
            id=new_id(),
            kind="nurse",
            name=f"Invited {number}",
            key_id="k1",
            invited_by=cast.amina.membership,
            made_at=now,
            expires_at=now + timedelta(days=7),
        )


def proposals(cast: Cast, many: int) -> Iterable[Any]:
    now = cast.kring.clock.now
    for number in range(many):
        yield Proposal(
            team_id=cast.riverside,
            id=new_id(),
            kind="end-membership",
            membership_id=cast.joanne.membership,
            proposed_by=cast.amina.membership,
            reason=f"Reason {number}",
            made_at=now,
            closes_at=now,
            outcome="withdrawn",
            settled_at=now,
        )


def lines(cast: Cast, many: int) -> Iterable[Any]:
    for _ in range(many):
        yield JournalLine(
            team_id=cast.riverside,
            id=new_id(),
            at=cast.kring.clock.now,
            account_id=cast.joanne.account,
            what="record-competence",
            about=f"membership/{cast.joanne.membership}",
            outcome="done",
        )


def changes(cast: Cast, many: int) -> Iterable[Any]:
    for number in range(many):
        yield TeamSettingChange(
            team_id=cast.riverside,
            id=new_id(),
            name="objection_days",
            before=number % 28,
            after=number % 28 + 1,
            agreement=f"Agreement {number}",
            by=cast.amina.membership,
            at=cast.kring.clock.now,
        )


LISTS: list[tuple[str, Rows, str, int]] = [
    ("/t/{team}", competences, "Competence {number}", 1000),
    ("/t/{team}", invitations, "Invited {number}", 1000),
    ("/t/{team}/members/{joanne}", competences, "Competence {number}", 1000),
    ("/t/{team}/proposals", proposals, "withdrawal", 20),
    ("/t/{team}/journal", lines, "recorded a competence", 20),
    ("/t/{team}/settings/objection_days", changes, "Agreement {number}", 100),
]
"""Page, what it lists, what is to be read of each row, and how many rows a page holds."""


@pytest.mark.parametrize(("path", "rows", "text", "most"), LISTS, ids=[f"{one[0]} {one[1].__name__}" for one in LISTS])
def test_ten_rows_and_a_thousand_need_the_same_statements(
    cast: Cast, path: str, rows: Rows, text: str, most: int
) -> None:
    address = path.replace("{joanne}", str(cast.joanne.membership))
    _ = cast.amina.browser
    asked = []
    for more in (10, 990):
        cast.kring.add(cast.riverside, *rows(cast, more))
        with counted(cast.kring) as statements:
            answer = cast.amina.get(address)
        assert answer.status_code == 200
        asked.append(statements)

    assert len(asked[0]) == len(asked[1]) <= LIST_PAGE, "\n\n".join(asked[1])
    if "{number}" in text:
        first = 0 if most == 1000 else 990 - most
        shown = range(first, first + most) if most < 1000 else range(990)
        missing = [number for number in shown if text.format(number=number) not in answer.text]
        assert missing == []


def test_the_journal_is_read_on_page_by_page_without_a_gap(cast: Cast) -> None:
    cast.kring.add(cast.riverside, *lines(cast, 120))
    seen, address = 0, "/t/{team}/journal?outcome=done"
    for _ in range(7):
        text = cast.amina.get(address).text
        seen += text.count("recorded a competence")
        if "before=" not in text:
            break
        address = text.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")

    assert seen == 120


def test_the_journal_is_narrowed_by_person_day_and_kind(cast: Cast) -> None:
    cast.kring.add(cast.riverside, *lines(cast, 3))
    day = cast.kring.clock.now.date()

    def count(question: str) -> int:
        return cast.amina.get("/t/{team}/journal?" + question).text.count("recorded a competence")

    assert count(f"person={cast.joanne.membership}") == 3
    assert count(f"person={cast.olive.membership}") == 0
    assert (count(f"day={day}"), count(f"day={day - timedelta(days=1)}")) == (3, 0)
    assert (count("outcome=done"), count("outcome=refused")) == (3, 0)
    assert count("person=nobody&day=never&outcome=odd&before=x") == 3


def test_a_line_made_by_somebody_outside_the_team_names_nobody(cast: Cast) -> None:
    cast.beth.command("leave-team", {}, team=cast.riverside)

    text = cast.amina.get("/t/{team}/journal").text

    assert "Somebody outside the team" in text
    assert "Beth" not in text
