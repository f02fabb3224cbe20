"""Report → JUnit XML, which CI systems show: one test case a question."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from assistant.evaluation.report import Report, Result
from assistant.evaluation.report_text import CHECK_NAMES

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(report: Report) -> str:
    """A suite with one case a question; a failure says what was wrong, silent faults first."""
    wrong = report.failures
    crashed = [result for result in wrong if any(turn.error for turn in result.turns)]
    suite = ET.Element(
        "testsuite",
        name=_clean(report.name or "cewen eval"),
        tests=str(len(report.results)),
        failures=str(len(wrong) - len(crashed)),
        errors=str(len(crashed)),
        time=f"{sum(turn.seconds for turn in report.turns):.3f}",
    )
    for result in report.results:
        suite.append(_case(result))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(result: Result) -> ET.Element:
    tags = result.question.tags
    case = ET.Element(
        "testcase",
        classname=_clean(tags[0] if tags else "eval"),
        name=_clean(result.question.id),
        time=f"{sum(turn.seconds for turn in result.turns):.3f}",
    )
    if result.is_right:
        return case
    faults = sorted(result.faults, key=lambda fault: fault[0] != "silent")
    lines = [f"{CHECK_NAMES.get(name, name)}：{text}" for name, text in faults]
    kind = "error" if any(turn.error for turn in result.turns) else "failure"
    fault = ET.SubElement(case, kind, message=_clean(lines[0] if lines else "未全对"))
    fault.text = _clean("\n".join([" / ".join(result.question.turns), *lines]))
    return case


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
