"""Assessments for the browser tests: one finished, one going on, problems of every nature, ratings over four months."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.domain.omaha import CITATION
from tests.assessments import assessment, problem, rating
from tests.cast import Cast
from tests.samples.sample import once

WRITTEN = {
    *("Nora Mary Whitlock", "Nora", "Swollen to the knee by evening, better in the morning.", "Cold feet"),
    *("Sleeps in the chair, legs down.", "Stocking on by herself since Monday.", "Weighs herself every morning now."),
    *("In bed most of the day, eats little.", "Living at home with swollen legs, skin at risk. Back in four weeks."),
    *("Two pillows at night.", "She says so.", CITATION),
    *("Gout has settled", "Mixed up two people", "Would like to walk to church again."),
}
"""What people wrote on these pages."""


def noras(cast: Cast) -> Mapping[str, UUID]:
    """Nora is the ``client``; ``going``, ``empty`` and ``finished`` are assessments, the others problems of hers."""
    made: Mapping[str, UUID] = once(cast, "assessments", lambda: _made(cast))
    return made


def _made(cast: Cast) -> Mapping[str, UUID]:
    now = cast.kring.clock.now
    nora = cast.client(cast.amina, given_names="Nora Mary", family_name="Whitlock", known_as="Nora")
    hers: dict[str, Any] = {"client_id": nora}
    then = now - timedelta(days=112)
    finished = assessment(
        cast,
        nora,
        begun_at=then,
        received_at=then,
        finished_at=then + timedelta(minutes=50),
        summary="Living at home with swollen legs, skin at risk. Back in four weeks.",
        version=2,
    )
    first: dict[str, Any] = {**hers, "assessment_id": finished}
    circulation = problem(
        cast,
        **first,
        at=then,
        signs=["29.01", "29.04", "29.06"],
        other_sign="Cold feet",
        note="Swollen to the knee by evening, better in the morning.",
    )
    skin = problem(
        cast,
        "26",
        **first,
        at=then,
        nature="potential",
        signs=[],
        risk_factors="In bed most of the day, eats little.",
    )
    walk = problem(cast, "37", **hers, at=now - timedelta(days=3), nature="health-promotion", signs=[])
    pain = problem(cast, "24", **first, at=then, ended_at=now - timedelta(days=40), ended_why="Gout has settled")
    told = (
        ("222", 112, "Sleeps in the chair, legs down.", first),
        ("322", 80, "", hers),
        ("333", 45, "Stocking on by herself since Monday.", hers),
        ("434", 9, "Weighs herself every morning now.", hers),
    )
    for number, (scores, days, because, more) in enumerate(told, start=1):
        rating(cast, circulation, scores, days_ago=days, number=number, because=because, **more)
    rating(cast, circulation, "433", days_ago=9, number=5, corrects=4, because="Mixed up two people", **hers)
    rating(cast, skin, "324", days_ago=112, **first)
    rating(cast, pain, "332", days_ago=112, **first)
    going = assessment(cast, nora)
    rating(cast, skin, "334", days_ago=0.02, number=2, **hers, assessment_id=going)
    return {
        "client": nora,
        "finished": finished,
        "going": going,
        "empty": assessment(cast, nora, begun_at=now - timedelta(days=2)),
        "circulation": circulation,
        "skin": skin,
        "pain": pain,
        "walk": walk,
    }
