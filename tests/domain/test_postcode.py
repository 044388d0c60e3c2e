"""A postcode is one however it is typed, and is never made up out of something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import FieldWrong
from app.domain.postcode import checked, district, normal


@pytest.mark.parametrize("text", ["ip331aa", " IP33  1AA ", "IP33 1AA", "ip3 31aa", "IP33\u00a01AA"])
def test_spacing_and_case_do_not_matter(text: str) -> None:
    assert normal(text) == "IP33 1AA"


@pytest.mark.parametrize("text", ["M1 1AE", "EC1A 1BB", "W1A 0AX", "CR2 6XH", "DN55 1PT", "NPT 0AD"])
def test_every_shape_of_postcode_is_known(text: str) -> None:
    assert normal(text) == text


@pytest.mark.parametrize(
    "text", ["", "IP33", "IP33 AA1", "33 1AA", "01201", "IP33 1AAA", "ＩＰ33 1AA", "IP33-1AA", "1234 AB"]
)
def test_what_is_not_a_postcode_gets_a_word_beside_the_field(text: str) -> None:
    with pytest.raises(FieldWrong) as refused:
        checked(text)

    assert refused.value.field == "postcode"


def test_a_district_says_the_neighbourhood_and_not_the_street() -> None:
    assert district("IP33 1AA") == "IP33"


@given(st.text(max_size=12))
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    found = normal(text)

    assert found is None or normal(found) == found
