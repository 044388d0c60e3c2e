"""``kring import``: a caseload from files, and postcodes. All or nothing for each file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer import Argument, Option, Typer

from app.cli.console import FOUND_WRONG, WRONG_USE, Stop, bar, complain, out, say
from app.settings import read_settings

if TYPE_CHECKING:
    from app.running.intake import Looked

intake = Typer(help="Take in a caseload, or newer postcodes.", no_args_is_help=True, rich_markup_mode=None)

MOST_SHOWN = 50
WIDE = 240
"""Signs in a line where no terminal says how wide it is, so that nothing is broken in two for a script."""

TeamName = Annotated[str, Option("--team", metavar="TEAM", help="The team's name, or its id.")]
DryRun = Annotated[bool, Option("--dry-run", help="Show what would come in and what is wrong; write nothing.")]


@intake.command()
def fhir(
    files: Annotated[list[Path], Argument(metavar="FILE...", help="FHIR R4 bundles, of one person or several (JSON).")],
    team: TeamName,
    dry_run: DryRun = False,
) -> None:
    """Take in FHIR R4 bundles. Ends with 1 when anything is wrong; every file comes in whole or not at all."""
    _take(files, team, "fhir", dry_run=dry_run)


@intake.command()
def csv(
    file: Annotated[Path | None, Argument(metavar="FILE", help="A CSV or an Excel file, a client a line.")] = None,
    team: TeamName = "",
    dry_run: DryRun = False,
    template: Annotated[bool, Option("--template", help="Print the empty file with its columns, and stop.")] = False,
) -> None:
    """Take in a CSV or an Excel file. The columns are those of the template."""
    if template:
        from app.exchange.csv_in import template as columns

        say(columns().rstrip("\r\n"))
        return
    if file is None or not team:
        raise Stop("FILE and --team are both needed (or --template)", WRONG_USE)
    _take([file], team, "", dry_run=dry_run)


@intake.command()
def postcodes(
    file: Annotated[Path, Argument(metavar="FILE", help="A CSV (also .csv.xz) of postcodes with their points.")],
) -> None:
    """Put newer postcodes in place of those that Kring came with."""
    from app.exchange.postcode import SHIPPED
    from app.exchange.postcode_build import PostcodesRefused, build

    _must_be_there([file])
    try:
        with bar("Bytes") as steps:
            told = [0]

            def progress(done: int, whole: int) -> None:
                steps.of(whole)
                steps.done(done - told[0])
                told[0] = done

            built = build(file, SHIPPED, progress=progress)
    except PostcodesRefused as refused:
        for fault in refused.faults:
            complain(
                f"{fault.file}, line {fault.line or '-'}, {fault.field or 'file'}: {_said(fault.why, fault.values)}"
            )
        raise Stop("no postcode was taken in", FOUND_WRONG) from None
    except OSError as fault:
        raise Stop(f"{SHIPPED} cannot be written: {fault.strerror}", WRONG_USE) from None
    say(
        f"{built.count} postcodes are in place ({built.size // 1000} kB); "
        f"{built.without_place} without a place were left out."
    )


def _take(files: Sequence[Path], team: str, kind: str, *, dry_run: bool) -> None:
    from app.running.installation import installation
    from app.running.intake import look, take_in
    from app.running.teams import team_called

    _must_be_there(files)
    settings = read_settings()
    looks, wrong = [], 0
    with installation(settings) as house, bar("Files", total=len(files)) as steps:
        team_id, name = team_called(house, team)
        for file in steps.over(files):
            looked = look(house, team_id, file, kind)
            is_wrong = bool(looked.read.faults or looked.undecided)
            wrong += is_wrong
            if dry_run or is_wrong:
                looks.append(looked)
                continue
            taken = take_in(house, team_id, looked)
            looks.append(looked)
            _say_taken(looked, len(taken.clients), taken.rows, name)
    for looked in looks:
        if dry_run or looked.read.faults or looked.undecided:
            _show(looked)
    if wrong:
        raise Stop(f"{wrong} of {len(files)} files {'would not come' if dry_run else 'did not come'} in", FOUND_WRONG)
    if dry_run:
        say("Nothing is wrong, and nothing was written.")


def _must_be_there(files: Iterable[Path]) -> None:
    for file in files:
        if not file.is_file():
            raise Stop(f"{file}: there is no such file", WRONG_USE)
        try:
            with file.open("rb"):
                pass
        except OSError as fault:
            raise Stop(f"{file}: {fault.strerror}", WRONG_USE) from None


def _say_taken(looked: "Looked", clients: int, rows: int, team: str) -> None:
    aside = ", ".join(f"{one['count']} {one['kind']}" for one in looked.read.left_aside)
    who = f"{clients} client" if clients == 1 else f"{clients} clients"
    what = f"{looked.read.file_name}: {who} ({rows} rows) taken in for {team}"
    say(f"{what}; left aside: {aside}" if aside else what)
    for one in looked.read.remarks[:MOST_SHOWN]:
        say(f"  look at {_place(one)}: {_said(one['why'], one['values'])}")


def _show(looked: "Looked") -> None:
    """What would come in, what is wrong, what is left aside and who may be here already."""
    read = looked.read
    say(f"{read.file_name}:")
    if read.people:
        _print(("No.", "Who", "Born", "Would come in"), [_person(one) for one in read.intake.clients], numbered=True)
    _print(
        ("File", "Line", "Field", "Wrong"),
        [
            (read.file_name, str(one["line"] or ""), one["where"] or one["field"], _said(one["why"], one["values"]))
            for one in read.faults[:MOST_SHOWN]
        ],
    )
    if len(read.faults) > MOST_SHOWN:
        say(f"  and {len(read.faults) - MOST_SHOWN} more")
    _print(("To look at", "Line", "Why"), [_remark(one) for one in read.remarks[:MOST_SHOWN]])
    _print(
        ("Left aside", "How many", "Why"),
        [(one["kind"], str(one["count"]), one["reason"]) for one in read.left_aside],
    )
    _print(
        ("No.", "May be here already"),
        [
            (str(number), _said(one["why"], one["values"]))
            for number, some in sorted(looked.doubles.items())
            for one in some
        ],
    )
    if looked.undecided:
        complain(
            f"{read.file_name}: {looked.undecided} may be here already. A nurse decides about that on the page: "
            "Clients, Take in a file"
        )


def _person(one: Any) -> tuple[str, ...]:
    parts = (
        (len(one.conditions), "diagnosis", "diagnoses"),
        (len(one.allergies), "allergy", "allergies"),
        (len(one.medicines), "medicine", "medicines"),
        (len(one.observations), "observation", "observations"),
        (len(one.encounters), "contact", "contacts"),
        (len(one.goals) + len(one.care_plans), "goal or plan", "goals and plans"),
    )
    born = one.birth.iso if one.birth else ""
    return (
        one.name.whole,
        born,
        ", ".join(f"{count} {word if count == 1 else words}" for count, word, words in parts if count),
    )


def _remark(one: Mapping[str, Any]) -> tuple[str, ...]:
    return one["field"] or one["where"], str(one["line"] or ""), _said(one["why"], one["values"])


def _place(one: Mapping[str, Any]) -> str:
    return f"line {one['line']}, {one['field'] or one['where']}" if one["line"] else one["field"] or one["where"]


def _print(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbered: bool = False) -> None:
    if not rows:
        return
    table = Table(*head, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, row in enumerate(rows, start=1):
        table.add_row(*(Text(cell) for cell in ([str(number), *row] if numbered else row)))
    (out if out.is_terminal else Console(highlight=False, width=WIDE)).print(table)


def _said(why: str, values: Mapping[str, object]) -> str:
    return why.format_map(dict(values))
