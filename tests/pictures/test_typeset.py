"""Letters in pictures: their shapes, their fonts, their lines. The same for both engines."""

from __future__ import annotations

import pytest
from picturing import ENGINES, LOCALES, RAQM, TITLES
from PIL import Image, ImageChops

from loa.locales import Locale
from loa.render.fonts import latin_first, missing_glyphs, style_file
from loa.render.pictures.paragraph import AROUND, Engine, Paragraph, Trial, fit
from loa.render.pictures.settled import Settled
from loa.render.pictures.shaped import Shaped

every_engine = pytest.mark.parametrize("engine", ENGINES)
NOTHING = "\U0010fffe"  # no font has a glyph for it


def mask(engine: Engine, text: str, tag: str, size: int = 100, weight: int = 400) -> Image.Image:
    return engine.draw(Paragraph(text, LOCALES[tag], weight), Trial(size, 3000))


def width(image: Image.Image) -> int:
    box = image.getbbox()
    assert box is not None
    return box[2] - box[0]


@pytest.mark.parametrize("locale", LOCALES.values(), ids=list(LOCALES))
def test_the_fonts_of_pictures_have_every_letter(locale: Locale) -> None:
    wanted = {ord(char) for char in locale.characters()}
    have = frozenset[int]().union(*(family.characters for family in latin_first(locale)))
    assert wanted <= have
    assert missing_glyphs(locale, locale.characters() + locale.autonym) == ""


@RAQM
@pytest.mark.parametrize("locale", LOCALES.values(), ids=list(LOCALES))
def test_no_letter_is_an_empty_box(locale: Locale) -> None:
    engine = Shaped()
    box = {weight: engine.draw(Paragraph(NOTHING, locale, weight), Trial(40, 300)) for weight in (500, 800)}
    assert box[800].getbbox() is not None
    for letter in locale.letters():
        for weight, empty in box.items():
            made = engine.draw(Paragraph(letter, locale, weight), Trial(40, 300))
            assert made.getbbox() is not None, letter
            assert ImageChops.difference(made, empty).getbbox() is not None, letter


@pytest.mark.parametrize("tag", TITLES)
def test_typst_sets_no_empty_box_either(tag: str) -> None:
    engine = Settled()
    empty = mask(engine, NOTHING, tag)
    for letter in {*TITLES[tag]} - {" ", "\u200b"}:
        made = mask(engine, letter, tag)
        assert made.getbbox() is not None, letter
        assert ImageChops.difference(made, empty).getbbox() is not None, letter


@every_engine
def test_khmer_clusters_are_shaped(engine: Engine) -> None:
    """A subscript goes below its letter and a vowel that is written first goes before it: no letter by letter."""
    alone = sum(width(mask(engine, letter, "km")) for letter in "ស្តរ" if letter != "្")
    assert width(mask(engine, "ស្ត្រ", "km")) < alone * 0.85
    assert width(mask(engine, "ក្ក", "km")) < 1.3 * width(mask(engine, "ក", "km"))


@every_engine
@pytest.mark.parametrize(("tag", "plain", "marked"), [("rad", "ê", "ê̆"), ("jra", "ơ", "ơ̆"), ("vi", "ê", "ể")])
def test_marks_stand_above_their_letter(engine: Engine, tag: str, plain: str, marked: str) -> None:
    low, high = mask(engine, plain, tag), mask(engine, marked, tag)
    assert abs(width(low) - width(high)) <= 8
    assert high.getbbox()[1] < low.getbbox()[1]  # type: ignore[index]


@every_engine
def test_cham_vowels_that_are_written_first_stand_first(engine: Engine) -> None:
    both = mask(engine, "ꨆꨯ", "cjm")
    assert width(both) > width(mask(engine, "ꨆ", "cjm"))
    assert ImageChops.difference(both, mask(engine, "ꨆ", "cjm")).getbbox()[0] < AROUND + 20  # type: ignore[index]


@every_engine
@pytest.mark.parametrize("tag", TITLES)
def test_letters_stay_within_their_lines(engine: Engine, tag: str) -> None:
    """The whole alphabet on one line reaches neither into the line above nor into the one below."""
    letters = " ".join(LOCALES[tag].letters() or TITLES[tag])
    paragraph = Paragraph(letters, LOCALES[tag], 800)
    made = engine.draw(paragraph, Trial(40, 12_000))
    box = made.getbbox()
    assert box is not None
    height = round(paragraph.leading * 40)
    assert box[1] >= AROUND - 2
    assert box[3] <= AROUND + height + 2
    assert made.height - 2 * AROUND == pytest.approx(height, abs=1)


@RAQM
@pytest.mark.parametrize("tag", [tag for tag in TITLES if tag not in ("km", "zh-Hant")])
def test_engines_agree(tag: str) -> None:
    paragraph = Paragraph(TITLES[tag], LOCALES[tag], 800)
    trials = [Trial(size, width) for size in (30, 60) for width in (500, 900)]
    assert Shaped().heights(paragraph, trials) == pytest.approx(Settled().heights(paragraph, trials), abs=2)
    one, other = (engine.draw(paragraph, Trial(60, 3000)).getbbox() for engine in (Shaped(), Settled()))
    assert one == pytest.approx(other, abs=8)


@every_engine
@pytest.mark.parametrize("tag", TITLES)
def test_heights_are_those_of_the_drawing(engine: Engine, tag: str) -> None:
    paragraph = Paragraph(TITLES[tag], LOCALES[tag], 800)
    for trial in (Trial(48, 400), Trial(48, 900)):
        (height,) = engine.heights(paragraph, [trial])
        made = engine.draw(paragraph, trial)
        assert height is not None
        assert made.height - 2 * AROUND == pytest.approx(height, abs=1)
        assert made.width == trial.width + 2 * AROUND
        # Nothing is drawn outside the line's width, give or take the swing of a letter.
        left, _, right, _ = made.getbbox() or (0, 0, 0, 0)
        assert left >= AROUND - 4
        assert right <= AROUND + trial.width + 4


@every_engine
def test_a_word_wider_than_the_line_has_no_height(engine: Engine) -> None:
    long, short = Trial(100, 200), Trial(10, 2000)
    assert engine.heights(Paragraph("nghiêngnghiêng ấy", LOCALES["vi"]), [long, short])[0] is None
    assert engine.heights(Paragraph("nghiêngnghiêng ấy", LOCALES["vi"]), [long, short])[1] is not None


@every_engine
def test_the_largest_size_that_fits_is_taken(engine: Engine) -> None:
    paragraph = Paragraph(TITLES["vi"], LOCALES["vi"], 800)
    sizes = range(20, 101, 10)
    found = fit(engine, [(paragraph, 1.0)], sizes, (600, 220))
    assert found is not None
    assert found.height <= 220
    larger = engine.heights(paragraph, [Trial(size, 600) for size in sizes if size > found.size])
    assert larger
    assert all(height is None or height > 220 for height in larger)
    assert fit(engine, [(paragraph, 1.0)], sizes, (600, 20)) is None


@every_engine
def test_no_word_is_left_alone_on_the_last_line(engine: Engine) -> None:
    paragraph = Paragraph("Việc nhà là việc chung của cả", LOCALES["vi"], 800)
    found = fit(engine, [(paragraph, 1.0)], [60], (760, 400))
    assert found is not None
    image = found.parts[0][0]
    line = round(paragraph.leading * 60)
    if found.height > line:
        first, last = (
            width(image.crop((0, AROUND + n * line, image.width, AROUND + (n + 1) * line))) for n in (0, 1)
        )
        assert last > first * 0.4


def test_a_weight_takes_the_nearest_file() -> None:
    cham = next(family for family in latin_first(LOCALES["cjm"]) if "Cham" in family.name)
    assert style_file(cham, 800).name == "NotoSansCham-Bold.ttf"
    assert style_file(cham, 400).name == "NotoSansCham-Regular.ttf"
