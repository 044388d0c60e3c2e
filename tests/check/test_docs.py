"""Documents are tested: what there is, is described, and what is described is there."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from app.models import metadata
from app.settings import Settings
from tests.running.test_command_line import every_command

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text()
GLOSSARY = (PROJECT / "docs" / "glossary.md").read_text()
DECISIONS = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
HEADINGS = ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**")

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(
    r"p[y]pi\.org|python[h]osted|n[p]mjs\.|d[e]b\.debian\.|--(extra-)?index-url|--find-links|--trusted-host"
    r"|file://|/(?:r[o]ot|h[o]me)/\w|/o[p]t/(?!kring)|/w[o]rk/|/t[m]p/(?!only|requirements)"
)
"""Registry hosts, index lines, and folders of one machine; spelt so that this file names none of them."""
VENDORED = ("vendor/", "LICENSE")
SEARCHES = ("tests/check/test_docs.py", "tests/check/test_lock.py")


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every table row."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def tracked() -> list[Path]:
    """Every file of the repository, or every file there is where there is no repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True)
    return [PROJECT / name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()]


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    described = {row[0].strip("`"): row[1] for row in rows(README) if row[0].startswith("`KRING_")}

    assert set(described) == {f"KRING_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = None if field.default in (PydanticUndefined, None, "", ()) else str(field.default)
        shown = described[f"KRING_{name.upper()}"]
        assert shown == f"`{default}`" if default else shown.startswith("*(none"), name


def test_every_command_stands_in_the_readme_and_no_other() -> None:
    described = {row[0].strip("`").removeprefix("kring ") for row in rows(README) if row[0].startswith("`kring ")}

    assert described == {" ".join(words) for words in every_command()}


def test_every_table_is_a_word_of_the_glossary() -> None:
    words = set(re.findall(r"\(`(\w+)`\)", GLOSSARY))

    assert words == set(metadata.tables)


def test_every_word_is_explained_in_one_sentence() -> None:
    for row in rows(GLOSSARY):
        assert len(row) == 2, row
        assert 5 < len(row[1]) < 200, row
        assert not row[1].endswith("."), row


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_says_why_and_what_was_left_in_under_a_page(path: Path) -> None:
    text = path.read_text()

    assert re.match(r"# \d+\. ", text)
    assert [text.count(heading) for heading in HEADINGS] == [1, 1, 1, 1]
    assert text.index(HEADINGS[0]) < text.index(HEADINGS[1]) < text.index(HEADINGS[2]) < text.index(HEADINGS[3])
    assert len(text.split()) < 450


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert all(int(re.match(r"# (\d+)", path.read_text())[1]) == int(path.name[:4]) for path in DECISIONS)  # type: ignore[index]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_in_documents_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text()):
        if not target.startswith(("https://", "#", "mailto:")):
            assert (path.parent / target.split("#")[0]).exists(), target


def test_what_others_made_is_listed_and_what_is_listed_is_there() -> None:
    listed = {row[1].strip("`") for row in rows((PROJECT / "THIRD_PARTY_NOTICES.md").read_text())} - {"where"}
    there = {
        str(path.relative_to(PROJECT))
        for path in tracked()
        if path.parent.name == "vendor" and not path.name.endswith("LICENSE")
    }

    assert there <= listed
    assert all((PROJECT / one).exists() for one in listed)


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in tracked():
        name = str(path.relative_to(PROJECT))
        if any(part in name for part in (*VENDORED, *SEARCHES)) or path.suffix in (".png", ".gz", ".xz", ".zip"):
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1):
            if ELSEWHERE.search(line):
                found.append(f"{name}:{number}: {line.strip()[:120]}")
    assert found == []
