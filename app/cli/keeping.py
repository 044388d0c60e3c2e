"""``kring backup`` and ``kring restore``."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from typer import Argument

from app.cli.console import FOUND_WRONG, Stop, bar, say
from app.settings import read_settings


def backup(
    dest: Annotated[Path, Argument(metavar="DEST", help="A new folder, best on another machine's disk.")],
) -> None:
    """Write a whole backup while the server is in use. The key file is not in it: keep that apart."""
    from app.running.backup import write_backup
    from app.running.ground import check_database

    settings = read_settings()
    check_database(settings)
    with bar("Teams") as steps:
        manifest = write_backup(settings, dest, datetime.now(UTC), steps)
    rows = sum(manifest.rows().values())
    say(f"{rows} rows of {len(manifest.files) - 1} teams, as they stood at {manifest.at}, are in {dest}.")
    say(f"The key file {settings.key_file} is NOT in it. Without it the second factors in the backup cannot be read.")


def restore(
    source: Annotated[Path, Argument(metavar="SOURCE", help="A folder that 'kring backup' wrote.")],
) -> None:
    """Put a backup into an empty place and verify it: checksums, rows, references, and the journal's seals.

    The place is the one that the KRING_ variables name. Ends with 1 when anything differs.
    """
    from app.running.backup import BackupDamaged
    from app.running.backup import restore as put_back
    from app.running.ground import check_data_dir
    from app.running.installation import installation
    from app.running.secret import unreadable

    settings = read_settings()
    check_data_dir(settings.data_dir)
    try:
        with bar("Files") as steps:
            restored = put_back(settings, source, steps)
    except BackupDamaged as fault:
        raise Stop(str(fault), FOUND_WRONG) from None
    say(f"{restored.rows} rows of {restored.teams} teams, as they stood at {restored.manifest.at}, are restored.")
    say(
        f"{restored.ended} sessions and open questions of that time are ended. Everybody signs in again. "
        "A recovery code used after the backup counts as unused: have new ones made where that matters."
    )
    with installation(settings) as house:
        locked = unreadable(house)
    if locked:
        restored.differences.append(
            f"{locked} stored secrets cannot be read with {settings.key_file}: put the key file of that time there, "
            "or those people need 'kring account recover'"
        )
    if restored.differences:
        raise Stop("\n".join(restored.differences), FOUND_WRONG)
    say("Rows, references and the journal's seals are what they were.")
