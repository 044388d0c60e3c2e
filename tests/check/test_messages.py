"""The file that translators begin with holds every text on screen, and nothing else."""

from tests.check.messages import POT, catalogue, messages_of


def test_the_catalogue_is_up_to_date() -> None:
    marked = {str(message.id) for message in catalogue() if message.id}
    listed = messages_of(POT)

    assert (marked - listed, listed - marked) == (set(), set()), "run 'make messages'"


def test_texts_of_templates_and_of_code_are_found() -> None:
    marked = messages_of(POT)

    assert {"Please sign in.", "Sign in"} <= marked
    assert len(marked) > 100
