"""For a container's health check: ends with 0 when the server here can read and write its database, else with 1."""

import sys

from app.running.server import ask
from app.settings import SettingsWrong, read_settings


def main() -> int:
    try:
        status, _said = ask(read_settings())
    except (OSError, SettingsWrong):
        return 1
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
