"""Which door fits which database."""

from sqlalchemy.engine import URL

from app.database.door import Door
from app.database.postgres import PostgresDoor
from app.database.sqlite import SqliteDoor


def open_door(url: URL) -> Door:
    """The door that fits the address."""
    return PostgresDoor(url) if url.get_backend_name() == "postgresql" else SqliteDoor(url)
