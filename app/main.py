"""``create_app()``: the one place where the parts are put together."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache

import anyio.to_thread
from fastapi import FastAPI

from app.database import Door, open_door
from app.keys import KeyRing, open_key_file
from app.routers import all_routers
from app.settings import Settings
from app.web import errors
from app.web.addresses import Addresses
from app.web.assets import Assets
from app.web.clock import Clock
from app.web.door import House, utc_now
from app.web.guard import Guard
from app.web.templating import Templates

THREADS = 4
"""As many as the door has connections: more would only wait for each other (performance.md section 2)."""

COLLECTED_AFTER = (20_000, 50, 100)
"""Objects until the collector looks for circles: a page makes some thousands, next to none of them in a circle."""


def create_app(
    settings: Settings,
    *,
    door: Door | None = None,
    keys: KeyRing | None = None,
    now: Callable[[], datetime] = utc_now,
    with_clock: bool = False,
    language: str | None = None,
) -> FastAPI:
    """The application over one door. Tests hand in their own door, keys and clock."""
    assets, templates = look()
    home = House(
        door=door or open_door(settings.url),
        settings=settings,
        keys=keys or open_key_file(settings.key_file),
        assets=assets,
        templates=templates,
        now=now,
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED_AFTER)
        clock = Clock(home) if with_clock else None
        if clock:
            clock.start()
        yield
        if clock:
            clock.stop()
        if door is None:
            home.door.close()

    app = FastAPI(title="Kring", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.house = home
    if language:
        app.state.language = language
    errors.install(app)
    app.router.routes.append(Addresses(route for router in all_routers() for route in router.routes))
    app.add_api_route("/static/{digest}/{name:path}", assets.serve, methods=["GET", "HEAD"])
    app.add_middleware(Guard, settings=settings)
    return app


@cache
def look() -> tuple[Assets, Templates]:
    """Stylesheets, scripts and templates: read and compiled once a process, however many applications it makes."""
    assets = Assets()
    return assets, Templates(assets)
