"""Xem tình trạng bản dịch, gửi bài cho người dịch (Word, XLIFF, PO, CSV), nhận về, ghi nhận bản dịch khớp bài gốc.

Show the state of translations (status), send texts to translators (export), take them back (import), accept, convert.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loa import cli

if TYPE_CHECKING:
    from loa.exchange.texts.incoming import ImportResult
    from loa.hub import Hub
    from loa.overview import Entry


def main(argv: list[str] | None = None) -> int:
    """Run `status`, `export`, `import`, `accept` or `convert`."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.action in ("accept", "convert", "import") and not options.paths:
        parser.error(cli.say("cần tên tệp", "name the files"))
    if options.action == "export" and not (options.lang and options.out):
        parser.error(cli.say("cần --lang và --out", "--lang and --out are needed"))
    if options.action == "import" and not (options.translator or options.dry_run):
        parser.error(cli.say("cần --translator: tên người dịch", "--translator is needed"))
    if options.action == "convert":
        return _convert(options.paths, options.json)

    from loa.hub import Settings, open_hub

    hub = open_hub(Settings.of(options.source, date=options.date))
    match options.action:
        case "export":
            return _export(hub, options)
        case "import":
            return _import(hub, options)
        case "accept":
            return _accept(hub, options.paths, options.json)
        case _:
            return _status(hub, options.lang, options.json)


def _parser() -> argparse.ArgumentParser:
    say = cli.say
    parser = cli.parser("Bản dịch: tình trạng, gửi đi, nhận về.", "Translations.")
    parser.add_argument("action", choices=("status", "export", "import", "accept", "convert"))
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    parser.add_argument("--date", metavar="DATE", help=say("ngày, ví dụ 2026-11-15", "date"))
    parser.add_argument("--lang", metavar="TAG", help=say("chỉ ngôn ngữ này", "only this language"))
    group = parser.add_argument_group(say("gửi đi", "export"))
    group.add_argument("--format", choices=("docx", "xliff", "po", "csv"), default="docx")
    group.add_argument(
        "--item",
        nargs="+",
        default=[],
        metavar="ID",
        help=say(
            "mã các bài; bỏ trống: mọi bài chưa dịch hoặc đã cũ", "items; none: all missing or outdated"
        ),
    )
    group.add_argument("--out", type=Path, metavar="FILE", help=say("tệp kết quả", "result"))
    group = parser.add_argument_group(say("nhận về", "import"))
    group.add_argument("--translator", metavar="NAME", help=say("tên người dịch", "who translated"))
    group.add_argument("--dry-run", action="store_true", help=say("chỉ xem, không ghi", "write nothing"))
    group.add_argument(
        "--skip-refused", action="store_true", help=say("ghi các bài nhận được", "write the items that fit")
    )
    return parser


def _convert(paths: list[Path], as_json: bool) -> int:
    """Print each file in Unicode letters, front matter included, as a preview."""
    from loa.errors import LoaError, Problem
    from loa.locales.letters import from_legacy

    converted = {}
    for path in paths:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise LoaError([Problem.of("LOA105", str(path), reason=error.strerror or error)]) from error
        except UnicodeDecodeError as error:
            raise LoaError([Problem.of("LOA101", str(path), offset=error.start)]) from error
        converted[str(path)] = from_legacy(text)
    if as_json:
        cli.print_json({"files": [{"path": path, "text": text} for path, text in converted.items()]})
        return 0
    print("".join(converted.values()), end="", flush=True)
    print(
        cli.say(
            "Đây là bản xem thử, chưa ghi vào tệp nào. Người biết tiếng cần đọc lại.",
            "This is a preview; no file was changed. Somebody who reads the language must check it.",
        ),
        file=sys.stderr,
    )
    return 0


# --- status ----------------------------------------------------------------------------------------------


def _status(hub: Hub, only: str | None, as_json: bool) -> int:
    from loa.overview import PAGE, counts, overview, usable
    from loa.translation import VariantStatus

    entries = [entry for entry in overview(hub) if only in (None, entry.language)]
    if as_json:
        texts = [_as_dict(entry) for entry in entries]
        cli.print_json({"texts": texts, "interface": _interface(hub, only)})
        return 0
    kinds = [*dict.fromkeys(entry.kind for entry in entries if entry.kind != PAGE), PAGE]
    totals = counts(entries)
    names = {
        VariantStatus.MISSING: cli.say("thiếu", "missing"),
        VariantStatus.DRAFT: cli.say("nháp", "draft"),
        VariantStatus.REVIEWED: cli.say("đã soát", "reviewed"),
        VariantStatus.APPROVED: cli.say("đã duyệt", "approved"),
        VariantStatus.OUTDATED: cli.say("đã cũ", "outdated"),
        VariantStatus.ORPHAN: cli.say("mồ côi", "orphan"),
    }
    print(cli.say("Số bài đã có bản dịch còn khớp / số bài", "Translations that fit / texts"))
    print(
        f"{'':19}"
        + "".join(f"{kind:>10}" for kind in kinds)
        + " |"
        + "".join(f"{n:>9}" for n in names.values())
    )
    for tag, count in totals.items():
        row = f"{tag:19}"
        for kind in kinds:
            own = [entry for entry in entries if (entry.language, entry.kind) == (tag, kind) and entry.id]
            row += f"{f'{sum(map(usable, own))}/{len(own)}':>10}"
        print(row + " |" + "".join(f"{count[status]:>9}" for status in names))
    for entry in entries:
        if entry.status is VariantStatus.ORPHAN:
            print(f"{entry.shown}: " + cli.say("không còn bài gốc", "its source is gone"))
        elif entry.changes:
            _show_changes(entry)
    for ui in _interface(hub, only):
        shown, missing = ui["source"], ui["missing"]
        print(
            cli.say(
                f"{shown}: {ui['status']}, thiếu {len(missing)}/{ui['strings']} câu giao diện",
                f"{shown}: {ui['status']}, {len(missing)} of {ui['strings']} interface strings missing",
            )
            + (f": {', '.join(missing)}" if only and missing else "")
        )
    return 0


def _interface(hub: Hub, only: str | None) -> list[dict[str, Any]]:
    """How far the interface strings of each language are that has any."""
    from loa.locales import untranslated

    source = hub.locale("vi")
    return [
        {
            "language": tag,
            "source": f"locales/{tag}/ui.yml",
            "status": locale.ui_status,
            "missing": untranslated(locale, source),
            "strings": len(source.ui),
        }
        for tag, locale in hub.locales.items()
        if locale.ui and tag != "vi" and (only is None or tag == only)
    ]


def _as_dict(entry: Entry) -> dict[str, object]:
    changed = [
        {"part": change.key, "name": change.name, "before": change.before, "now": change.now}
        for change in entry.changes
    ]
    return {
        "kind": entry.kind,
        "id": entry.id,
        "language": entry.language,
        "path": entry.shown,
        "status": entry.status,
        "changed": changed,
    }


def _show_changes(entry: Entry) -> None:
    print(f"\n{entry.shown}: " + cli.say("đã cũ so với bài gốc", "older than its source"))
    signs = {" ": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    for change in entry.changes:
        print(f"  {change.name}")
        if change.before is None:
            print(
                cli.say("    (không giữ bài gốc cũ) nay: ", "    (no copy of the old source) now: ")
                + change.now
            )
        else:
            print("    " + " ".join(signs[sort].format(words) for sort, words in change.words))


# --- out and back ----------------------------------------------------------------------------------------


def _export(hub: Hub, options: argparse.Namespace) -> int:
    from loa.changes import copies
    from loa.exchange.texts.formats import FORMATS
    from loa.exchange.texts.outgoing import collect, sources_of
    from loa.writing import write_all

    out = collect(hub, options.lang, options.item)
    if not out.items:
        none = "Không còn bài nào cần dịch; không ghi tệp.", "Nothing is left to translate; no file written."
        if options.json:
            cli.print_json({"out": "", "items": [], "rows": 0})
        else:
            print(cli.say(*none))
        return 0
    data = FORMATS[options.format](out, hub.locale(options.lang), hub.settings.date)
    write_all(copies(sources_of(hub, out)) | {options.out: data})
    rows = sum(len(item.rows) for item in out.items)
    if options.json:
        cli.print_json({"out": str(options.out), "items": [item.id for item in out.items], "rows": rows})
    else:
        print(
            cli.say(
                f"Đã xuất {len(out.items)} bài, {rows} dòng: {options.out}",
                f"{len(out.items)} items, {rows} rows: {options.out}",
            )
        )
    return 0


def _import(hub: Hub, options: argparse.Namespace) -> int:
    from loa.exchange.texts.incoming import understand, write

    # All of them first: a file that cannot be read stops the work before anything is written.
    understood = [understand(path, hub, options.translator or "", options.lang) for path in options.paths]
    answers, failed = [], 0
    for path, result in zip(options.paths, understood, strict=True):
        written = [] if options.dry_run else write(result, options.skip_refused)
        failed |= int(result.refused and not written)
        if options.json:
            answers.append({"file": str(path), **result.as_dict(), "written": [str(p) for p in written]})
        else:
            _show_import(result, written, options.dry_run)
    if options.json:
        cli.print_json({"files": answers})
    return failed


def _show_import(result: ImportResult, written: list[Path], dry_run: bool) -> None:
    say = cli.say
    outcomes = {
        "new": say("nhận", "taken"),
        "unchanged": say("không có gì mới", "nothing new"),
        "empty": say("chưa dịch", "not translated"),
        "refused": say("TỪ CHỐI", "REFUSED"),
    }
    for problem in result.problems:
        print(problem.render())
    for item in result.items:
        print(f"{item.source.fields.title}: {outcomes[item.outcome]}")
        for problem in item.problems:
            print(f"    {problem.render()}")
        if item.outdated:
            names = ", ".join(item.outdated)
            print(
                say(
                    f"    bài gốc đã đổi ở: {names}; phần đó cần dịch lại",
                    f"    the source changed in: {names}",
                )
            )
    if dry_run:
        print(say("Chỉ xem thử, chưa ghi gì.", "Dry run: nothing was written."))
    elif written:
        print(say(f"Đã ghi {len(written)} bản dịch, trạng thái nháp.", f"Wrote {len(written)} drafts."))
    elif not result.refused:
        print(say("Không có gì mới, không ghi gì.", "Nothing is new; nothing was written."))
    else:
        print(
            say(
                "Chưa ghi gì: sửa các dòng bị từ chối rồi nhập lại, hoặc thêm --skip-refused.",
                "Nothing was written: mend the refused rows and try again, or add --skip-refused.",
            )
        )


def _accept(hub: Hub, paths: list[Path], as_json: bool) -> int:
    from loa.changes import copies
    from loa.errors import Report
    from loa.load.files import read_text
    from loa.load.splice import changed_file
    from loa.model.catalog import Item, Page
    from loa.translation import source_hashes
    from loa.writing import write_all

    sources: list[Item | Page] = [*hub.catalog.items(), *hub.catalog.pages.values()]
    known = {Path(v.text.shown).resolve(): s for s in sources for v in s.variants.values()}
    recorded, refused = [], []
    for path in paths:
        try:
            source = known[path.resolve()]
            text = read_text(path, path.parent, path.name, Report())
            new = changed_file(text or "", {"source_hashes": source_hashes(source)}, None)
        except (KeyError, ValueError):
            refused.append(str(path))
            continue
        write_all(copies([source]) | {path: new.encode()})
        recorded.append(str(path))
    if as_json:
        cli.print_json({"recorded": recorded, "refused": refused})
    else:
        for name in recorded:
            print(cli.say(f"{name}: đã ghi nhận", f"{name}: recorded"))
        for name in refused:
            print(cli.say(f"{name}: không phải bản dịch đọc được", f"{name}: not a readable variant"))
    return int(bool(refused))


if __name__ == "__main__":
    cli.run(main)
