"""The viewer as a whole: its pages, downloads and the way in for judgements, each guarded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.present.listing import to_csv
from communique.store.errors import StoreError
from communique.store.view import View
from communique.web.filters import FILTERS
from communique.web.guard import HOSTS, MOST_BYTES, Headers, Refused, check_own, new_token
from communique.web.judging import form_from, keep
from communique.web.page import Asking, Missing, Page, address
from communique.web.pages import PAGES

COOKIE = "author"
YEAR = 365 * 24 * 3600


class Viewer:
    """A store as a site. One request at a time asks the store, so that each sees what the last one wrote."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.token = new_token()
        self._lock = threading.Lock()
        loader = PackageLoader("communique.web")
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.filters.update(FILTERS)
        for template in loader.list_templates():
            self._templates.get_template(template)  # compiled here, so that the first page needn't wait for it
        self._templates.globals.update(address=address, PAGES=PAGES, store=store.name)

    def shown(self, page: Page, asking: Asking) -> str:
        """A page as HTML."""
        shown = page.show(asking)
        return self.rendered(page.name, title=shown.title, page=page, asking=asking, **shown.values)

    def rendered(self, template: str, **values: object) -> str:
        """A template, filled."""
        return self._templates.get_template(f"{template}.html").render(values)

    def asked(self, request: Request, page: Page, answer: Callable[[Asking], Response]) -> Response:
        """An answer that is made with the store open."""
        given = {key: tuple(request.query_params.getlist(key)) for key in request.query_params}
        with self._lock, View(self.store).answers() as answers:
            return answer(
                Asking(
                    name=page.name,
                    given=given,
                    answers=answers,
                    token=self.token,
                    author=unquote(request.cookies.get(COOKIE, "")),
                    part=request.path_params.get("part", ""),
                )
            )

    def page(self, page: Page) -> Callable[[Request], Response]:
        """What answers for a page."""

        def answer(request: Request) -> Response:
            return self.asked(request, page, lambda asking: HTMLResponse(self.shown(page, asking)))

        return answer

    def download(self, page: Page, form: str) -> Callable[[Request], Response]:
        """What answers for a page's lines as CSV or JSON."""

        def made(asking: Asking) -> Response:
            name = "-".join(part for part in (page.name, asking.part) if part)
            attached = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
            if form == "json" and page.json is not None:
                return Response(page.json(asking), media_type="application/json", headers=attached)
            if page.lines is None:
                raise Missing("There is nothing to download here.")
            lines, kind = page.lines(asking)
            if form == "json":
                return Response(msgspec.json.encode(lines), media_type="application/json", headers=attached)
            return Response("".join(to_csv(lines, kind)), media_type="text/csv", headers=attached)

        return lambda request: self.asked(request, page, made)

    async def judge(self, request: Request) -> Response:
        """Keep a judgement, and go back to its finding."""
        body = await request.body()
        if len(body) > MOST_BYTES:
            raise Refused(f"This form is larger than {MOST_BYTES:,} bytes. Shorten the note.")
        given = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=40)
        check_own(request.headers, next(iter(given.get("token", [])), ""), self.token)
        form = form_from(given)

        def kept() -> None:
            with self._lock:
                keep(self.store, form)

        await run_in_threadpool(kept)
        where = address("text", part=form.text, finding=form.finding)
        answer = RedirectResponse(f"{where}#f-{form.finding}", status_code=303)
        answer.set_cookie(COOKIE, quote(form.author), max_age=YEAR, httponly=True, samesite="strict")
        return answer

    def failed(self, status: int, heading: str) -> Callable[[Request, Exception], Response]:
        """What answers where a page can't be shown: what was wrong, in a page of its own."""

        def answer(_: Request, error: Exception) -> Response:
            told = error.detail if isinstance(error, HTTPException) else str(error).removeprefix("--")
            return HTMLResponse(self.rendered("failed", title=heading, told=told, page=None), status_code=status)

        return answer


def viewer(store: Path) -> Starlette:
    """The site of a store, to be served on this machine only: `viewer(Path("news.duckdb"))`."""
    site = Viewer(store)
    routes: list[Route | Mount] = [Mount("/static", StaticFiles(packages=[("communique.web", "static")]))]
    routes.append(Route("/judge", site.judge, methods=["POST"]))
    for page in PAGES:
        path = "/" if page.name == "home" else f"/{page.name}{'/{part}' if page.part else ''}"
        routes.append(Route(path, site.page(page)))
        stem = f"/{page.name}{'/{part}' if page.part else ''}"
        routes += [Route(f"{stem}.{form}", site.download(page, form)) for form in ("csv", "json")]
    # "/text/{part}" would take the downloads' addresses for ids.
    routes.sort(key=lambda route: isinstance(route, Route) and route.path.endswith("{part}"))
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
        ],
        exception_handlers={
            Missing: site.failed(404, "Not found"),
            HTTPException: site.failed(404, "Not found"),
            ValueError: site.failed(400, "This can’t be asked"),
            Refused: site.failed(403, "Refused"),
            StoreError: site.failed(503, "The store can’t be asked"),
        },
    )
