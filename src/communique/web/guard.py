"""What keeps a page to itself: no other site can ask for it, send forms to it, or have its words run as a script."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ["127.0.0.1", "localhost"]
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
MOST_BYTES = 64_000


class Refused(Exception):
    """A request that is not answered; the message says why, and what to do."""


class Headers:
    """Puts the headers on every answer that tell a browser what a page may not do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the headers."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


def new_token() -> str:
    """A token that pages carry in their forms, and that another site can't know."""
    return secrets.token_urlsafe(32)


def check_own(headers: Mapping[str, str], given: str, token: str) -> None:
    """Refused, unless a form comes from a page of ours: with its token, and from its own origin."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        raise Refused("This form was sent by another site. Nothing was changed.")
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refused("This form was sent by another site. Nothing was changed.")
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise Refused("This form is from before the viewer was started anew. Go back, reload the page, send it again.")
