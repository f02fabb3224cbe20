"""Small files of every kind, written by the tests themselves."""

from __future__ import annotations

from pathlib import Path

LINES = [
    "某市支持产业若干措施",
    "一、支持企业",
    "（一）租用算力。按费用的30%给予补助，最高100万元。",
    "（二）购买数据。按费用的20%给予补助，最高50万元。",
]


def write_pdf(path: Path, pages: list[list[str]]) -> Path:
    """A PDF of text in a standard Chinese font, a line of text for each string."""
    objects: list[bytes] = [b"", b""]
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
    )
    objects.append(font)
    kids = []
    for lines in pages:
        shown = b"".join(
            b"BT /F1 11 Tf 50 %d Td <%s> Tj ET\n"
            % (780 - 20 * n, line.encode("utf-16-be").hex().encode())
            for n, line in enumerate(lines)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(out)
    return path
