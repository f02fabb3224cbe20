"""Report → one HTML page that needs nothing else: no script, no foreign host, all text escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.evaluation.compare import Change
from assistant.evaluation.report import Report
from assistant.evaluation.report_text import CHECK_NAMES, columns, figures, headline

_TEMPLATES = Path(__file__).parent / "templates"


def to_html(report: Report, change: Change | None = None) -> str:
    """The page: figures, table by tag, comparison with a baseline, every failure to unfold."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        report=report,
        headline=headline(report),
        figures=figures(report.whole),
        columns=columns(report.table),
        names=CHECK_NAMES,
        change=change,
    )
