from pathlib import Path

import pytest

from assistant.settings import Settings

DOCS = Path(__file__).parent.parent / "docs" / "settings.md"


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_each_setting_has_a_heading_in_the_docs(field: str) -> None:
    assert f"\n## {field}\n" in DOCS.read_text(encoding="utf-8")


def test_the_docs_describe_no_setting_that_does_not_exist() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    named = {line.removeprefix("## ") for line in lines if line.startswith("## ")}
    assert named == set(Settings.model_fields)
