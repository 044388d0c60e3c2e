"""What each worker runs. Apart from ``serve``, so that the process that only watches them does not load it."""

from fastapi import FastAPI

from app.main import create_app
from app.settings import read_settings


def application() -> FastAPI:
    """The application of the environment's settings, with its clock."""
    return create_app(read_settings(), with_clock=True)
