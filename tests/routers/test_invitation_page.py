"""The page behind an invitation link."""

import re

import pytest
from sqlmodel import select

from app.keys import secret_hash
from app.models import AddressOf, Attempt, Invitation, JournalLine, new_id
from tests.authenticator import PASSWORD, with_app, with_password
from tests.cast import Cast, Kring
from tests.routers.test_sign_in import mark_as_demonstration, sign_in

NEW = {"name": "Rosa Lind", "email": "Rosa@Team.example", "new_password": "seven quiet kettles"}


def invite(cast: Cast, *, secret: str = "a-very-long-secret", **more: object) -> str:
    """An invitation as the team makes it; returns its address."""
    kring, row_id = cast.kring, new_id()
    row = Invitation(
        **{  # type: ignore[arg-type]
            "team_id": cast.riverside,
            "id": row_id,
            "kind": "nurse",
            "name": "Rosa",
            "key_id": "k1",
            "invited_by": cast.amina.membership,
            "made_at": kring.clock.now,
            "expires_at": kring.clock.now.replace(day=kring.clock.now.day + 5),
            **more,
        }
    )
    kring.add(cast.riverside, row)
    kring.add(
        cast.riverside,
        AddressOf(secret_hash=secret_hash(secret), team_id=cast.riverside, kind="invitation", id=row_id),
    )
    return f"/invitation/{secret}"


def test_it_says_which_team_who_invites_and_until_when(kring: Kring, cast: Cast) -> None:
    page = kring.browser().get(invite(cast))

    assert page.status_code == 200
    assert "Riverside" in page.text and "Amina Khan invites Rosa." in page.text
    assert "Open until Sun 29 Nov, 09:00" in page.text
    title = re.search("<title>(.*)</title>", page.text)
    assert title and "Rosa" not in title[1]


def test_a_new_nurse_makes_an_account_and_goes_on_to_her_second_step(kring: Kring, cast: Cast) -> None:
    address, browser = invite(cast), kring.browser()

    answer = browser.post(f"{address}/account", data=NEW)

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/sign-in/set-up?next=/t/{cast.riverside}%3Fnotice%3Djoined",
    )
    assert browser.get("/sign-in/set-up").status_code == 200
    assert sign_in(kring, "rosa@team.example", NEW["new_password"]).headers["location"] == "/sign-in/set-up"


def test_somebody_who_is_signed_in_joins_with_one_button(cast: Cast) -> None:
    address = invite(cast)
    assert "Join this team" in cast.nell.get(address).text

    answer = cast.nell.post(address)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/t/{cast.riverside}?notice=joined")
    assert cast.nell.get("/").headers["location"] == f"/t/{cast.riverside}/round"


def test_a_used_invitation_says_so_and_lets_nobody_in(kring: Kring, cast: Cast) -> None:
    address = invite(cast)
    cast.nell.post(address)

    page, again = kring.browser().get(address), kring.browser().post(f"{address}/account", data=NEW)

    assert page.status_code == 200 and "has been used" in page.text and "<form" not in page.text
    assert again.status_code == 409 and "has been used" in again.text
    assert sign_in(kring, "rosa@team.example", NEW["new_password"]).status_code == 422


@pytest.mark.parametrize(("state", "words"), [("expired", "This invitation ended on"), ("withdrawn", "was withdrawn")])
def test_a_closed_invitation_says_why(kring: Kring, cast: Cast, state: str, words: str) -> None:
    now = kring.clock.now
    address = invite(cast, **({"withdrawn_at": now} if state == "withdrawn" else {"expires_at": now}))

    page, refused = kring.browser().get(address), kring.browser().post(f"{address}/account", data=NEW)

    assert page.status_code == 200 and words in page.text and "<form" not in page.text
    assert refused.status_code == 409


def test_an_unknown_link_is_the_plain_404(kring: Kring, cast: Cast) -> None:
    for browser in (kring.browser(), cast.amina.browser):
        assert browser.get("/invitation/nothing").status_code == 404
        assert browser.post("/invitation/nothing").status_code == 404
        assert browser.post("/invitation/nothing/account", data=NEW).status_code == 404


def test_nobody_joins_without_an_account(kring: Kring, cast: Cast) -> None:
    assert kring.browser().post(invite(cast)).status_code == 401


def test_a_member_is_told_that_she_is_in_already(cast: Cast) -> None:
    answer = cast.joanne.post(invite(cast))

    assert answer.status_code == 409
    assert "in the team already" in answer.text


def test_a_thirteenth_nurse_is_told_why_not(kring: Kring, cast: Cast) -> None:
    for seat in range(3, 13):
        cast.member(f"Nurse {seat}", cast.riverside, seat=seat)
    address = invite(cast)

    page, refused = kring.browser().get(address), kring.browser().post(f"{address}/account", data=NEW)

    assert "splits into two" in page.text and "<form" not in page.text
    assert refused.status_code == 409 and "splits into two" in refused.text
    assert sign_in(kring, "rosa@team.example", NEW["new_password"]).status_code == 422


def test_an_address_with_an_account_is_named_only_to_whoever_knows_its_password(kring: Kring, cast: Cast) -> None:
    with_password(cast.nell)
    form = {**NEW, "email": cast.nell.email}
    address = f"{invite(cast)}/account"

    stranger = kring.browser().post(address, data=form)
    owner = kring.browser().post(address, data={**form, "new_password": PASSWORD})

    assert stranger.status_code == 422 and "cannot be used for a new account" in stranger.text
    assert owner.status_code == 422 and "You have an account already" in owner.text


def test_whoever_is_turned_away_leaves_a_line(kring: Kring, cast: Cast) -> None:
    """In the team's journal who is signed in, among the attempts at the door who is nobody yet."""
    address = invite(cast, expires_at=kring.clock.now)

    cast.nell.post(address)
    kring.browser().post(f"{address}/account", data=NEW)

    with kring.door.read(cast.riverside) as session:
        line = session.execute(
            select(JournalLine.account_id, JournalLine.what, JournalLine.outcome, JournalLine.code).where(
                JournalLine.team_id == cast.riverside
            )
        ).one()
        tried = session.execute(select(Attempt.what, Attempt.outcome).where(Attempt.what == "account-made")).one()
    assert tuple(line) == (cast.nell.account, "invitation-accepted", "refused", "invitation-expired")
    assert tuple(tried) == ("account-made", "refused")


def test_a_closed_invitation_tells_nobody_which_addresses_have_an_account(kring: Kring, cast: Cast) -> None:
    with_password(cast.nell)
    address = f"{invite(cast, expires_at=kring.clock.now)}/account"

    known = kring.browser().post(address, data={**NEW, "email": cast.nell.email})
    unknown = kring.browser().post(address, data=NEW)

    assert (known.status_code, unknown.status_code) == (409, 409)
    assert known.text.count("has expired") == unknown.text.count("has expired") > 0


def test_a_guest_who_joins_as_a_nurse_stays_signed_in(cast: Cast) -> None:
    cast.gwen.post(invite(cast))

    assert cast.gwen.get("/t/{team}").status_code == 200


def test_guessing_there_counts_as_trying_the_password(kring: Kring, cast: Cast) -> None:
    with_password(cast.nell)
    form = {**NEW, "email": cast.nell.email}
    address = f"{invite(cast)}/account"
    for _ in range(5):
        kring.browser().post(address, data=form)

    assert kring.browser().post(address, data={**form, "new_password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("email", ""),
        ("email", "rosa"),
        ("new_password", ""),
        ("new_password", "short"),
    ],
)
def test_what_is_not_filled_in_well_gets_a_word_and_the_rest_stays(
    kring: Kring, cast: Cast, field: str, value: str
) -> None:
    answer = kring.browser().post(f"{invite(cast)}/account", data={**NEW, field: value})

    assert answer.status_code == 422
    assert f'id="field-{field}-error"' in answer.text
    kept = "email" if field != "email" else "name"
    assert f'value="{NEW[kept]}"' in answer.text
    assert NEW["new_password"] not in answer.text


def test_whoever_has_an_account_signs_in_first_and_comes_back(kring: Kring, cast: Cast) -> None:
    with_password(cast.nell)
    app, address, browser = with_app(cast.nell), invite(cast), kring.browser()
    link = re.search(r'href="(/sign-in\?[^"]*)"', browser.get(address).text)
    assert link and f"next={address}" in link[1]
    sign_in(kring, cast.nell.email, browser=browser, next=address)

    answer = browser.post("/sign-in/second-factor", data={"code": app.code(), "next": address})

    assert answer.headers["location"] == address
    assert "Join this team" in browser.get(address).text


def test_a_guest_sees_her_days(kring: Kring, cast: Cast) -> None:
    page = kring.browser().get(invite(cast, kind="guest", days=["2026-11-24", "2026-11-25"])).text

    assert "As a guest, for these days:" in page
    assert "24 November 2026" in page and "25 November 2026" in page


def test_a_demonstration_account_joins_no_real_team(cast: Cast) -> None:
    cast.kring.door.write(None, lambda session: mark_as_demonstration(session, cast.nell.account))

    assert cast.nell.post(invite(cast)).status_code == 409


def test_one_invitation_answers_five_questions_about_accounts_from_one_place(kring: Kring, cast: Cast) -> None:
    address = f"{invite(cast)}/account"
    people = (cast.amina, cast.joanne, cast.gwen, cast.olive, cast.beth, cast.nell)
    asked = [kring.browser().post(address, data={**NEW, "email": person.email}) for person in people]

    assert [answer.status_code for answer in asked] == [422] * 5 + [429]
    assert asked[5].headers["retry-after"] and "cannot be used" not in asked[5].text
    assert kring.browser(source="elsewhere").post(address, data={**NEW, "email": cast.nell.email}).status_code == 422
