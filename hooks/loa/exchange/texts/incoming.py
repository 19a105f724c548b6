"""`loa translations import`: a translator's file becomes variants, each whole or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loa.changes import as_it_was, copies, identifier, translatable
from loa.check.wording import findings
from loa.errors import LoaError, Problem, Report, Severity, say
from loa.exchange.texts.fitting import faults_of, same_words
from loa.exchange.texts.formats import read_file
from loa.exchange.texts.outgoing import variant_digest
from loa.exchange.texts.segments import (
    Segment,
    existing,
    place,
    rebuilt,
    segments,
)
from loa.exchange.texts.sheets import CODE, STAMP, InFile, InRow
from loa.hub import Hub
from loa.load import frontmatter, markdown
from loa.load.compose import Unwritable, same, to_markdown
from loa.load.files import read_text
from loa.load.source import Source
from loa.load.splice import EMPTY, changed_file
from loa.locales.letters import with_breves
from loa.locales.locale import SOURCE
from loa.model import blocks as b
from loa.model.catalog import Item, Page, Variant
from loa.model.kinds import VariantFields
from loa.translation import field_value, part_names, source_hashes, state
from loa.writing import write_all


@dataclass(slots=True)
class ItemResult:
    """What became of one item. `text`: the variant's new file, None when there is nothing to write."""

    source: Item | Page
    path: Path
    problems: list[Problem] = field(default_factory=list)
    outdated: tuple[str, ...] = ()
    text: str | None = None
    empty: bool = False

    @property
    def refused(self) -> bool:
        """Whether something stands against writing it."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def outcome(self) -> str:
        """`refused`, `empty` (nothing translated), `unchanged` or `new`."""
        if self.refused:
            return "refused"
        return "empty" if self.empty else "unchanged" if self.text is None else "new"


@dataclass(slots=True)
class ImportResult:
    """What became of one file. `problems`: of rows that belong to no item."""

    shown: str
    language: str
    items: list[ItemResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether anything in the file was refused."""
        return bool(self.problems) or any(item.refused for item in self.items)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.shown,
            "language": self.language,
            "problems": [problem.as_dict() for problem in self.problems],
            "items": [
                {
                    "id": identifier(item.source),
                    "path": Source.shown(item.path),
                    "outcome": item.outcome,
                    "outdated": list(item.outdated),
                    "problems": [problem.as_dict() for problem in item.problems],
                }
                for item in self.items
            ],
        }


def understand(path: Path, hub: Hub, translator: str, language: str | None = None) -> ImportResult:
    """Read a translator's file and put the variants together; nothing is written.

    Raises:
        LoaError: LOA940 the file cannot be read or names no language, LOA941 its language is not registered.
    """
    shown = Source.shown(path)
    file = read_file(path)
    tag = _language(file, language, hub, shown)
    result = ImportResult(shown, tag)
    known = {identifier(source): source for source in translatable(hub.catalog)}
    by_item: dict[str, list[InRow]] = {}
    for row in file.rows:
        match = CODE.fullmatch(row.code)
        if match and match["item"] in known:
            by_item.setdefault(match["item"], []).append(row)
        else:
            reason = "; ".join(row.faults) or say(f"mã “{row.code}” không có", f"no such code “{row.code}”")
            result.problems.append(_refusal(shown, row, reason))
    for name, rows in by_item.items():
        work = _Work(known[name], rows, file.stamps.get(name, ""), hub, tag, shown)
        result.items.append(work.done(translator))
    return result


def _language(file: InFile, wanted: str | None, hub: Hub, shown: str) -> str:
    if wanted and file.language and wanted != file.language:
        reason = say(f"tệp là tiếng {file.language}", f"its language is {file.language}")
        raise LoaError([Problem.of("LOA940", shown, reason=reason)])
    tag = file.language or wanted
    if not tag:
        reason = say("không thấy mã ngôn ngữ trong tệp, ghi --lang", "it names no language: give --lang")
        raise LoaError([Problem.of("LOA940", shown, reason=reason)])
    if tag not in hub.locales or tag == SOURCE:
        raise LoaError([Problem.of("LOA941", shown, value=tag, nearest="")])
    return tag


def _refusal(shown: str, row: InRow, reason: str) -> Problem:
    name = f"{row.number} ({row.code})" if row.code else str(row.number)
    return Problem.of("LOA942", shown, row.number, row=name, reason=reason.rstrip("."))


class _Work:
    """Puts one item together."""

    def __init__(
        self, source: Item | Page, rows: list[InRow], stamp: str, hub: Hub, tag: str, shown: str
    ) -> None:
        self.source, self.rows, self.hub, self.tag, self.shown = source, rows, hub, tag, shown
        self.variant: Variant | None = source.variants.get(tag)
        own = Path(source.text.shown)
        self.result = ItemResult(source, own.with_name(f"{own.stem}.{tag}.md"))
        self.stamp = STAMP.fullmatch(stamp)
        # The state of the source from which the translator worked; without a copy of it the present one.
        old = as_it_was(source, self.stamp["source"]) if self.stamp else None
        self.base: Item | Page = old or source
        self.segments = segments(self.base)
        self.known = self._known()

    def _known(self) -> dict[str, str]:
        if not self.variant:
            return {}
        hashes = self.variant.fields.source_hashes or source_hashes(self.base)
        return existing(self.base, self.variant.fields, self.variant.text.blocks, hashes)

    def done(self, translator: str) -> ItemResult:
        if self.stamp is None:
            reason = say("mất dòng mã ở đầu bảng của bài", "the line with the item's code is gone")
            self._refuse_item(reason)
            return self.result
        texts = self._texts()
        if self.result.refused:
            return self.result
        if not any(texts.values()):
            self.result.empty = True
            return self.result
        self._complete(texts)
        if not self.result.refused:
            self._compose(texts, translator)
        if self.result.text is not None and self.stamp["variant"] != variant_digest(self.variant):
            self.result.problems.append(
                Problem.of("LOA943", self.shown, 0, file=Source.shown(self.result.path))
            )
        if self.result.text is not None and self.base is not self.source:
            now, then = source_hashes(self.source), source_hashes(self.base)
            keys = [key for key in {**now, **then} if now.get(key) != then.get(key)]
            self.result.outdated = tuple(part_names(self.source, keys))
        return self.result

    def _refuse_item(self, reason: str) -> None:
        title = self.source.fields.title
        self.result.problems.append(
            Problem.of("LOA945", self.shown, 0, title=title, reason=reason.rstrip("."))
        )

    def _texts(self) -> dict[str, str]:
        """The translation of every segment, empty where there is none; what does not fit is a problem."""
        wanted = {segment.code: segment for segment in self.segments}
        texts: dict[str, str] = {}
        for row in self.rows:
            segment = wanted.get(row.code)
            faults = list(row.faults)
            if segment is None:
                faults.append(
                    say("đoạn này không còn trong bài gốc", "the source has no such passage any more")
                )
            elif row.code in texts:
                faults.append(say("mã này có hai dòng", "there are two rows with this code"))
            elif same_words(row.source) != same_words(segment.text):
                faults.append(
                    say("ô tiếng Việt đã bị sửa hoặc đổi chỗ", "the Vietnamese was changed or moved")
                )
            else:
                texts[row.code] = text = self._clean(row, segment)
                if text and text != self.known.get(row.code):
                    faults += faults_of(segment, text)
                    self._hints(row, segment, text)
            if faults:
                texts.setdefault(row.code, "")
                self.result.problems.append(_refusal(self.shown, row, "; ".join(faults)))
        return {code: texts.get(code, "") for code in wanted}

    def _clean(self, row: InRow, segment: Segment) -> str:
        text = unicodedata.normalize("NFC", row.target).replace("\r\n", "\n").strip()
        if "\n" not in segment.text:  # Enter pressed inside a cell
            text = " ".join(text.split("\n"))
        mended, changes = with_breves(text, self.hub.locale(self.tag))
        for _, wrong, right in changes:
            self.result.problems.append(
                Problem.of("LOA508", self.shown, row.number, value=wrong, write=right)
            )
        return mended

    def _hints(self, row: InRow, segment: Segment, text: str) -> None:
        where = say(f"dòng {row.number}", f"row {row.number}") + f" ({place(segment, self.base)})"
        for code, values in findings(segment.text, text, self.hub.locale(self.tag)):
            self.result.problems.append(Problem.of(code, self.shown, row.number, where=where, **values))

    def _complete(self, texts: dict[str, str]) -> None:
        """A body is translated as a whole or not at all: half an article would look like a whole one."""
        numbers = {row.code: str(row.number) for row in self.rows}
        body = [segment for segment in self.segments if not segment.is_field]
        needed = [segment for segment in self.segments if segment.is_field and not segment.optional]
        if any(texts[segment.code] for segment in body):
            needed += body
        # A row that is gone, even of a field that may be empty, was hardly meant as “take the old text away”.
        empty = [
            segment
            for segment in self.segments
            if segment.code not in numbers or (segment in needed and not texts[segment.code])
        ]
        if empty:
            rows = ", ".join(numbers.get(s.code) or self._gone(s) for s in empty[:12])
            self.result.problems.append(
                Problem.of(
                    "LOA944", self.shown, 0, title=self.source.fields.title, count=len(empty), rows=rows
                )
            )

    def _gone(self, segment: Segment) -> str:
        name = f"{segment.code} ({place(segment, self.base)})"
        return say(f"mất dòng {name}", f"row {name} is gone")

    def _compose(self, texts: dict[str, str], translator: str) -> None:
        body: tuple[b.Block, ...] = ()
        fields = {segment.part: texts[segment.code] for segment in self.segments if segment.is_field}
        if any(texts[segment.code] for segment in self.segments if not segment.is_field):
            body, bad = rebuilt(self.base, texts)
            rows = {row.code: row for row in self.rows}
            for segment in bad:
                reason = say("đọc lại không còn là ", "it does not read as ") + place(segment, self.base)
                self.result.problems.append(_refusal(self.shown, rows[segment.code], reason))
        hashes = source_hashes(self.base)
        if self.result.refused or self._unchanged(fields, body):
            return
        path = self.source.text.path.with_name(self.result.path.name)
        values: dict[str, Any] = {"title": fields.pop("title"), "summary": fields.pop("summary")}
        # A new text has nobody's approval, whoever approved the one before it.
        values |= {"status": "draft", "reviewed_by": None, "approved_by": None, "approved_on": None}
        values |= {"translated_by": translator, "translated_on": self.hub.settings.date.isoformat()}
        values |= {name: text or None for name, text in fields.items()}
        values["source_hashes"] = hashes
        own = self.result.path
        old = read_text(own, own.parent, own.name, Report()) if self.variant else EMPTY
        try:
            text = changed_file(
                old or "", values, to_markdown(body, path), [n.partition(".")[0] for n in values]
            )
        except Unwritable as error:
            self._refuse_item(say(f"không viết lại được “{error}”", f"“{error}” cannot be written"))
            return
        except ValueError:
            reason = say(
                "phần đầu tệp bản dịch không viết mỗi dòng một mục, như “title: …”",
                "the front matter of the variant is no lines of fields, as “title: …”",
            )
            self._refuse_item(reason)
            return
        if problems := self._read_again(text, body, path):
            self._refuse_item("; ".join(problem.text("vi")[0] for problem in problems))
            return
        self.result.text = text

    def _unchanged(self, fields: Mapping[str, str], body: tuple[b.Block, ...]) -> bool:
        """Whether the variant says this already, and says that it was made from this state of the source."""
        return (
            self.variant is not None
            and bool(self.variant.fields.source_hashes)
            and not state(self.base, self.variant).changed
            and all(field_value(self.variant.fields, name) == text for name, text in fields.items())
            and same(self.variant.text.blocks, body)
        )

    def _read_again(self, text: str, body: tuple[b.Block, ...], path: Any) -> list[Problem]:
        """What the loader says of the new file: it must read as what was meant."""
        report = Report()
        parts = frontmatter.split(text, self.shown, report)
        if parts is not None:
            frontmatter.validate(VariantFields, parts[0], self.shown, report)
            if not same(markdown.parse(parts[1], path, self.shown, report), body):
                raise Unwritable(text[:80])
        return list(report)


def write(result: ImportResult, skip_refused: bool = False) -> list[Path]:
    """Write the variants that are new, all of them or none; the paths.

    Args:
        skip_refused: write what fits although something was refused.

    Raises:
        LoaError: LOA708, the files cannot be written; all are as they were.
    """
    if result.refused and not skip_refused:
        return []
    new = [item for item in result.items if item.outcome == "new"]
    # The copy of an older source exists: the variant was put together from it.
    kept = copies(item.source for item in new if not item.outdated)
    write_all(kept | {item.path: item.text.encode("utf-8") for item in new if item.text is not None})
    return [item.path for item in new]
