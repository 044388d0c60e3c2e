"""A recovery link opens once, for an hour, and ends everything that opened the account before."""

import pytest

from app.actions.account import begin_recovery
from app.actions.register import Moment
from app.keys import secret_hash
from app.models import new_id
from tests.authenticator import PASSWORD, Passkey, add_passkey, sign_in_with, with_app, with_password
from tests.cast import Cast, Kring, Person
from tests.routers.test_sign_in import sign_in

NEW = "seven quiet kettles"


@pytest.fixture
def amina(cast: Cast) -> Person:
    with_password(cast.amina)
    return cast.amina


def link(person: Person, secret: str = "a-secret-of-the-machine") -> str:
    """As ``kring account recover`` makes it."""
    moment = Moment(person.kring.clock.now, (new_id(), new_id()))
    hashed = secret_hash(secret)
    person.kring.door.write(None, lambda session: begin_recovery(session, person.account, moment, hashed))
    return f"/recovery/{secret}"


def test_it_sets_a_new_password_and_leads_to_a_new_second_step(amina: Person) -> None:
    app, key = with_app(amina), Passkey()
    add_passkey(amina, key)
    address, browser = link(amina), amina.kring.browser()
    assert browser.get(address).status_code == 200

    answer = browser.post(address, data={"new_password": NEW})

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/set-up")
    assert browser.get("/sign-in/set-up").status_code == 200
    assert amina.get("/account").status_code == 401
    assert sign_in_with(amina.kring, key).status_code == 422
    assert sign_in(amina.kring, amina.email, PASSWORD).status_code == 422
    assert sign_in(amina.kring, amina.email, NEW).headers["location"] == "/sign-in/set-up"
    assert app.code()


def test_it_opens_once(amina: Person) -> None:
    address, browser = link(amina), amina.kring.browser()
    browser.post(address, data={"new_password": NEW})

    assert browser.get(address).status_code == 404
    assert browser.post(address, data={"new_password": "eight loud trumpets"}).status_code == 404


def test_it_opens_for_an_hour(amina: Person) -> None:
    address = link(amina)
    amina.kring.clock.forward(minutes=59)
    assert amina.kring.browser().get(address).status_code == 200
    amina.kring.clock.forward(minutes=2)

    answer = amina.kring.browser().get(address)

    assert answer.status_code == 404
    assert "its hour has passed" in answer.text


def test_a_newer_link_closes_the_older_one(amina: Person) -> None:
    old, new = link(amina, "first"), link(amina, "second")

    assert amina.kring.browser().get(old).status_code == 404
    assert amina.kring.browser().get(new).status_code == 200


def test_a_weak_password_does_not_use_it_up(amina: Person) -> None:
    address, browser = link(amina), amina.kring.browser()

    refused = browser.post(address, data={"new_password": "short"})
    empty = browser.post(address, data={})

    assert (refused.status_code, empty.status_code) == (422, 422)
    assert browser.post(address, data={"new_password": NEW}).status_code == 303


def test_making_a_link_changes_nothing_yet(amina: Person) -> None:
    link(amina)

    assert amina.get("/account").status_code == 200
    assert sign_in(amina.kring, amina.email).status_code == 303


def test_an_unknown_link_is_not_found(kring: Kring) -> None:
    assert kring.browser().get("/recovery/nothing").status_code == 404
    assert kring.browser().post("/recovery/nothing", data={"new_password": NEW}).status_code == 404
