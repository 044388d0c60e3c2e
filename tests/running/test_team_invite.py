"""``kring team invite``: a team in which nobody is left who could invite is not locked out for good."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.keys import open_key_file
from app.main import create_app
from app.models import Invitation, JournalLine, Membership
from app.models.base import columns
from app.running.installation import Installation
from app.running.teams import team_called
from tests.running.conftest import Command
from tests.running.filled import everything

I, J, M = columns(Invitation), columns(JournalLine), columns(Membership)


def test_a_team_whose_first_link_was_never_used_gets_another(run: Command, house: Installation) -> None:
    run("team", "create", "North Bank", "--nurse", "Ruth Ash")

    said = run("team", "invite", "North Bank", "--nurse", "Wyn Hale", "--email", "Wyn@north.example")

    team, _ = team_called(house, "North Bank")
    with house.door.read(team) as session:
        lines = session.execute(select(J.what, J.account_id).where(J.team_id == team).order_by(J.id)).all()
        links = session.execute(select(I.name, I.email, I.invited_by).where(I.team_id == team).order_by(I.id)).all()
    assert said.code == 0, said
    assert [tuple(line) for line in lines] == [("team-founded", None), ("nurse-invited-by-provider", None)]
    assert [tuple(link) for link in links] == [("Ruth Ash", "", None), ("Wyn Hale", "wyn@north.example", None)]
    app = create_app(house.settings, door=house.door, keys=open_key_file(house.settings.key_file))
    browser = TestClient(app, base_url=house.settings.address)
    assert "Wyn Hale" in browser.get(said.out.split()[-1].removeprefix(house.settings.address)).text


def test_a_team_whose_nurses_are_all_suspended_can_be_invited_into(run: Command, filled: Installation) -> None:
    invite = ("team", "invite", "Malpas", "--nurse", "Wyn Hale")
    refused = run(*invite)
    team, _ = team_called(filled, "Malpas")
    with filled.door.read(team) as session:
        members = session.execute(select(M.name).where(M.team_id == team, M.seat.is_not(None))).scalars().all()
    for name in members:
        run("team", "suspend", "Malpas", name, "--reason", "Inquiry of the regulator")

    assert (refused.code, "nurses invite each other" in refused.err) == (1, True)
    assert run(*invite).code == 0
    with filled.door.read(team) as session:
        lines = session.execute(select(J.what).where(J.team_id == team)).scalars().all()
    assert lines.count("nurse-invited-by-provider") == 1


@pytest.mark.parametrize(
    "words",
    [("Nowhere", "--nurse", "Wyn"), ("Riverside", "--nurse", ""), ("Riverside", "--nurse", "W", "--email", "no")],
)
def test_a_wrong_wish_to_invite_changes_nothing(run: Command, filled: Installation, words: tuple[str, ...]) -> None:
    before = everything(filled.door)

    assert run("team", "invite", *words).code in (1, 2)
    assert everything(filled.door) == before
