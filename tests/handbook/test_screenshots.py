"""Pictures stay small, and one is taken of the running product."""

from __future__ import annotations

import io
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from scripts import handbook

from loa.screenshots import MOST, PICTURES, draw, small


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_even_noise_becomes_small() -> None:
    noise = Image.frombytes("RGB", (300, 300), random.Random(1).randbytes(300 * 300 * 3))
    made = small(png(noise))
    assert len(made) <= MOST
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.format == "WEBP" and picture.width < 300


def test_lines_stay_black_on_white() -> None:
    page = Image.new("RGB", (800, 600), "white")
    page.paste("black", (0, 100, 800, 101))
    with Image.open(io.BytesIO(small(png(page)))) as picture:
        assert picture.size == (800, 600)
        assert picture.convert("RGB").getpixel((400, 100)) == (0, 0, 0)
        assert picture.convert("RGB").getpixel((400, 101)) == (255, 255, 255)


def test_a_picture_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        handbook.main(["pictures", "--only", "khong-co"])
    assert ended.value.code == 2
    assert "to-roi" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.full
@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_can_be_taken(name: str, tmp_path: Path) -> None:
    # In a thread of its own: Playwright takes one browser a thread, and other tests of this run may have one open.
    with ThreadPoolExecutor(1) as own:
        (written,) = own.submit(draw, tmp_path, name).result()
    assert 2_000 < written.stat().st_size <= MOST
