"""A team sets what it wants for itself."""

from tests.cast import Cast


def test_a_member_changes_a_setting_and_the_old_value_stays_readable(cast: Cast) -> None:
    answer = cast.amina.command("change-team-setting", {"name": "objection_days", "value": "10", "version": 0})

    assert answer.status_code == 200, answer.text
    assert answer.json()["answer"] == {"name": "objection_days", "value": 10, "version": 1}


def test_a_stale_version_shows_both_values(cast: Cast) -> None:
    cast.amina.command("change-team-setting", {"name": "objection_days", "value": "10", "version": 0})

    answer = cast.joanne.command("change-team-setting", {"name": "objection_days", "value": "5", "version": 0})

    assert answer.status_code == 409
    assert answer.json()["code"] == "changed-meanwhile"
    assert (answer.json()["theirs"]["value"], answer.json()["yours"]["value"]) == (10, 5)


def test_a_guest_has_no_voice_in_settings(cast: Cast) -> None:
    answer = cast.gwen.command("change-team-setting", {"name": "objection_days", "value": "10", "version": 0})

    assert (answer.status_code, answer.json()["code"]) == (403, "guest-has-no-voice")


def test_another_team_and_an_ex_member_find_nothing(cast: Cast) -> None:
    for person in (cast.beth, cast.olive, cast.nell):
        wish = {"name": "objection_days", "value": "10", "version": 0}
        answer = person.command("change-team-setting", wish, team=cast.riverside)

        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), person.name
