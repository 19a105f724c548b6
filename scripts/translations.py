"""Xem tình trạng bản dịch, ghi nhận bản dịch đã khớp bài gốc, xem thử bản chuyển mã của chữ gõ bằng phông cũ.

Show the state of translations, accept a variant as matching its source, preview a text typed for an old font.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loa import cli

if TYPE_CHECKING:
    from loa.hub import Hub


def main(argv: list[str] | None = None) -> int:
    """Run `status`, `accept` or `convert`."""
    parser = cli.parser("Xem tình trạng bản dịch; ghi nhận bản dịch khớp bài gốc.", "Translations.")
    parser.add_argument("action", choices=("status", "accept", "convert"))
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--source", type=Path, metavar="DIR")
    parser.add_argument("--lang", metavar="TAG", help=cli.say("chỉ ngôn ngữ này", "only this language"))
    options = parser.parse_args(argv)
    if options.action != "status" and not options.paths:
        parser.error(cli.say("cần tên tệp bản dịch", "name the files of variants"))

    if options.action == "convert":
        return _convert(options.paths)

    from loa.hub import Settings, open_hub

    hub = open_hub(Settings.of(options.source))
    return (
        _accept(hub, options.paths)
        if options.action == "accept"
        else _status(hub, options.lang, options.json)
    )


def _convert(paths: list[Path]) -> int:
    """Print each file in Unicode letters, front matter included, as a preview."""
    from loa.errors import LoaError, Problem
    from loa.locales.letters import from_legacy

    for path in paths:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise LoaError([Problem.of("LOA105", str(path), reason=error.strerror or error)]) from error
        except UnicodeDecodeError as error:
            raise LoaError([Problem.of("LOA101", str(path), offset=error.start)]) from error
        print(from_legacy(text), end="")
    print(
        cli.say(
            "Đây là bản xem thử, chưa ghi vào tệp nào. Người biết tiếng cần đọc lại.",
            "This is a preview; no file was changed. Somebody who reads the language must check it.",
        ),
        file=sys.stderr,
    )
    return 0


def _status(hub: Hub, only: str | None, as_json: bool) -> int:
    from loa.translation import VariantStatus, state

    rows = [
        (item.kind.name, tag, item.text.shown, state(item, item.variants.get(tag)))
        for item in hub.catalog.items()
        for tag in hub.locales
        if tag != "vi" and (only is None or tag == only)
    ]
    if as_json:
        data = [
            {"kind": kind, "language": tag, "source": shown, "status": found.status, "changed": found.changed}
            for kind, tag, shown, found in rows
        ] + _interface(hub, only)
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return 0
    counts: dict[str, Counter[str]] = {}
    for _, tag, _, found in rows:
        counts.setdefault(tag, Counter())[str(found.status)] += 1
    names = [str(status) for status in VariantStatus]
    print(f"{'':22}" + "".join(f"{name:>10}" for name in names))
    for tag, count in counts.items():
        print(f"{tag:22}" + "".join(f"{count[name]:>10}" for name in names))
    for _, tag, shown, found in rows:
        if found.status is VariantStatus.OUTDATED:
            print(f"{shown} [{tag}]: " + cli.say("đã cũ ở ", "outdated in ") + ", ".join(found.changed))
    for row in _interface(hub, only):
        shown, missing = row["source"], row["missing"]
        print(
            cli.say(
                f"{shown}: {row['status']}, thiếu {len(missing)}/{row['strings']} câu giao diện",
                f"{shown}: {row['status']}, {len(missing)} of {row['strings']} interface strings missing",
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
            "kind": "ui",
            "language": tag,
            "source": f"locales/{tag}/ui.yml",
            "status": locale.ui_status,
            "missing": untranslated(locale, source),
            "strings": len(source.ui),
        }
        for tag, locale in hub.locales.items()
        if locale.ui and tag != "vi" and (only is None or tag == only)
    ]


def _accept(hub: Hub, paths: list[Path]) -> int:
    from loa.load.rewrite import set_fields
    from loa.model.catalog import Item, Page
    from loa.translation import source_hashes

    sources: list[Item | Page] = [*hub.catalog.items(), *hub.catalog.pages.values()]
    known = {Path(v.text.shown).resolve(): (s, v) for s in sources for v in s.variants.values()}
    failed = 0
    for path in paths:
        if path.resolve() not in known:
            print(cli.say(f"{path}: không phải bản dịch đọc được", f"{path}: not a readable variant"))
            failed = 1
            continue
        source, _ = known[path.resolve()]
        set_fields(path, {"source_hashes": source_hashes(source)})
        print(cli.say(f"{path}: đã ghi nhận", f"{path}: recorded"))
    return failed


if __name__ == "__main__":
    cli.run(main)
