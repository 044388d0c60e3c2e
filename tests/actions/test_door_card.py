"""What to know at the door: what stands, what contradicts itself, what ends and stays readable, what is never shown."""

from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import select

from app.models import Allergy, Client, ClientChange, DoorWarning, JournalLine, KeySafe, Medicine, Receipt, new_id
from tests import peggy
from tests.cast import Cast


def rows(cast: Cast, table: Any) -> list[Any]:
    with cast.kring.door.read(cast.riverside) as session:
        return list(session.execute(select(table.__table__).where(table.team_id == cast.riverside)))


def new(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "client": str(cast.peggy), **more}


def on(cast: Cast, what: str, version: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": str(peggy.row(cast, what)), "client": str(cast.peggy), "version": version, **more}


def said(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def page(cast: Cast, rest: str = "") -> str:
    answer = cast.joanne.get(f"/t/{{team}}/clients/{cast.peggy}{rest}")
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_a_warning_shows_its_author_and_its_day(cast: Cast) -> None:
    cast.amina.command("add-warning", new(cast, kind="oxygen", text="Nobody smokes.", review_on="2099-01-01"))

    assert "Oxygen in the house" in page(cast)
    assert "Amina Khan" in page(cast)
    assert "to be looked at on 1 January 2099" in page(cast)


def test_a_review_that_is_overdue_says_so_in_words(cast: Cast) -> None:
    day = cast.kring.clock.now.date() + timedelta(days=1)
    cast.amina.command("add-warning", new(cast, kind="animal", text="Dog.", review_on=day.isoformat()))
    before = page(cast)
    cast.kring.clock.forward(days=2)
    _ = cast.joanne.__dict__.pop("token", None), cast.joanne.__dict__.pop("browser", None)

    assert "Review overdue" not in before
    assert "Review overdue since" in page(cast)


def test_a_review_day_that_is_over_is_not_taken(cast: Cast) -> None:
    answer = cast.amina.command("add-warning", new(cast, kind="animal", text="Dog.", review_on="2020-01-01"))

    assert said(answer) == (422, "not-filled-in")
    assert rows(cast, DoorWarning) == []


def test_what_has_ended_leaves_the_page_and_stays_readable_with_its_reason(cast: Cast) -> None:
    cast.amina.command("end-warning", on(cast, "warning", why="The dog has died."))

    assert "jumps up" not in page(cast)
    assert "jumps up" in page(cast, "/door/warnings")
    assert "The dog has died." in page(cast, "/door/warnings")


def test_what_has_ended_is_neither_changed_nor_ended_again(cast: Cast) -> None:
    cast.amina.command("end-warning", on(cast, "warning", why="Gone."))

    again = cast.amina.command("end-warning", on(cast, "warning", 2, why="Gone."))
    changed = cast.amina.command("change-warning", on(cast, "warning", 2, kind="animal", text="Cat."))

    assert [said(again), said(changed)] == [(409, "ended")] * 2


def test_who_changes_second_sees_both_texts_and_settles(cast: Cast) -> None:
    path = f"/t/{{team}}/clients/{cast.peggy}/door/warnings/{peggy.row(cast, 'warning')}"
    cast.amina.command("change-warning", on(cast, "warning", kind="animal", text="The dog is old now."))

    late = cast.joanne.post(path, {"version": "1", "kind": "animal", "text": "Two dogs."})
    settled = cast.joanne.post(path, {"version": "2", "kind": "animal", "text": "Two old dogs.", "settles": "yes"})

    assert late.status_code == 409
    assert "The dog is old now." in late.text
    assert "Two dogs." in late.text
    assert settled.status_code == 303
    assert [line.settles for line in sorted(rows(cast, ClientChange), key=lambda one: one.version)] == [False, True]


@pytest.mark.parametrize(("first", "second"), [("for-cpr", "cpr-not-recommended"), ("cpr-not-recommended", "for-cpr")])
def test_two_decisions_about_cpr_that_contradict_each_other_do_not_stand(cast: Cast, first: str, second: str) -> None:
    standing = new(cast, kind=first)
    cast.amina.command("record-decision", standing)

    refused = cast.joanne.command("record-decision", new(cast, kind=second))
    ended = {"id": standing["id"], "client": standing["client"], "version": 1, "why": "New paper of 3 March."}
    cast.amina.command("end-decision", ended)
    taken = cast.joanne.command("record-decision", new(cast, kind=second))

    assert said(refused) == (409, "contradiction")
    assert taken.status_code == 200


def test_a_decision_cannot_be_changed_into_a_contradiction(cast: Cast) -> None:
    cast.amina.command("record-decision", new(cast, kind="for-cpr"))

    answer = cast.amina.command("change-decision", on(cast, "decision", kind="cpr-not-recommended"))

    assert said(answer) == (409, "contradiction")


def test_a_decision_reads_as_a_sentence(cast: Cast) -> None:
    told = {"decided_on": "2026-03-02", "by_whom": "Dr Rao", "where_paper": "yellow folder, hall table"}
    cast.amina.command("record-decision", new(cast, kind="cpr-not-recommended", **told))

    words = page(cast)
    assert "<strong>CPR not recommended</strong>, 2 March 2026, by Dr Rao." in words
    assert "The paper: yellow folder, hall table" in words


def test_not_asked_and_none_known_are_told_apart(cast: Cast) -> None:
    before = page(cast)
    cast.amina.command("say-no-known-allergies", {"client": str(cast.peggy)})

    assert "Nobody has asked about allergies yet" in before
    assert "No known allergies" in page(cast)
    assert "Nobody has asked" not in page(cast).split("Warnings at the door")[0]


def test_no_known_allergies_is_refused_while_one_stands(cast: Cast) -> None:
    cast.amina.command("add-allergy", new(cast, substance="Latex"))

    answer = cast.amina.command("say-no-known-allergies", {"client": str(cast.peggy)})

    assert said(answer) == (409, "contradiction")
    assert rows(cast, Client)[0].allergy_knowledge == "listed"


def test_an_allergy_ends_no_known_allergies_and_its_end_asks_anew(cast: Cast) -> None:
    cast.amina.command("say-no-known-allergies", {"client": str(cast.peggy)})
    latex = new(cast, substance="Latex", reaction="hives")
    cast.amina.command("add-allergy", latex)
    listed = rows(cast, Client)[0].allergy_knowledge
    ended = {"id": latex["id"], "client": latex["client"], "version": 1, "why": "It was the powder."}
    cast.amina.command("end-allergy", ended)

    assert (listed, rows(cast, Client)[0].allergy_knowledge) == ("listed", "not-asked")
    assert rows(cast, Allergy)[0].ended_why == "It was the powder."


def test_a_medicine_is_not_reconciled_until_a_nurse_has_and_again_when_it_changes(cast: Cast) -> None:
    peggy.row(cast, "medicine")
    before = page(cast)
    cast.joanne.command("reconcile-medicine", on(cast, "medicine"))
    reconciled = page(cast)
    cast.amina.command("change-medicine", on(cast, "medicine", 2, name="Ramipril 10 mg", dose="1 in the morning"))

    assert "not reconciled" in before
    assert "not reconciled" not in reconciled
    assert "not reconciled" in page(cast)
    assert rows(cast, Medicine)[0].reconciled_by is None


def test_a_time_critical_medicine_needs_its_time(cast: Cast) -> None:
    told = new(cast, name="Co-careldopa", is_time_critical=True)

    assert said(cast.amina.command("add-medicine", told)) == (422, "not-filled-in")
    assert cast.amina.command("add-medicine", {**told, "timing": "08:00, 12:00"}).status_code == 200
    assert "08:00, 12:00" in page(cast).split("Warnings at the door")[0]


def test_the_list_of_medicines_is_no_authority_to_give(cast: Cast) -> None:
    assert "no authority to give" in page(cast)
    assert "no authority to give" in page(cast, "/door/medicines")


def safe(cast: Cast, version: int = 0, code: str = "4711", **more: Any) -> dict[str, Any]:
    return {"client": str(cast.peggy), "version": version, "whereabouts": "Porch", "code": code, **more}


def test_the_code_of_a_key_safe_is_stored_nowhere_in_clear(cast: Cast) -> None:
    cast.amina.command("set-key-safe", safe(cast))
    cast.amina.command("set-key-safe", safe(cast, 1, "CODE-8153"))

    for table in (KeySafe, Receipt, JournalLine, ClientChange):
        assert not [row for row in rows(cast, table) if "4711" in str(row) or "8153" in str(row)], table
    purpose = f"key-safe/{cast.riverside}/{cast.peggy}"
    assert cast.kring.keys.decrypt(purpose, rows(cast, KeySafe)[0].code) == "CODE-8153"


def test_a_receipt_does_not_let_a_code_be_tried_out(cast: Cast) -> None:
    from app.actions.carry_out import body_hash
    from app.actions.key_safe import SetKeySafe

    cast.amina.command("set-key-safe", safe(cast))
    (receipt,) = rows(cast, Receipt)
    wish = SetKeySafe.model_validate(safe(cast))

    assert receipt.body_hash == body_hash("set-key-safe", wish, cast.kring.keys.fingerprint)
    assert receipt.body_hash != body_hash("set-key-safe", wish, lambda text: text)


def test_no_page_has_the_code_until_somebody_asks_and_the_journal_says_who(cast: Cast) -> None:
    peggy.key_safe(cast)
    path = f"/t/{{team}}/clients/{cast.peggy}/key-safe"
    before = page(cast), page(cast, "/key-safe"), page(cast, "/door/warnings")
    sent = {"operation": str(new_id())}

    shown = cast.joanne.post(f"{path}/showing", sent)
    again = cast.joanne.post(f"{path}/showing", sent)

    assert not any("4711" in text for text in before)
    assert (shown.status_code, "4711" in shown.text) == (200, True)
    assert shown.headers["cache-control"] == "no-store"
    assert (again.status_code, "4711" in again.text) == (303, False)
    (line,) = [line for line in rows(cast, JournalLine) if line.what == "show-key-safe"]
    assert (line.account_id, line.clients) == (cast.joanne.account, [str(cast.peggy)])


def test_a_key_safe_that_is_gone_keeps_its_place_and_reason_and_forgets_its_code(cast: Cast) -> None:
    peggy.key_safe(cast)
    path = f"/t/{{team}}/clients/{cast.peggy}/key-safe"
    assert "code of " in page(cast), "when it was written down last"

    stale = cast.joanne.post(f"{path}/end", {"version": "7", "why": "Gone"})
    empty = cast.joanne.post(f"{path}/end", {"version": "1", "why": " "})
    ended = cast.joanne.post(f"{path}/end", {"version": "1", "why": "The family took it off."})

    assert (stale.status_code, empty.status_code, ended.status_code) == (409, 422, 303)
    (row,) = rows(cast, KeySafe)
    assert (row.code, row.ended_at, row.version) == ("", cast.kring.clock.now, 2)
    text = page(cast, "/key-safe")
    assert "Left of the back door" in text
    assert "The family took it off." in text
    assert "Left of the back door" not in page(cast)
    assert said(cast.amina.command("show-key-safe", {"client": str(cast.peggy)})) == (404, "not-found")
    assert said(cast.amina.command("set-key-safe", safe(cast, 0)))[0] == 409
    assert cast.amina.command("set-key-safe", safe(cast, 2, "8153")).status_code == 200
    assert "Porch" in page(cast)


def test_a_code_that_is_refused_does_not_come_back_on_the_form(cast: Cast) -> None:
    peggy.key_safe(cast)
    path = f"/t/{{team}}/clients/{cast.peggy}/key-safe"

    late = cast.joanne.post(path, {"version": "0", "whereabouts": "Shed", "code": "8153"})

    assert late.status_code == 409
    assert "Shed" in late.text
    assert "8153" not in late.text


def test_another_teams_nurse_finds_no_line_and_no_code(cast: Cast) -> None:
    peggy.key_safe(cast)
    shown = cast.beth.command("show-key-safe", {"client": str(cast.peggy)}, team=cast.malpas)
    ended = cast.beth.command("end-warning", on(cast, "warning", why="x"), team=cast.malpas)

    assert [said(shown), said(ended)] == [(404, "not-found")] * 2


def test_a_line_of_another_client_is_not_changed_through_this_one(cast: Cast) -> None:
    other = cast.client(cast.amina, given_names="Dilys", family_name="Rowe", known_as="")

    answer = cast.amina.command("end-warning", {**on(cast, "warning", why="x"), "client": str(other)})

    assert said(answer) == (404, "not-found")
