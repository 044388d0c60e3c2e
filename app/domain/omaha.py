"""The Omaha System, 2005 edition: problems, signs, modifiers, interventions and the rating scale, by their codes.

Terms, codes and definitions are in the public domain and stand exactly as published; ``CITATION`` is to be shown
wherever they are. Problem codes keep their 1992 numbers and do not run from 1 to 42: key on codes, never on positions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.omaha_words import british

CITATION = (
    "Martin KS. The Omaha System: a key to practice, documentation, and information management. "
    "2nd ed., reprinted 2005. Omaha, NE: Health Connections Press. www.omahasystem.org"
)
FILE = Path(__file__).parent / "data" / "omaha.json"


@dataclass(frozen=True)
class Term:
    """A published term. ``british`` is the same term as said in Britain, or empty where nothing differs."""

    code: str
    name: str
    british: str
    definition: str
    is_other: bool = False

    @property
    def label(self) -> str:
        """What British eyes read first; show ``name`` beside it where ``british`` is not empty."""
        return self.british or self.name


@dataclass(frozen=True)
class Sign(Term):
    """A sign or symptom. Its code is whole: ``29.01`` is edema, the first sign of Circulation."""

    problem: str = ""


@dataclass(frozen=True)
class Problem(Term):
    domain: str = ""
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True)
class Domain(Term):
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Level:
    value: int
    label: str
    british: str


@dataclass(frozen=True)
class Scale:
    """One of the three ratings, 1 to 5 with the published anchors. ``key`` is knowledge, behaviour or status."""

    key: str
    name: str
    british: str
    definition: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Omaha:
    """The whole. ``problems``, ``signs``, ``categories`` and ``targets`` are by code, in published order.

    Modifiers have no published codes; they are by a word made of their name (``individual``, ``health-promotion``).
    """

    domains: tuple[Domain, ...]
    problems: Mapping[str, Problem]
    signs: Mapping[str, Sign]
    ownership: Mapping[str, Term]
    severity: Mapping[str, Term]
    categories: Mapping[str, Term]
    targets: Mapping[str, Term]
    scales: Mapping[str, Scale]

    def intervention_code(self, category: str, target: str) -> str:
        """``04.45`` is Surveillance of rest/sleep. Unknown codes are a KeyError: they come from our own lists."""
        return f"{self.categories[category].code}.{self.targets[target].code}"


@lru_cache(maxsize=1)
def omaha() -> Omaha:
    """Read once, when first asked for."""
    told: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    domains = tuple(_domain(domain) for domain in told["domains"])
    problems = {problem.code: problem for domain in domains for problem in domain.problems}
    scheme = told["intervention_scheme"]
    return Omaha(
        domains=domains,
        problems=problems,
        signs={sign.code: sign for problem in problems.values() for sign in problem.signs},
        ownership=_modifiers(told["modifiers"]["ownership"]),
        severity=_modifiers(told["modifiers"]["severity"]),
        categories={term.code: term for term in map(_term, scheme["categories"])},
        targets={term.code: term for term in map(_term, scheme["targets"])},
        scales={scale.key: scale for scale in map(_scale, told["problem_rating_scale"])},
    )


def _other_spelling(name: str) -> str:
    said = british(name)
    return said if said != name else ""


def _term(told: Mapping[str, Any]) -> Term:
    name = told["name"]
    return Term(told["code"], name, _other_spelling(name), told["definition"], bool(told.get("is_other")))


def _modifiers(told: list[dict[str, Any]]) -> Mapping[str, Term]:
    keyed = [{**one, "code": one["name"].lower().replace(" ", "-")} for one in told]
    return {term.code: term for term in map(_term, keyed)}


def _domain(told: Mapping[str, Any]) -> Domain:
    name = told["name"]
    problems = tuple(_problem(problem, name) for problem in told["problems"])
    return Domain(told["code"], name, _other_spelling(name), told["definition"], problems=problems)


def _problem(told: Mapping[str, Any], domain: str) -> Problem:
    name, code = told["name"], told["code"]
    signs = tuple(_sign(sign, code) for sign in told["signs_symptoms"])
    return Problem(code, name, _other_spelling(name), told["definition"], domain=domain, signs=signs)


def _sign(told: Mapping[str, Any], problem: str) -> Sign:
    name = told["name"]
    return Sign(f"{problem}.{told['code']}", name, _other_spelling(name), "", bool(told["is_other"]), problem)


def _scale(told: Mapping[str, Any]) -> Scale:
    name = told["name"]
    levels = tuple(Level(one["value"], one["label"], _other_spelling(one["label"])) for one in told["levels"])
    return Scale(british(name).lower(), name, _other_spelling(name), told["definition"], levels)
