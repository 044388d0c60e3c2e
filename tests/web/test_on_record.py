"""Every refusal, opening, lock and sign-out of somebody who can be named leaves its line, or is not answered at all."""

from typing import Any

import pytest
from sqlmodel import select

from app.actions.register import REGISTER
from app.models import Attempt, JournalLine, new_id
from app.web import errors
from app.web.door import Unavailable
from tests.authenticator import JSON, Passkey, add_passkey, sign_in_with
from tests.cast import Cast, Kring
from tests.routers.test_invitation_page import invite


def attempts(kring: Kring) -> list[tuple[Any, ...]]:
    with kring.door.read(None) as session:
        rows = session.execute(select(Attempt.what, Attempt.outcome, Attempt.account_id).order_by(Attempt.id))
        return [tuple(row) for row in rows]


def journal(cast: Cast) -> list[tuple[Any, ...]]:
    with cast.kring.door.read(cast.riverside) as session:
        rows = session.execute(
            select(JournalLine.what, JournalLine.code, JournalLine.account_id)
            .where(JournalLine.team_id == cast.riverside, JournalLine.outcome == "refused")
            .order_by(JournalLine.id)
        )
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("address", ["/t/{team}", "/account"])
def test_a_session_that_has_ended_leaves_a_line_with_its_account(cast: Cast, address: str) -> None:
    cast.amina.browser.get("/about")
    cast.kring.clock.forward(hours=13)

    assert cast.amina.get(address).status_code == 401

    assert [(outcome, account) for _, outcome, account in attempts(cast.kring)] == [("refused", cast.amina.account)]
    assert journal(cast) == []


def test_without_a_cookie_nobody_can_be_written_down(cast: Cast) -> None:
    assert cast.kring.browser().get("/account").status_code == 401
    assert cast.kring.browser("made up").get("/account").status_code == 401
    assert attempts(cast.kring) == []


def test_a_line_that_cannot_be_written_is_503(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise Unavailable("full")

    cast.amina.browser.get("/about")
    cast.kring.clock.forward(hours=13)
    monkeypatch.setattr(errors, "note_refusal", gone)

    assert cast.amina.get("/account").status_code == 503


def test_a_form_that_is_not_filled_in_is_in_the_teams_journal(cast: Cast) -> None:
    assert cast.amina.post("/t/{team}/settings/objection_days").status_code == 422
    assert journal(cast) == [("change-team-setting", "not-filled-in", cast.amina.account)]


def test_a_command_nobody_knows_and_one_that_is_not_filled_in_are_in_the_teams_journal(cast: Cast) -> None:
    assert cast.amina.command("make-tea", {}).status_code == 404
    assert cast.amina.command("change-team-setting", {}).status_code == 422

    assert journal(cast) == [
        ("unknown-command", "not-found", cast.amina.account),
        ("change-team-setting", "not-filled-in", cast.amina.account),
    ]


def test_what_names_no_team_is_among_the_attempts(cast: Cast) -> None:
    assert cast.amina.browser.post("/api/commands/change-team-setting", json={}).status_code == 422
    assert attempts(cast.kring) == [("change-team-setting", "refused", cast.amina.account)]


def test_a_command_of_a_newer_version_is_told_so(cast: Cast) -> None:
    sent = {"operation": str(new_id()), "team": str(cast.riverside), "version": 99, "body": {}}

    answer = cast.amina.browser.post("/api/commands/change-team-setting", json=sent)

    assert (answer.status_code, answer.json()["code"]) == (422, "newer-version")
    assert "newer version of Kring" in answer.json()["message"]
    assert journal(cast) == [("change-team-setting", "newer-version", cast.amina.account)]


def test_a_refusal_inside_the_account_leaves_one_line(cast: Cast) -> None:
    cast.amina.post("/account/name", {"name": "", "version": "1"})
    cast.amina.post(f"/account/sessions/{new_id()}/end")

    assert attempts(cast.kring) == [
        ("/account/name", "refused", cast.amina.account),
        ("session-ended", "refused", cast.amina.account),
    ]


def test_opening_an_invitation_leaves_a_line(cast: Cast) -> None:
    address = invite(cast)
    cast.kring.browser().get(address)
    cast.nell.browser.get(address)

    assert attempts(cast.kring) == [
        ("/invitation/{secret}", "shown", None),
        ("/invitation/{secret}", "shown", cast.nell.account),
    ]


def test_an_unknown_passkey_and_a_used_challenge_leave_a_line(kring: Kring) -> None:
    assert sign_in_with(kring, Passkey()).status_code == 422
    assert kring.browser().post("/sign-in/passkey", json={"credential": {}}, headers=JSON).status_code == 422
    assert attempts(kring) == [("sign-in-passkey", "refused", None)] * 2


def test_locking_and_signing_out_leave_a_line(cast: Cast) -> None:
    cast.amina.post("/sign-in/lock")
    cast.amina.post("/sign-out")

    assert attempts(cast.kring) == [
        ("locked", "passed", cast.amina.account),
        ("signed-out", "passed", cast.amina.account),
    ]


@pytest.mark.parametrize("value", ["9", ""], ids=["filled in", "not filled in"])
def test_a_form_of_another_account_is_not_sent_and_keeps_what_was_typed(cast: Cast, value: str) -> None:
    form = {"version": "0", "value": value, "agreement": "meeting of May"}

    other = cast.joanne.post("/t/{team}/settings/objection_days", {**form, "account": str(cast.amina.account)})

    assert other.status_code == 409
    assert "Another nurse has signed in on this tablet" in other.text and "meeting of May" in other.text
    assert f'name="account" value="{cast.joanne.account}"' in other.text
    assert journal(cast) == [("change-team-setting", "other-account", cast.joanne.account)]


def test_a_form_of_ones_own_account_is_sent(cast: Cast) -> None:
    page = cast.amina.get("/t/{team}/settings/objection_days").text
    form = {"version": "0", "value": "9", "account": str(cast.amina.account)}

    assert f'name="account" value="{cast.amina.account}"' in page
    assert cast.amina.post("/t/{team}/settings/objection_days", form).status_code == 303


def test_a_command_of_another_account_is_refused(cast: Cast) -> None:
    sent = {
        "operation": str(new_id()),
        "team": str(cast.riverside),
        "account": str(cast.amina.account),
        "body": {"name": "objection_days", "value": "9", "version": 0},
    }

    other = cast.joanne.browser.post("/api/commands/change-team-setting", json=sent)

    assert REGISTER["change-team-setting"]
    assert (other.status_code, other.json()["code"]) == (409, "other-account")
    assert cast.amina.browser.post("/api/commands/change-team-setting", json=sent).status_code == 200


def test_a_name_typed_by_another_account_is_not_taken(cast: Cast) -> None:
    form = {"name": "Amina K", "version": "1", "account": str(cast.amina.account)}

    assert cast.joanne.post("/account/name", form).status_code == 409
    assert "Amina K" not in cast.joanne.get("/account").text


def test_a_removed_passkey_ends_the_sessions_it_opened(cast: Cast) -> None:
    key, spare, other = Passkey(), Passkey(), cast.kring.browser()
    add_passkey(cast.amina, key)
    add_passkey(cast.amina, spare)
    sign_in_with(cast.kring, key, browser=other)
    assert other.get("/account").status_code == 200
    passkey_id = cast.amina.get("/account/passkeys").text.split("/account/passkeys/")[1].split("/")[0]

    assert cast.amina.post(f"/account/passkeys/{passkey_id}/removal").status_code == 303

    assert (cast.amina.get("/account").status_code, other.get("/account").status_code) == (200, 401)
