"""Counts for /metrics; no question text in any label."""

from __future__ import annotations

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


class Metrics:
    """The counters of one process; those of worker processes add up in ``common``, their folder."""

    def __init__(self, common: Path | None = None) -> None:
        self._common = common
        if common is not None:
            # prometheus_client reads this name, and decides at import how values are kept.
            os.environ[_FOLDER] = str(common)
            values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "cewen_requests", "Requests", ["route", "status"], registry=self.registry
        )
        self.answers = Counter("cewen_answers", "Answers", ["outcome"], registry=self.registry)
        self.seconds = Histogram(
            "cewen_answer_seconds",
            "Time to the whole answer",
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
            registry=self.registry,
        )
        self.store_errors = Counter(
            "cewen_store_errors", "Answers that could not be kept", registry=self.registry
        )
        self.unreadable = Counter(
            "cewen_unreadable_rows", "Stored answers that could not be read", registry=self.registry
        )
        self.waiting = self._gauge("cewen_waiting", "Requests that wait for their turn", "livesum")
        self.refused = Counter(
            "cewen_refused", "Requests refused because too many wait", registry=self.registry
        )
        self.index_age = self._gauge(
            "cewen_index_age_seconds", "Time since the index was built", "livemax"
        )
        self.stale = self._gauge(
            "cewen_stale", "1 if a newer corpus or index could not be taken up", "livemax"
        )

    def text(self) -> bytes:
        """All counters in the Prometheus text format."""
        if self._common is None:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, path=str(self._common))  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def _gauge(self, name: str, about: str, mode: str) -> Gauge:
        return Gauge(name, about, multiprocess_mode=mode, registry=self.registry)  # type: ignore[arg-type]


def forget_worker(common: Path, pid: int) -> None:
    """Leave out the gauges of a worker that ended."""
    mark_process_dead(pid, str(common))  # type: ignore[no-untyped-call]
