"""The site (화면 모음): templates, texts and services, and how a page is drawn."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal
from urllib.parse import quote

from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.api.desk import Desk
from service.api.errors import RefusedError
from service.api.ports import Services
from service.pages import TEMPLATES, views
from service.pages.catalogue import Catalogue
from service.wording import pay_stated, source_name

Done = Literal[
    "saved",
    "unchanged",
    "unlocked",
    "cleared",
    "held",
    "read",
    "confirmed",
    "discarded",
    "settled",
]
"""What was just done, said at the head of the page that follows."""


def onward(path: str, done: Done) -> Response:
    """To the page at ``path``, which says what was done."""
    return RedirectResponse(f"{quote(path)}?done={done}", status_code=303)


class Site:
    """Draws pages; every page may use ``t`` (texts), ``services`` settings and the helpers."""

    def __init__(self, services: Services, desk: Desk) -> None:
        self.services = services
        self.texts = Catalogue.load(services.settings.language)
        self._desk = desk
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            t=self.texts,
            settings=services.settings,
            safe_link=views.safe_link,
            open_part=views.open_part,
            pay_stated=pay_stated,
        )

    async def page(
        self,
        template: str,
        gather: Callable[[], Mapping[str, object]],
        done: Done | None = None,
    ) -> Response:
        """Gathers and draws at the desk, away from the event loop."""

        def work() -> str:
            return self.draw(template, {**gather(), "done": done})

        return HTMLResponse(await self._desk.run(work))

    async def answer(self, work: Callable[[], Response | str]) -> Response:
        """What ``work`` answers at the desk: a response of its own, or a page it has drawn."""
        answer = await self._desk.run(work)
        return HTMLResponse(answer) if isinstance(answer, str) else answer

    def draw(self, template: str, values: Mapping[str, object]) -> str:
        """The HTML of ``template``; today is the clock of the services."""
        today = self.services.today()
        return self._templates.get_template(template).render(
            values,
            today=today,
            day=partial(views.day_text, today=today, texts=self.texts),
            moment=partial(views.moment_text, today=today, texts=self.texts),
            stated=partial(views.stated_text, texts=self.texts),
            closing=partial(views.closing_text, today=today, texts=self.texts),
            monthly=partial(views.monthly_text, texts=self.texts),
            source=partial(source_name, language=self.texts.language),
        )

    def error(self, error: RefusedError) -> str:
        """The page for whatever went wrong, in the language of the pages."""
        name = f"error.{error.code}"
        known = name in self.texts.texts
        message = self.texts(name, **error.details) if known else error.message
        return self.draw("error.html", {"message": message})
