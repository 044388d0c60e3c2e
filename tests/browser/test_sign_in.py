"""Coming in as a nurse does: her first sign-in, a passkey alone, unlocking with it, and what signing out leaves."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session

from app.actions.session import end_sessions
from app.queries.account import NOBODYS, by_id
from tests.browser.scene import PASSWORD, Scene, sign_in, sign_in_by_form
from tests.browser.watched import Watch
from tests.cast import Person

PLANT = """async () => {
  const account = document.body.dataset.account;
  await kring.store.put("pages", { account, address: "/t/1", box: "a page" });
  await kring.store.put("outbox", { account, order: 1, box: "a visit" });
}"""
COUNTED = """() => new Promise((done, failed) => {
  const opening = indexedDB.open("kring");
  opening.onerror = failed;
  opening.onsuccess = () => {
    const names = ["pages", "outbox"];
    const look = opening.result.transaction(names);
    const asked = names.map((name) => [name, look.objectStore(name).count()]);
    look.oncomplete = () => { opening.result.close(); done(Object.fromEntries(asked.map(([n, c]) => [n, c.result]))); };
  };
})"""


@pytest.fixture
def device(page: Page) -> Iterator[Page]:
    """A tablet with a fingerprint sensor that always knows its nurse."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    session.detach()


@pytest.fixture
def nurse(scene: Scene, request: pytest.FixtureRequest) -> Person:
    """Somebody of this test's own, with a password and no second step yet."""
    number = abs(hash(request.node.name)) % 10_000_000
    return scene.newcomer("Ines Falk", email=f"ines.{number}@malpas.example")


def address_of(scene: Scene, nurse: Person) -> str:
    with scene.server.door.read(None) as session:
        return by_id(session, nurse.account).email


def make_passkey(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Make a passkey")).click()


def test_the_first_sign_in_with_an_authenticator_app_codes_and_a_passkey(
    device: Page, scene: Scene, nurse: Person
) -> None:
    page = device
    sign_in_by_form(page, address_of(scene, nurse))
    page.get_by_role("button", name="Use an authenticator app").click()
    seed = page.locator(".secret").inner_text().replace("-", "")
    page.get_by_label("The six digits it shows now").fill(pyotp.TOTP(seed).now())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Show my codes").click()
    expect(page.locator(".secrets li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    make_passkey(page)

    expect(page).to_have_url(re.compile(f"/t/{nurse.team}/round$"))


def test_a_passkey_made_at_the_first_sign_in_signs_in_alone_afterwards(
    device: Page, watch: Watch, scene: Scene, nurse: Person
) -> None:
    page = device
    watch.expect(401)
    sign_in_by_form(page, address_of(scene, nurse))
    make_passkey(page)
    expect(page).to_have_url(re.compile("/sign-in/codes"))
    page.context.clear_cookies()
    page.goto("/account")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(re.compile("/account$"))
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_a_passkey_opens_the_lock_and_what_was_typed_is_there(device: Page, scene: Scene, nurse: Person) -> None:
    page = device
    sign_in(page, scene, nurse)
    page.goto("/account/passkeys")
    make_passkey(page)
    expect(page.get_by_text("Not used yet")).to_be_visible()
    page.goto("/account")
    page.get_by_label("Name", exact=True).fill("Ines Falk-Reed")
    page.get_by_role("button", name="Lock the screen").click()

    page.get_by_role("dialog", name="Locked").get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("dialog", name="Locked")).to_be_hidden()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ines Falk-Reed")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Your name is saved.")).to_be_visible()


def test_a_device_without_a_passkey_says_so_and_leaves_the_password(
    device: Page, watch: Watch, scene: Scene, nurse: Person
) -> None:
    page = device
    page.goto("/sign-in")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.locator("[data-passkey-error]")).to_have_text(
        "That was closed before it was done. Nothing has changed."
    )
    expect(page.get_by_role("button", name="Use a passkey")).to_be_enabled()


def test_a_form_sent_after_the_session_ended_is_sent_again_after_signing_in(
    device: Page, watch: Watch, scene: Scene, nurse: Person
) -> None:
    page = device
    sign_in(page, scene, nurse)
    page.goto("/account/passkeys")
    make_passkey(page)
    expect(page.get_by_text("Not used yet")).to_be_visible()
    page.goto("/account")
    page.get_by_label("Name", exact=True).fill("Ines Marsh")
    scene.server.door.write(None, lambda session: end_all(session, nurse))
    watch.expect(401)
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Not saved yet")).to_be_visible()

    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("Ines Marsh")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()

    expect(page.get_by_text("Your name is saved.")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ines Marsh")


def end_all(session: Session, nurse: Person) -> None:
    end_sessions(session, nurse.account, datetime.now(UTC), "test", but=NOBODYS)


def test_signing_out_forgets_stored_pages_and_keeps_what_waits_to_be_sent(
    page: Page, scene: Scene, nurse: Person
) -> None:
    sign_in(page, scene, nurse)
    page.goto("/account")
    page.evaluate(PLANT)

    page.get_by_role("button", name="Sign out here").click()

    expect(page).to_have_url(re.compile("/sign-in$"))
    assert page.evaluate(COUNTED) == {"pages": 0, "outbox": 1}
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "kring"]


def test_signing_out_works_where_nothing_was_ever_stored(page: Page, scene: Scene, nurse: Person) -> None:
    sign_in(page, scene, nurse)
    page.goto("/account")

    page.get_by_role("button", name="Sign out here").click()

    expect(page).to_have_url(re.compile("/sign-in$"))
    assert page.evaluate(COUNTED) == {"pages": 0, "outbox": 0}


def test_the_whole_way_in_works_without_script(chromium_page_without_script: Page, scene: Scene, nurse: Person) -> None:
    page = chromium_page_without_script
    sign_in_by_form(page, address_of(scene, nurse), PASSWORD)
    page.get_by_role("button", name="Use an authenticator app").click()
    seed = page.locator(".secret").inner_text().replace("-", "")
    page.get_by_label("The six digits it shows now").fill(pyotp.TOTP(seed).now())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Later").click()
    page.get_by_role("link", name="Not now").click()

    expect(page).to_have_url(re.compile(f"/t/{nurse.team}/round$"))
    page.goto("/account")
    page.get_by_role("button", name="Sign out here").click()
    expect(page).to_have_url(re.compile("/sign-in$"))
