"""The working day without a server: killed by its number, the browser started cold, the profile read byte by byte."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.outage import Outage
from tests.browser.tablet import (
    Morning,
    Tablet,
    a_tablet,
    set_passphrase,
    unlock,
)
from tests.databases import SqliteCluster


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Outage]:
    outage = Outage(SqliteCluster(tmp_path).fresh(), tmp_path)
    outage.start()
    yield outage
    outage.close()


@pytest.fixture
def morning(server: Outage) -> Morning:
    made = Morning(server)
    assert made.today
    return made


@pytest.fixture
def tablet(chromium: Browser, server: Outage, tmp_path: Path) -> Iterator[Tablet]:
    with a_tablet(chromium.browser_type, server.address, tmp_path / "profile") as one:
        yield one


def test_round_and_client_open_cold_without_a_server(morning: Morning, tablet: Tablet) -> None:
    page = tablet.start()
    tablet.sign_in(morning.amina)
    page.goto(f"/t/{morning.riverside}/round")
    set_passphrase(page)
    morning.server.kill()
    page = tablet.restart()

    page.goto("/")
    unlock(page, "four pears in the harbour")
    expect(page.get_by_text("That is not the passphrase of this tablet.")).to_be_visible()
    unlock(page)

    expect(page.get_by_text(re.compile("Copy from"))).to_be_visible()
    expect(page).to_have_url(re.compile("/round$"))
