"""The caseload by keyboard and while typing, as a nurse meets it."""

from playwright.sync_api import Page, expect

from tests.browser.scene import Scene, sign_in


def opened(page: Page, scene: Scene) -> None:
    sign_in(page, scene, scene.amina)
    page.goto(f"/t/{scene.riverside}/clients")


def names(page: Page) -> list[str]:
    return page.locator("#caseload > li:visible > p:first-child > a").all_inner_texts()


def test_the_list_narrows_as_one_types_by_name_postcode_and_number(page: Page, scene: Scene) -> None:
    opened(page, scene)
    box, everybody = page.get_by_role("searchbox"), names(page)

    box.fill("nun")
    assert {name.split()[-1] for name in names(page)} == {"Nunn"}
    box.fill("999 000")
    assert names(page) == ["Doreen Abbott"]
    box.fill("ip33 1h")
    assert names(page) == everybody


def test_enter_asks_the_server_for_everybody_and_the_address_holds_no_name(page: Page, scene: Scene) -> None:
    opened(page, scene)

    page.get_by_role("searchbox").fill("olwen goymer")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert names(page) == ["Olwen Goymer"]
    assert "olwen" not in page.url
    expect(page.get_by_role("status").filter(has_text="1 person found")).to_be_visible()


def test_the_arrows_go_from_row_to_row_and_enter_opens_the_page(page: Page, scene: Scene) -> None:
    opened(page, scene)
    box = page.get_by_role("searchbox")
    box.fill("nunn")
    rows = page.locator("#caseload > li:visible > p:first-child > a")

    page.keyboard.press("ArrowDown")
    expect(rows.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(rows.nth(1)).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Nunn")
