"""Stylesheets, scripts and icons: read once at start, joined into few files, addressed by what they contain.

A page may ask for eight things at most, so the many small files a person reads become three that a tablet fetches. An
address carries a digest of its content and is therefore good for ever: after an upgrade the address is another.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

STATIC = Path(__file__).parent.parent / "static"

#: name of the file that is served -> the files it is made of, in the order of their names. A new bundle is a line here.
#: The worker has the tablet's database and the sealing in common with the pages.
BUNDLES: dict[str, str] = {
    "kring.css": "css/*.css",
    "kring.js": "js/*.js",
    "offline.js": "js/offline/*.js",
    "page.js": "js/*.js js/offline/*.js",
    "account.js": "js/account/*.js",
    "assessment.js": "js/assessment/*.js",
    "copy.js": "js/copy/*.js",
    "day.js": "js/day/*.js",
    "list.js": "js/list/*.js",
    "network-map.js": "js/network-map/*.js",
    "passkey.js": "js/passkey/*.js",
    "passphrase.js": "js/passphrase/*.js",
    "shell.js": "js/shell/*.js",
    "stored.js": "js/stored/*.js",
    "waiting.js": "js/waiting/*.js",
    "worker.js": "js/uuid7.js js/offline/looks.js js/offline/sealed.js js/offline/store.js js/worker/*.js",
}

#: what is served as it lies there
SINGLE_FILES = ("vendor/*.js", "icons/*")

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}

FOR_EVER = "public, max-age=31536000, immutable"

_REFERENCE = re.compile(rb"asset:([\w./-]+)")
_REMARK = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$|[ \t]+/\*(?:(?!\*/)[^\n])*\*/[ \t]*$", re.M | re.S)
"""A remark on lines of its own, or at the end of one. What merely looks like one inside a text has code behind it."""
_INDENT = re.compile(rb"^[ \t]+", re.M)
_BLANK = re.compile(rb"\n{2,}")
_NAMES_GZIP = re.compile(r"\s*(gzip|\*)\s*(;|$)")
_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent. `packed` is nothing where packing gains nothing (a PNG)."""

    name: str
    digest: str
    content_type: str
    body: bytes
    packed: bytes | None

    @property
    def address(self) -> str:
        return f"/static/{self.digest}/{self.name}"


class Assets:
    """All files a page may refer to, held in memory: about 100 kB, read from disk only at start."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._assets: dict[str, Asset] = {}
        for name, body in {**_bundles(folder), **_single_files(folder)}.items():
            self._add(name, body)
        self._add_manifests(folder)

    def address(self, name: str) -> str:
        """Where the file is fetched. An unknown name is a mistake in a template and fails in its test."""
        return self._assets[name].address

    def get(self, name: str) -> Asset:
        """The file itself, for what must stand inside another answer or be listed for the tablet."""
        return self._assets[name]

    def names(self) -> list[str]:
        return sorted(self._assets)

    def serve(self, request: Request, digest: str, name: str) -> Response:
        """Answers with the file of exactly this content; an address of another release is not found, never guessed."""
        asset = self._assets.get(name)
        if asset is None or asset.digest != digest:
            return PlainTextResponse("Not found", status_code=404, headers={"Cache-Control": "no-store"})
        headers = {"Cache-Control": FOR_EVER, "Content-Type": asset.content_type, "X-Content-Type-Options": "nosniff"}
        if asset.packed is None:
            return Response(asset.body, headers=headers)
        headers["Vary"] = "Accept-Encoding"
        if not _takes_gzip(request.headers.get("accept-encoding", "")):
            return Response(asset.body, headers=headers)
        return Response(asset.packed, headers={**headers, "Content-Encoding": "gzip"})

    def _add(self, name: str, body: bytes) -> None:
        self._assets[name] = _asset(name, body)

    def _add_manifests(self, folder: Path) -> None:
        """The manifest names icons by their addresses, so it comes after them."""
        for path in sorted(folder.glob("*.webmanifest")):
            self._add(path.name, _REFERENCE.sub(self._address_of_match, path.read_bytes()))

    def _address_of_match(self, match: re.Match[bytes]) -> bytes:
        return self.address(match[1].decode()).encode()


def _bundles(folder: Path) -> dict[str, bytes]:
    """Joined in name order, each file on lines of its own. A bundle without files is left out."""
    found = {
        name: [path for pattern in patterns.split() for path in sorted(folder.glob(pattern))]
        for name, patterns in BUNDLES.items()
    }
    return {name: b"\n".join(map(_light, paths)) for name, paths in found.items() if paths}


def _light(path: Path) -> bytes:
    """Our own scripts go out without what is said to those who read them: that is a third of their weight."""
    body = path.read_bytes()
    if path.suffix != ".js":
        return body
    return _BLANK.sub(b"\n", _INDENT.sub(b"", _REMARK.sub(b"", body))).strip() + b"\n"


def _single_files(folder: Path) -> dict[str, bytes]:
    """Vendored files are known by their own name, so that a template names the version it was written for."""
    return {
        _name_of(folder, path): path.read_bytes() for pattern in SINGLE_FILES for path in sorted(folder.glob(pattern))
    }


def _name_of(folder: Path, path: Path) -> str:
    return path.name if path.parent.name == "vendor" else path.relative_to(folder).as_posix()


def _asset(name: str, body: bytes) -> Asset:
    packed = gzip.compress(body, compresslevel=9, mtime=0)
    return Asset(
        name=name,
        digest=hashlib.sha256(body).hexdigest()[:16],
        content_type=CONTENT_TYPES[Path(name).suffix],
        body=body,
        packed=packed if len(packed) < len(body) * 0.9 else None,
    )


def _takes_gzip(accepted: str) -> bool:
    """`gzip;q=0` is a refusal; no other weight matters, since there is one packing only."""
    return any(_NAMES_GZIP.match(part) and not _REFUSED.search(part) for part in accepted.lower().split(","))
