"""Dựng toàn bộ trang web và mọi sản phẩm vào thư mục site.

Build the whole site and every product. The old site stays untouched until the new one is complete.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loa import cli

if TYPE_CHECKING:
    from loa.hub import Settings


def main(argv: list[str] | None = None) -> int:
    """Build, swap the result into place, and say what was made."""
    parser = cli.parser("Dựng toàn bộ trang web và mọi sản phẩm.", "Build the whole site and every product.")
    say = cli.say
    parser.add_argument(
        "--production", action="store_true", help=say("chỉ lấy phần đã duyệt", "approved only")
    )
    parser.add_argument(
        "--offline", action="store_true", help=say("mở được từ thẻ nhớ USB", "for a USB stick")
    )
    parser.add_argument(
        "--private",
        type=Path,
        metavar="DIR",
        help=say(
            "chỉ kiểm tra hồ sơ riêng, không bao giờ đưa vào trang", "check private records; never published"
        ),
    )
    parser.add_argument("--date", metavar="DATE", help=say("ngày dựng, ví dụ 2026-11-15", "build date"))
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=say("thư mục kết quả (mặc định: site)", "result")
    )
    parser.add_argument(
        "--source", type=Path, metavar="DIR", help=say("thư mục nguồn khác", "another source")
    )
    parser.add_argument(
        "--site-url", metavar="URL", default="", help=say("địa chỉ trang web", "the site's address")
    )
    options = parser.parse_args(argv)

    from loa.bars import progress_bars
    from loa.hub import Settings
    from loa.site.build import build_site

    started = time.monotonic()
    settings = Settings.of(
        options.source,
        date=options.date,
        production=options.production,
        site_url=options.site_url,
        offline=options.offline,
    )
    out = (options.out or cli.root() / "site").absolute()
    if options.private:
        _check_private(options.private, settings, out)
    with progress_bars(quiet=options.json):
        result = build_site(settings, out)
    elapsed = time.monotonic() - started
    if options.json:
        cli.print_json(_summary(result.manifest, result.left_out, elapsed, out))
    else:
        cli.print_problems(result.problems, as_json=False, stream=sys.stderr)
        _print(result.manifest, result.left_out, elapsed, out)
    return 0


def _check_private(folder: Path, settings: Settings, out: Path) -> None:
    """Refuse a private folder that is faulty or lies where it would be published; nothing of it is built.

    Raises:
        LoaError: what is wrong with it.
    """
    from loa.errors import LoaError, Report
    from loa.hub import PROJECT
    from loa.load import Source
    from loa.load.private import load_private

    source, report = Source.find(PROJECT, settings.source), Report()
    load_private(folder, report, public=(source.campaigns, source.docs, out))
    if report.errors:
        raise LoaError(report.errors)


def _summary(manifest: dict[str, Any], left_out: list[Any], elapsed: float, out: Path) -> dict[str, Any]:
    counts = Counter((file["product"], file["language"]) for file in manifest["files"])
    return {
        "out": os.fspath(out),
        "date": manifest["date"],
        "mode": manifest["mode"],
        "seconds": round(elapsed, 2),
        "files": len(manifest["files"]),
        "bytes": sum(file["bytes"] for file in manifest["files"]),
        "products": [
            {"product": product, "language": language, "files": count}
            for (product, language), count in sorted(counts.items())
        ],
        "left_out": [{"what": part.what, "reason": part.reason, "who": part.who} for part in left_out],
    }


def _print(manifest: dict[str, Any], left_out: list[Any], elapsed: float, out: Path) -> None:
    say = cli.say
    counts: dict[str, Counter[str]] = {}
    for file in manifest["files"]:
        counts.setdefault(file["product"], Counter())[file["language"] or "–"] += 1
    mode = (
        say("bản chính thức", "production")
        if manifest["mode"] == "production"
        else say("bản xem trước", "preview")
    )
    print(say(f"Đã dựng {mode}, ngày {manifest['date']}:", f"Built a {mode} of {manifest['date']}:"))
    for product, languages in sorted(counts.items()):
        parts = ", ".join(f"{language} {count}" for language, count in languages.items())
        print(f"  {product:<12} {sum(languages.values()):>5}   {parts}")
    for part in left_out:
        print(
            say(
                f"  bỏ {part.what}: {part.reason} → {part.who}",
                f"  left out {part.what}: {part.reason} → {part.who}",
            )
        )
    size = sum(file["bytes"] for file in manifest["files"]) / 1e6
    print(say(f"{size:.1f} MB trong {elapsed:.1f} giây.", f"{size:.1f} MB in {elapsed:.1f} s."))
    print(say(f"Mở: {out / 'index.html'}", f"Open: {out / 'index.html'}"))


if __name__ == "__main__":
    cli.run(main)
