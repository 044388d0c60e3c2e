"""Finding an Omaha term while typing, in British or American spelling, by its own words or by everyday ones."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.folding import fold, words
from app.domain.omaha import Domain, Problem, Sign, Term, omaha
from app.domain.omaha_words import EVERYDAY, british


class TermKind(StrEnum):
    PROBLEM = "problem"
    SIGN = "sign"
    CATEGORY = "category"
    TARGET = "target"


FOR_ASSESSMENT = (TermKind.PROBLEM, TermKind.SIGN)
FOR_INTERVENTION = (TermKind.CATEGORY, TermKind.TARGET)


@dataclass(frozen=True)
class Found:
    """A term that answers, and for a sign the problem it belongs to."""

    kind: TermKind
    term: Term
    problem: Problem | None = None


@dataclass(frozen=True)
class Entry:
    """A term made ready: its names folded whole, the words of its names, and the words it may also be found by."""

    found: Found
    names: tuple[str, ...]
    own: tuple[str, ...]
    wider: tuple[str, ...]


def search(text: str, kinds: Collection[TermKind] = FOR_ASSESSMENT, *, most: int = 30) -> tuple[Found, ...]:
    """Best first: the term itself, terms that begin so, terms with these words, then everyday words and definitions.

    Every word typed must begin some word of the term; a code (``29``, ``29.01``) finds its term.
    """
    return tuple(entry.found for _, entry in _ranked(text, kinds)[:most])


@dataclass(frozen=True)
class Match:
    """A problem that answers, and why: by its ``name``, by ``signs`` of it, by its ``definition``, or by an
    ``everyday`` word."""

    problem: Problem
    why: str
    signs: tuple[Sign, ...] = ()


MOST_PROBLEMS, MOST_SIGNS = 8, 3


def problems_by_domain(text: str) -> tuple[tuple[Domain, tuple[Match, ...]], ...]:
    """Problems that answer, the best first, under their domains; the domain of the best comes first."""
    whole = omaha()
    why: dict[str, str] = {}
    signs: dict[str, list[Sign]] = {}
    for rank, entry in _ranked(text, FOR_ASSESSMENT):
        term, problem = entry.found.term, entry.found.problem or entry.found.term
        if not isinstance(term, Sign):
            why.setdefault(problem.code, "name" if rank <= OWN_WORDS else _wider_why(entry, words(text)))
        elif rank <= OWN_WORDS:
            why.setdefault(problem.code, "sign")
            signs.setdefault(problem.code, []).append(term)
    best = [Match(whole.problems[code], why[code], tuple(signs.get(code, ())[:MOST_SIGNS])) for code in why]
    named = best[:MOST_PROBLEMS]
    domains = {domain.name: domain for domain in whole.domains}
    order = dict.fromkeys(match.problem.domain for match in named)
    return tuple((domains[name], tuple(one for one in named if one.problem.domain == name)) for name in order)


OWN_WORDS = 3
"""The last rank at which a term answers by words of its own."""


def _wider_why(entry: Entry, asked: tuple[str, ...]) -> str:
    definition = entry.found.term.definition
    return "definition" if _all_begin(asked, (*words(definition), *words(british(definition)))) else "everyday"


def _ranked(text: str, kinds: Collection[TermKind]) -> list[tuple[int, Entry]]:
    """All that answer, best first; equals in the order of ``entries``."""
    asked = words(text)
    if not asked:
        return []
    code, whole = text.strip(), " ".join(asked)
    ranked = [
        (rank, place, entry)
        for place, entry in enumerate(entries())
        if entry.found.kind in kinds and (rank := _rank(entry, code, whole, asked)) is not None
    ]
    ranked.sort(key=lambda one: one[:2])
    return [(rank, entry) for rank, _, entry in ranked]


def _rank(entry: Entry, code: str, whole: str, asked: tuple[str, ...]) -> int | None:
    if code == entry.found.term.code or whole in entry.names:
        return 0
    if any(name.startswith(whole) for name in entry.names):
        return 1
    if _all_begin(asked, entry.own):
        return 2 if entry.found.kind is not TermKind.SIGN else 3
    return 4 if _all_begin(asked, entry.wider) else None


def _all_begin(asked: tuple[str, ...], there: tuple[str, ...]) -> bool:
    return all(any(word.startswith(one) for word in there) for one in asked)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All terms in the order in which equals are shown: problems, signs, categories, targets."""
    whole = omaha()
    problems = [_problem_entry(problem) for problem in whole.problems.values()]
    signs = [_sign_entry(sign, whole.problems[sign.problem]) for sign in whole.signs.values() if not sign.is_other]
    categories = [_entry(Found(TermKind.CATEGORY, term)) for term in whole.categories.values()]
    targets = [_entry(Found(TermKind.TARGET, term)) for term in whole.targets.values() if not term.is_other]
    return (*problems, *signs, *categories, *targets)


def _problem_entry(problem: Problem) -> Entry:
    return _entry(Found(TermKind.PROBLEM, problem), EVERYDAY.get(problem.code, ""))


def _sign_entry(sign: Sign, problem: Problem) -> Entry:
    return _entry(Found(TermKind.SIGN, sign, problem), f"{problem.name} {british(problem.name)}")


def _entry(found: Found, more: str = "") -> Entry:
    term = found.term
    names = tuple(fold(name) for name in (term.name, term.british) if name)
    own = tuple(dict.fromkeys(word for name in names for word in name.split()))
    wider = dict.fromkeys((*own, *words(more), *words(term.definition), *words(british(term.definition))))
    return Entry(found, names, own, tuple(wider))
