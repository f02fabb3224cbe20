"""Counts for /metrics; no question text in any label."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """The counters of one process, in a registry of its own."""

    def __init__(self) -> None:
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

        self.waiting = Gauge(
            "cewen_waiting", "Requests that wait for their turn", registry=self.registry
        )
        self.refused = Counter(
            "cewen_refused", "Requests refused because too many wait", registry=self.registry
        )

    def text(self) -> bytes:
        """All counters in the Prometheus text format."""
        return generate_latest(self.registry)
