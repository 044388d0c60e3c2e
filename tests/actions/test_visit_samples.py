"""Every sample of a command about visits is taken as it stands."""

import pytest

from tests.cast import Cast
from tests.samples.visit import BODIES


@pytest.mark.parametrize("name", BODIES)
def test_the_sample_is_taken(cast: Cast, name: str) -> None:
    answer = cast.joanne.command(name, BODIES[name](cast))

    assert answer.status_code == 200, answer.text
