"""What may be hidden is absent: forbidden fields leave the model the moment a record is read (design, rule 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.errors import Report
from loa.model import blocks
from loa.model.catalog import Item, Text
from loa.model.fields import Fields
from loa.model.services import FORBIDDEN, Level, ServiceFields

# House numbers, lanes and people's homes in a text that may not name them. Names of units ("xã Tà Rụt", "Trạm y tế
# xã …") stay allowed: they are as wide as the area served.
_WHERE = re.compile(
    r"\b(?:số\s+nhà|nhà\s+số)\s*\d"
    r"|\b(?:ngõ|ngách|hẻm|kiệt)\s+\d"
    r"|\bsố\s+\d+[A-Za-z]?(?:/\d+)*\s*,?\s+(?:đường|phố|tổ|thôn|ấp|khu\s+phố|ngõ|hẻm|kiệt)\b"
    r"|(?<![\d/])\d+[A-Za-z]?(?:/\d+)*\s+(?:đường|phố)\s+\w"
    r"|\b(?:nhà|hộ|gia\s+đình)\s+(?:ông|bà|anh|chị|cô|chú|bác)\s+\w",
    re.IGNORECASE,
)
_TEXTS = (
    "title",
    "summary",
    "for_whom",
    "alert",
    "application_process",
    "fees_description",
    "accessibility",
    "interpretation_services",
    "organization",
    "duty_post",
    "assured_by",
)


def make_safe(fields: ServiceFields, text: Text, report: Report | None) -> ServiceFields:
    """The record without what its level forbids; each dropped field is reported as LOA605 unless `report` is None."""
    if not fields.restricted:
        return fields
    dropped = [key for key in FORBIDDEN if getattr(fields, key)]
    if report is not None:
        level = fields.level if fields.level is not Level.PUBLIC else fields.service_type
        for key in dropped:
            report.add("LOA605", text.shown, text.line(key), level=level, key=key)
    return fields.model_copy(update=dict.fromkeys(dropped)) if dropped else fields


def tells_where(text: str) -> bool:
    """Whether a text seems to name a house or a person's home."""
    return _WHERE.search(text) is not None


def telling_texts(item: Item, fields: ServiceFields) -> Iterator[tuple[Text, str, int]]:
    """(file, field, line) of every text of a restricted record, variants too, that seems to say where or who."""
    yield from _telling(fields, item.text)
    for variant in item.variants.values():
        yield from _telling(variant.fields, variant.text)


def _telling(fields: Fields, text: Text) -> Iterator[tuple[Text, str, int]]:
    for key, value in _strings(fields):
        if tells_where(value):
            yield text, key, text.line(*key.split("."))
    for block in blocks.walk(text.blocks):
        if isinstance(block, blocks.Heading | blocks.Paragraph | blocks.Dialogue) and tells_where(
            blocks.plain(block.content)
        ):
            yield text, "…", block.line


def _strings(fields: Fields) -> Iterator[tuple[str, str]]:
    for key in _TEXTS:
        if isinstance(value := getattr(fields, key, None), str):
            yield key, value
    for key in ("leaflet", "radio", "short"):
        for name, value in (getattr(fields, key, None) or Fields()).model_dump().items():
            if isinstance(value, str):
                yield f"{key}.{name}", value
    for number, phone in enumerate(getattr(fields, "phones", ())):
        if phone.note:
            yield f"phones.{number}.note", phone.note
    for number, document in enumerate(getattr(fields, "required_documents", None) or ()):
        yield f"required_documents.{number}", document
