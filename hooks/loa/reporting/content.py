"""The report as sections of sentences and tables: what the Word document and the workbook both print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from loa import places
from loa.editions import Editions
from loa.locales.locale import SOURCE
from loa.model.ledger import ACTIVITIES, CHANNELS, PEOPLE, UNITS
from loa.render.context import Context
from loa.reporting.figures import UNREADABLE, Figures, Totals, communes_of, province_of
from loa.reporting.shapes import Bars, Row, Section, Table, day, number
from loa.reporting.targets import target_table

# Whom the programmes name and reports forget: always looked for, whatever the campaign promises.
ALWAYS_ADDRESSED = ("nam-gioi", "tre-em-trai")
_UNIT_HEADERS = tuple(unit.label[0].upper() + unit.label[1:] for unit in UNITS)
_PEOPLE_HEADERS = ("Nữ", "Nam", "DTTS", "Khuyết tật")
NOBODY_COUNTED = (
    "Các cột người chỉ cộng những dòng có đếm; một người dự nhiều buổi được đếm mỗi buổi một lần."
)


class Content:
    """Makes the sections from the figures."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.context = Context.of(Editions(figures.hub), SOURCE)

    def language(self, tag: str) -> str:
        """A language by its Vietnamese name."""
        locale = self.figures.hub.locales.get(tag)
        return locale.name if locale else tag

    def audience(self, name: str) -> str:
        """An audience by its name; the editors' own word where it has none."""
        key = f"audience.{name}"
        return self.context.t(key) if key in self.context.strings else name

    @staticmethod
    def place(code: str) -> str:
        """A place by its name."""
        found = places.find(code)
        return found.name if found else code

    def sections(self) -> list[Section]:
        """The report from first to last."""
        return [self.basis(), self.results(), self.gaps(), self.left_out()]

    def basis(self) -> Section:
        """Where the figures come from."""
        found = self.figures
        ledgers = [_short(c.ledger.text.shown) for c in found.campaigns if c.ledger]
        lines = [
            f"Báo cáo tính từ ngày {day(found.start)} đến ngày {day(found.end)}, cả hai ngày ấy.",
            (
                f"Số liệu lấy từ sổ theo dõi ({', '.join(ledgers)}): {number(len(found.entries))} dòng trong kỳ."
                if ledgers
                else "Chưa có sổ theo dõi nào, nên không có con số nào về việc đã làm."
            ),
            "Mỗi dòng của sổ ghi nơi, ngày, kênh và minh chứng. Việc không có trong sổ không được tính.",
        ]
        unread = [_short(p.path) for p in found.refused if p.code == UNREADABLE]
        if unread:
            lines.append(f"Không đọc được {', '.join(unread)}: không dòng nào của sổ ấy được tính.")
        if found.outside:
            lines.append(f"{number(found.outside)} dòng của sổ thuộc kỳ khác nên không tính vào kỳ này.")
        if rows := len(self.refused_rows()):
            lines.append(
                f"{number(rows)} dòng của sổ bị bỏ vì sai hoặc thiếu, "
                "không tính vào bất cứ con số nào. Danh sách và lý do ở phần cuối báo cáo."
            )
        if found.built:
            kind = (
                "bản chính thức"
                if found.built.mode == "production"
                else "bản xem trước, gồm cả bài chưa duyệt"
            )
            lines.append(
                "Sản phẩm trên trang web đếm theo tệp manifest.json "
                f"của lần dựng ngày {day(found.built.date)} ({kind})."
            )
        return Section("Căn cứ và nguồn số liệu", tuple(lines))

    def results(self) -> Section:
        """What was done: by product, language, place, channel, audience, and against the targets."""
        total = self.figures.total()
        tables = []
        if total.rows:
            tables = [self.products(), self.languages(), self.provinces(), self.channels(), self.people()]
        built = self.built()
        tables += [table for table in (built, target_table(self.figures)) if table]
        lines = (self.sentence(total),) if total.rows else ("Trong kỳ không có dòng nào được tính.",)
        return Section("Kết quả thực hiện", lines, tuple(tables))

    def sentence(self, total: Totals) -> str:
        """All in all."""
        done = [f"{number(n)} {unit.label}" for unit, n in zip(UNITS, total.by_unit(), strict=True) if n]
        people = total.people["women"] + total.people["men"]
        reached = (
            f" Lượt người dự có đếm: {number(people)}, trong đó {number(total.people['women'])} nữ, "
            f"{number(total.people['men'])} nam."
            if people
            else " Không dòng nào đếm người dự."
        )
        return f"Trong kỳ đã thực hiện {', '.join(done)} tại {number(len(total.places))} nơi." + reached

    def products(self) -> Table:
        """By product."""
        by = self.figures.by(lambda entry: (entry.what.name,))
        rows = [
            (a.label, by[a.name].counts[a.unit.name], a.unit.label, by[a.name].rows, len(by[a.name].places))
            for a in ACTIVITIES.values()
            if a.name in by
        ]
        bars = Bars("Số dòng ghi theo sản phẩm", "dòng", tuple((str(r[0]), int(r[3])) for r in rows))
        header = ("Sản phẩm, hoạt động", "Số lượng", "Đơn vị", "Số dòng", "Số nơi")
        return Table("Theo sản phẩm, hoạt động", header, tuple(rows), bars=bars)

    def languages(self) -> Table:
        """By language."""
        by = self.figures.by(lambda entry: (entry.language,))
        order = [tag for tag in self.figures.hub.locales if tag in by]
        rows: tuple[Row, ...] = tuple((self.language(tag), *by[tag].by_unit(), by[tag].rows) for tag in order)
        bars = Bars(
            "Số dòng ghi theo tiếng", "dòng", tuple((self.language(tag), by[tag].rows) for tag in order)
        )
        return Table("Theo ngôn ngữ", ("Tiếng", *_UNIT_HEADERS, "Số dòng"), rows, bars=bars)

    def provinces(self) -> Table:
        """By province, with its communes that have an entry."""
        by = self.figures.by(lambda entry: (province_of(entry.place),))
        rows: list[Row] = []
        for code in sorted(by):
            communes = communes_of(code)
            reached = f"{number(len(by[code].places & communes))}/{number(len(communes))}"
            rows.append((places.provinces()[code].name, reached, *by[code].by_unit()))
        header = ("Tỉnh, thành phố", "Số xã có hoạt động", *_UNIT_HEADERS)
        return Table("Theo địa bàn", header, tuple(rows), "Tên và mã đơn vị hành chính từ ngày 01/7/2025.")

    def communes(self) -> Table:
        """By commune; for the workbook, where there is room."""
        by = self.figures.by(lambda entry: (entry.place,))
        rows: list[Row] = []
        for code in sorted(by):
            place = places.find(code)
            above = places.provinces().get(province_of(code))
            assert place and above
            rows.append((code, place.name, above.name, *by[code].by_unit(), *by[code].by_people()))
        header = ("Mã", "Xã, phường", "Tỉnh, thành phố", *_UNIT_HEADERS, *_PEOPLE_HEADERS)
        return Table("Theo xã", header, tuple(rows), NOBODY_COUNTED)

    def channels(self) -> Table:
        """By channel."""
        by = self.figures.by(lambda entry: (entry.channel,))
        rows: tuple[Row, ...] = tuple(
            (label, *by[c].by_unit(), by[c].rows) for c, label in CHANNELS.items() if c in by
        )
        return Table("Theo kênh", ("Kênh", *_UNIT_HEADERS, "Số dòng"), rows)

    def people(self) -> Table:
        """By audience that was addressed, and the people who were counted."""
        by = self.figures.by(self.figures.audiences)
        rows: list[Row] = [(self.audience(name), t.rows, *t.by_people()) for name, t in sorted(by.items())]
        total = self.figures.total()
        rows.append(("Mọi dòng trong kỳ", total.rows, *total.by_people()))
        bars = Bars(
            "Lượt người dự có đếm", "lượt người", tuple(zip(PEOPLE.values(), total.by_people(), strict=True))
        )
        header = ("Đối tượng", "Số dòng", *_PEOPLE_HEADERS)
        return Table(
            "Theo đối tượng",
            header,
            tuple(rows),
            NOBODY_COUNTED,
            bars if any(total.people.values()) else None,
        )

    def built(self) -> Table | None:
        """What the manifest of a built site proves."""
        built = self.figures.built
        if not built:
            return None
        by: dict[str, dict[str, int]] = {}
        for (product, tag), count in sorted(built.files.items()):
            tags = by.setdefault(self._product(product), {})
            tags[tag] = tags.get(tag, 0) + count
        rows = tuple(
            (
                name,
                "; ".join(f"{self.language(tag)} {number(count)}" for tag, count in tags.items()),
                sum(tags.values()),
            )
            for name, tags in by.items()
        )
        return Table("Sản phẩm trên trang web", ("Sản phẩm", "Số tệp theo tiếng", "Số tệp"), rows)

    def _product(self, name: str) -> str:
        keys = (f"download.{name}", f"download.{name.replace('-', '_')}")
        return next((self.context.t(key) for key in keys if key in self.context.strings), name)

    def gaps(self) -> Section:
        """What is missing, plainly: languages, audiences, places of which the ledger knows nothing."""
        done = {entry.language for entry in self.figures.entries}
        addressed = {name for entry in self.figures.entries for name in self.figures.audiences(entry)}
        wanted = [*self.figures.wanted("audiences"), *ALWAYS_ADDRESSED]
        lines = [
            *_missing(
                "Tiếng của chiến dịch chưa có việc nào trong kỳ",
                (self.language(tag) for tag in self.figures.wanted("languages") if tag not in done),
            ),
            *_missing(
                "Tiếng của chiến dịch chưa có sản phẩm nào trên trang web",
                (self.language(tag) for tag in self.figures.wanted("languages") if not self._published(tag)),
            ),
            *_missing(
                "Đối tượng chưa được nhắm tới lần nào trong kỳ",
                (self.audience(name) for name in dict.fromkeys(wanted) if name not in addressed),
            ),
            *self._places(),
        ]
        uncounted = sum(not entry.people for entry in self.figures.entries)
        if uncounted:
            lines.append(f"{number(uncounted)} dòng không đếm người dự, nên số người thấp hơn thực tế.")
        return Section("Khoảng trống cần bù", tuple(lines or ("Sổ không cho thấy khoảng trống nào.",)))

    def _published(self, tag: str) -> bool:
        built = self.figures.built
        return built is None or any(language == tag for _, language in built.files)

    def _places(self) -> Iterable[str]:
        reached = {entry.place for entry in self.figures.entries}
        for code in self.figures.wanted("localities"):
            place, communes = places.find(code), communes_of(code)
            missing = communes - reached
            if place and missing:
                left = f"{number(len(missing))}/{number(len(communes))}"
                yield f"{place.name}: {left} xã, phường chưa có dòng nào trong sổ."

    def refused_rows(self) -> Counter[tuple[str, int]]:
        """How many problems each row that was left out has."""
        rows = (problem for problem in self.figures.refused if problem.code != UNREADABLE)
        return Counter((problem.path, problem.line) for problem in rows)

    def left_out(self) -> Section:
        """Every row that was left out, with its reason."""
        if not self.figures.refused:
            return Section("Dòng không được tính", ("Không có dòng nào bị bỏ.",))
        rows = tuple((_short(p.path), p.line, p.text("vi")[0], p.text("vi")[1]) for p in self.figures.refused)
        table = Table("Các dòng bị bỏ", ("Tệp", "Dòng", "Lý do", "Cách sửa"), rows)
        line = "Không con số nào ở trên có những dòng này. Sửa trong sổ rồi làm lại báo cáo."
        return Section("Dòng không được tính", (line,), (table,))


def _missing(what: str, names: Iterable[str]) -> list[str]:
    found = list(names)
    return [f"{what}: {', '.join(found)}."] if found else []


def _short(path: str) -> str:
    """A ledger as its campaign's folder names it: where the hub lies on this machine is nobody's business."""
    return "/".join(PurePath(path).parts[-2:])
