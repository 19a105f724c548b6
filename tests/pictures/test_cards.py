"""Cards: pixels, colours, room at the edges, bytes. The same for both engines."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from picturing import ENGINES, LOCALES, TITLES, card, chunks, colours, contrast, opened
from PIL import Image, ImageStat

from loa.errors import Problem
from loa.render.pictures import encode
from loa.render.pictures.canvas import rgb
from loa.render.pictures.engines import engine_for
from loa.render.pictures.frame import BUDGET, SIDE, frame
from loa.render.pictures.layout import FORMATS, SHARE, STORY, Format, compose
from loa.render.pictures.palette import CALL, EARTH, FACT, INK, NOTICE, ORANGE, WHITE, WHOLE, Theme
from loa.render.pictures.paragraph import Engine, Paragraph, Trial, fit
from loa.render.pictures.products import draw

every_engine = pytest.mark.parametrize("engine", ENGINES)
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
every_theme = pytest.mark.parametrize("theme", [CALL, FACT, WHOLE], ids=["call", "fact", "whole"])
LONG_VI = "Thương người như thể thương thân, nghiêng mình trước những người phụ nữ bền bỉ, " * 3
LONG_KM = "អាសយដ្ឋាន\u200bទុកចិត្ត\u200bកន្លែង\u200bជ្រក\u200bបណ្តោះ\u200bអាសន្ន\u200bនៅ\u200bសហគមន៍ " * 4


def drawn(engine: Engine, form: Format, tag: str = "vi", title: str = "", theme: Theme = CALL) -> bytes:
    canvas = compose(card(tag, title, theme=theme), form, engine)
    assert canvas is not None
    return encode.png(canvas.image(), form.bytes)


@every_engine
@every_format
@pytest.mark.parametrize("tag", TITLES)
def test_every_script_has_every_card_within_its_budget(engine: Engine, form: Format, tag: str) -> None:
    data = drawn(engine, form, tag)
    assert opened(data).size == form.size
    assert len(data) <= form.bytes
    assert set(chunks(data)) == {"IHDR", "PLTE", "IDAT", "IEND"}


def test_sizes_and_budgets_are_those_of_the_networks() -> None:
    assert [form.size for form in FORMATS] == [(1200, 630), (1080, 1080), (1080, 1920)]
    assert SHARE.bytes == 60_000


@every_engine
def test_same_words_same_bytes(engine: Engine) -> None:
    assert drawn(engine, SHARE, "km") == drawn(engine, SHARE, "km")


@every_theme
@every_format
def test_text_and_ground_differ_by_seven_to_one(form: Format, theme: Theme) -> None:
    engine = ENGINES[-1].values[0]
    image = opened(drawn(engine, form, theme=theme))
    words = compose(card("vi", theme=theme, notice="", eyebrow=""), form, engine)
    assert words is not None
    # The column of text holds its ground, and of the rest most pixels are text.
    ground, text = colours(words.image().convert("RGB").crop(form.column))[:2]
    assert (ground, text) == (rgb(theme.ground), rgb(theme.text))
    assert contrast(ground, text) >= 7
    foot = colours(image.crop((form.column[0] + 100, form.foot[1], form.column[2], form.brand + 30)))
    assert foot[0] == rgb(theme.foot)
    assert contrast(foot[0], foot[1]) >= 7
    assert rgb(NOTICE) in colours(image.crop(form.column))


def test_the_other_pairs_of_colours_differ_as_much() -> None:
    for ground, text in ((NOTICE, INK), (EARTH, WHITE)):
        assert contrast(rgb(ground), rgb(text)) >= 7


@every_engine
@every_format
@pytest.mark.parametrize("tag", TITLES)
def test_no_word_comes_near_an_edge(engine: Engine, form: Format, tag: str) -> None:
    """Outside the column of text, the panel and the foot there is nothing but ground."""
    image = opened(drawn(engine, form, tag))
    left, top, right, bottom = form.column
    near = 6  # a letter may reach a little out of its line
    edge = form.panel[0] if form is SHARE else form.size[0]
    above = form.panel[3] if form.panel[1] == 0 and form is not SHARE else 0
    strips = [
        (0, above, left - near, form.foot[1]),
        (right + near, above, edge, form.foot[1]),
        (0, above, edge, top - near),
        (0, bottom + near, edge, form.foot[1]),
    ]
    for strip in strips:
        assert colours(image.crop(strip)) == [rgb(CALL.ground)], strip
    assert colours(image.crop((0, form.foot[1], left - near, form.foot[3]))) == [rgb(CALL.foot)]
    assert colours(image.crop((0, form.foot[3] - 12, edge, form.foot[3]))) == [rgb(CALL.foot)]


def test_a_story_keeps_clear_of_what_apps_lay_over_it() -> None:
    assert STORY.column[1] >= 250
    assert STORY.size[1] - STORY.foot[3] >= 340


@every_engine
@every_format
@pytest.mark.parametrize(("tag", "title"), [("vi", LONG_VI[:200]), ("km", LONG_KM[:200])], ids=["vi", "km"])
def test_long_titles_become_smaller_and_stay_whole(
    engine: Engine, form: Format, tag: str, title: str
) -> None:
    assert compose(card(tag, title, notice="", detail=""), form, engine) is not None
    left, top, right, bottom = form.column
    paragraph = Paragraph(title.strip(), LOCALES[tag], 800)
    block = fit(engine, [(paragraph, 1.0)], form.sizes, (right - left, bottom - top))
    assert block is not None
    assert block.size < form.sizes[-1]
    # As much ink as its words have one by one: none is missing, none is cut, none lies over another.
    words = [word for word in re.split("[ \u200b]", title) if word]
    alone = sum(
        _ink(engine.draw(Paragraph(word, LOCALES[tag], 800), Trial(block.size, 3000))) for word in words
    )
    assert _ink(block.parts[0][0]) == pytest.approx(alone, rel=0.01)


def _ink(mask: Image.Image) -> float:
    return float(ImageStat.Stat(mask).sum[0])


@every_format
def test_words_that_fit_nowhere_leave_the_card_out_and_name_the_item(form: Format) -> None:
    problem = draw(card("vi", LONG_VI * 8), form, "campaigns/thu/messages/dai.md")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.path) == ("LOA713", "campaigns/thu/messages/dai.md")


@pytest.mark.parametrize("word", ["A" * 120, "អ" * 400], ids=["latin", "khmer"])
@every_engine
def test_a_word_wider_than_the_card_is_never_cut(engine: Engine, word: str) -> None:
    canvas = compose(card("vi" if word[0] == "A" else "km", word, notice=""), SHARE, engine)
    if canvas is not None:  # broken by letters, within the column
        image = canvas.image().convert("RGB")
        strip = image.crop((SHARE.column[2] + 6, 0, SHARE.panel[0], SHARE.foot[1]))
        assert colours(strip) == [rgb(CALL.ground)]


def test_a_letter_without_font_leaves_the_card_out() -> None:
    problem = draw(card("vi", "ខ្មែរ"), SHARE, "a.md")
    assert isinstance(problem, Problem)
    assert problem.code == "LOA702"


def test_the_text_alternative_is_what_stands_on_the_card() -> None:
    made = card("vi", "Việc nhà là việc chung")
    for part in (made.title, made.detail, made.eyebrow, made.notice, made.site):
        assert part in made.words
    places = [made.words.index(part) for part in (made.notice, made.title, made.detail, made.site)]
    assert all(one < other for one, other in pairwise(places))


# --- the frame ------------------------------------------------------------------------------------------------


@every_engine
def test_a_frame_is_clear_in_the_middle_and_says_its_words_inside_the_circle(engine: Engine) -> None:
    data = frame(card("vi", "Việc nhà là việc chung của cả nhà"), engine)
    assert data is not None
    assert len(data) <= BUDGET
    assert set(chunks(data)) == {"IHDR", "IDAT", "IEND"}
    image = opened(data)
    assert image.size == (SIDE, SIDE)
    assert image.getpixel((SIDE // 2, SIDE // 2))[3] == 0
    clear = image.getchannel("A").histogram()[0]
    assert clear > SIDE * SIDE * 0.4
    assert data == frame(card("vi", "Việc nhà là việc chung của cả nhà"), engine)
    # Networks cut a circle: white words lie within it, well away from its line.
    for x in range(0, SIDE, 3):
        for y in range(0, SIDE, 3):
            if image.getpixel((x, y)) == (255, 255, 255, 255):
                assert (x - SIDE / 2) ** 2 + (y - SIDE / 2) ** 2 < (SIDE / 2 - 16) ** 2
    assert rgb(ORANGE) == image.getpixel((5, 5))[:3]
    assert rgb(NOTICE) in [colour[:3] for colour in colours(image)]  # type: ignore[misc]


@every_engine
def test_an_approved_frame_carries_no_mark(engine: Engine) -> None:
    data = frame(card("vi", "Việc nhà là việc chung", notice=""), engine)
    assert data is not None
    assert rgb(NOTICE) not in [colour[:3] for colour in colours(opened(data))]  # type: ignore[misc]


@every_engine
def test_a_frame_takes_no_words_that_do_not_fit(engine: Engine) -> None:
    assert frame(card("vi", LONG_VI), engine) is None


def test_every_language_has_an_engine_for_its_script() -> None:
    for locale in LOCALES.values():
        assert engine_for(locale, raqm=False).version.startswith("typst")
    assert engine_for(LOCALES["vi"], raqm=True).version.startswith("pillow")
    assert engine_for(LOCALES["km"], raqm=True).version.startswith("typst")
