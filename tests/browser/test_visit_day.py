"""A day's work by touch: the taps are counted, and what is odd or missing is asked about before anything is sent."""

import re
from uuid import UUID

from playwright.sync_api import Page, expect

from tests.browser.scene import Scene, sign_in
from tests.browser.visits import MORE
from tests.browser.watched import Watch
from tests.cast import Person
from tests.visits import ROUTINE, TASKS, row_of, visit


class Taps:
    """Every tap a nurse makes, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def __call__(self, role: str, name: str) -> None:
        target = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        target.first.click()
        self.count += 1


def nurse_with_a_visit(scene: Scene, tasks: object) -> tuple[Person, UUID, UUID]:
    """A guest of this test's own with one visit, so that her round holds nothing else."""
    person = scene.guest("Nadia Stroud", scene.riverside)
    client = scene.client(person, given_names="Enid", family_name="Sparrow", known_as="Enid", address="1 Test Lane")
    return person, client, visit(scene, client, by=person, in_minutes=1, tasks=tasks)


def test_a_routine_visit_is_recorded_in_three_taps(page: Page, scene: Scene) -> None:
    person, _client, planned = nurse_with_a_visit(scene, [*ROUTINE, *MORE])
    sign_in(page, scene, person)
    page.goto(f"/t/{scene.riverside}/round")
    tap = Taps(page)

    tap("button", "Start visit")
    expect(page.get_by_role("heading", level=1)).to_have_text("Visit to Enid")
    tap("checkbox", "All done as planned")
    tap("button", "Finish visit")

    expect(page.get_by_text(re.compile("visit is recorded"))).to_be_visible()
    assert tap.count == 3
    assert row_of(scene, planned).finished_at is not None


def test_an_odd_or_missing_value_is_asked_about_before_anything_is_sent(page: Page, scene: Scene) -> None:
    person, _client, planned = nurse_with_a_visit(scene, list(TASKS))
    sign_in(page, scene, person)
    page.goto(f"/t/{scene.riverside}/visits/{planned}")
    tap = Taps(page)
    tap("button", "Start visit")
    note = page.get_by_role("textbox", name=re.compile("What did you see"))
    note.fill("Edge still red.")
    tap("button", "Finish visit")
    expect(page.get_by_text("Done or not done?")).to_be_visible()
    expect(page.get_by_text("Write the value, or tick “Not measured”.").first).to_be_visible()

    page.get_by_label(re.compile("Blood pressure, upper mmHg")).fill("20")
    page.get_by_label(re.compile("Blood pressure, lower mmHg")).fill("300")
    page.get_by_role("checkbox", name=re.compile("All done as planned")).check()
    tap("button", "Finish visit")
    expect(page.get_by_text("Less than 70 or more than 230 is unusual. Is it right?")).to_be_visible()
    expect(note).to_have_value("Edge still red.")
    assert row_of(scene, planned).finished_at is None

    page.get_by_role("checkbox", name="I have looked again: it is right").check()
    tap("button", "Finish visit")
    expect(page.get_by_text(re.compile("visit is recorded"))).to_be_visible()
    assert row_of(scene, planned).finished_at is not None


def test_what_cannot_be_is_named_by_its_field_and_goes_once_it_is_put_right(
    page: Page, scene: Scene, watch: Watch
) -> None:
    watch.expect(422)
    tasks = [{"id": "t1", "text": "Breathing", "measures": ["oxygen-saturation"]}]
    person, _client, planned = nurse_with_a_visit(scene, tasks)
    sign_in(page, scene, person)
    page.goto(f"/t/{scene.riverside}/visits/{planned}")
    tap = Taps(page)
    tap("button", "Start visit")
    page.get_by_label("Oxygen saturation %").fill("950")
    tap("button", "Finish visit")
    page.get_by_role("checkbox", name="I have looked again: it is right").check()
    tap("button", "Finish visit")
    expect(page.get_by_role("link", name="Oxygen saturation: More than 100 % cannot be.")).to_be_visible()

    page.get_by_label("Oxygen saturation %").fill("60")
    tap("button", "Finish visit")

    expect(page.get_by_text("More than 100 % cannot be.")).to_have_count(0)


def test_an_empty_field_steps_from_the_last_value(page: Page, scene: Scene, watch: Watch) -> None:
    person, client, planned = nurse_with_a_visit(scene, [{"id": "t1", "text": "Weigh", "measures": ["weight"]}])
    answer = person.command(
        "add-measurement",
        {
            "id": str(planned),
            "client": str(client),
            "happened_at": scene.now.isoformat(),
            "value": {"weight": "61.5"},
        },
    )
    assert answer.status_code == 200, answer.text
    sign_in(page, scene, person)
    page.goto(f"/t/{scene.riverside}/visits/{planned}")
    Taps(page)("button", "Start visit")
    weight = page.get_by_label("Weight kg")
    expect(weight).to_have_value("")

    more = page.get_by_role("button", name="Weight: more")
    more.click()
    expect(weight).to_have_value("61.5")
    more.click()
    expect(weight).to_have_value("61.6")


def test_a_visit_is_recorded_without_script(chromium_page_without_script: Page, scene: Scene) -> None:
    page = chromium_page_without_script
    person, _client, planned = nurse_with_a_visit(scene, list(ROUTINE))
    sign_in(page, scene, person)
    page.goto(f"/t/{scene.riverside}/round")

    page.get_by_role("button", name="Start visit").click()
    page.get_by_role("radio", name="Done", exact=True).check()
    page.get_by_role("button", name="Finish visit").click()

    expect(page.get_by_text(re.compile("visit is recorded"))).to_be_visible()
    assert row_of(scene, planned).finished_at is not None
