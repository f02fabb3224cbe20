"""What the routes share: one Assistant, the store, the limits, the metrics, today's date."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from assistant.assistant import Assistant
from assistant.errors import IndexMissingError
from assistant.policy.site import Site
from assistant.settings import Settings
from assistant.text.day import parse_day
from assistant.web.drawing.examples import ExampleGroup
from assistant.web.drawing.page import Dataset
from assistant.web.figures.menu import Menu
from assistant.web.gate.deadline import Deadline
from assistant.web.gate.limits import RateLimit, address_of
from assistant.web.gate.switch import Switch
from assistant.web.loaded import Loaded
from assistant.web.memory.store import Store
from assistant.web.model import Model
from assistant.web.running.metrics import Metrics


@dataclass(slots=True)
class Services:
    """Made once for an application; ``broken`` says why there is no assistant.

    ``stale`` says why a newer version of corpus or index could not be taken up. Every request works
    on a copy of its own, so that what is taken up meanwhile does not mix with what it began with.
    """

    settings: Settings
    opened: Assistant | None
    broken: str
    store: Store
    limit: RateLimit
    metrics: Metrics
    today: Callable[[], date]
    deadline: Deadline
    switch: Switch
    examples: tuple[ExampleGroup, ...] = ()
    loaded: Menu | None = None
    dataset: Dataset | None = None
    stale: str = ""
    model: Model | None = None

    def take_up(self, loaded: Loaded) -> None:
        """Answer from this from now on."""
        self.opened, self.loaded = loaded.assistant, loaded.menu
        self.examples, self.dataset = loaded.examples, loaded.dataset
        self.broken = self.stale = ""

    def warm(self) -> None:
        """Have what is loaded answer before users ask; see ``Loaded.warm``."""
        if self.opened is not None and self.loaded is not None and self.dataset is not None:
            Loaded(self.opened, self.loaded, self.examples, self.dataset).warm(self.today())

    @property
    def assistant(self) -> Assistant:
        """The assistant.

        Raises:
            IndexMissingError: it could not be opened.
        """
        if self.opened is None:
            raise IndexMissingError(self.broken)
        return self.opened

    @property
    def menu(self) -> Menu:
        """What the calculator offers.

        Raises:
            IndexMissingError: the assistant could not be opened.
        """
        if self.loaded is None:
            raise IndexMissingError(self.broken)
        return self.loaded

    @property
    def site(self) -> Site:
        """Who runs this."""
        return self.dataset.site if self.dataset is not None else Site()

    def day(self, text: str | None) -> date:
        """The day that a caller asks about; today if none is named.

        Raises:
            DateError: not a day written like 2025-06-01.
        """
        return parse_day(text) if text else self.today()


def services(request: Request) -> Services:
    """The services of the application that got the request, as they were when it began."""
    held: Services | None = getattr(request.state, "services", None)
    if held is None:
        held = copy(request.app.state.services)
        request.state.services = held
    return held


def limited(request: Request) -> None:
    """Count the request against its address.

    Raises:
        Problem: too many.
    """
    services(request).limit.check(address_of(request))


Shared = Annotated[Services, Depends(services)]
"""A parameter of a route."""
