"""The hidden label of generated content: the custom property AIGC of an office file."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

NAME = "AIGC"

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{text}</vt:lpwstr></property></Properties>"
)
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


def mark_document(document: Any, text: str) -> None:
    """Set the property of a python-docx document, which has no way of its own for it."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    content = _PROPERTIES.format(name=NAME, text=escape(text)).encode()
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _TYPE, content, package), _RELATION)
