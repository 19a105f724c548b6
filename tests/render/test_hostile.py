"""Hostile and strange texts: in every product they are words, or a coded message; never a program, never a crash."""

from __future__ import annotations

import dataclasses
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import support
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loa.editions import Edition, Editions
from loa.errors import LoaError
from loa.hub import Settings, open_hub
from loa.model import blocks as b
from loa.render.context import Context
from loa.render.html import HtmlRenderer
from loa.render.products import PRODUCTS, Made
from loa.render.radio.products import SCRIPT

LEAFLET = PRODUCTS["leaflet"]

HOSTILE = {
    "script": "<script>alert('x')</script>",
    "image": "<img src=x onerror=alert(1)>",
    "entity": "&lt;b&gt; &amp;amp; &#x3C;",
    "quote": "\"' onmouseover='alert(1)' x=\"",
    "comment": "--> <!-- ]]> <![CDATA[",
    "jinja": "{% raw %} {{ 7*7 }} {# x #}",
    "typst set": '#set page(width: 1pt) #panic("x") #import "x.typ"',
    "typst close": "] ) } ]] #] $x^2$ @label <label> `raw` ```raw```",
    "typst math": "$ sum_(k=0)^n $ \\u{202e} \\ ~ -- --- ... // /* */",
    "backslash": "\\ \\n \\\\ C:\\Users\\x",
    "stars": "*a _b_ **c** = d == e - f + g / h",
    "json": '{"t": "raw", "v": "x"} \\" \\u0000',
    "python": "{title} {0} %s %(x)s ${x} {{",
    "spaces": "a\u00a0b\u2009c\u3000d\u200be",
}


@cache
def editions() -> Editions:
    """The editions of the fixture hub."""
    return Editions(open_hub(Settings.of(support.HUB, date=support.DATE, site_url=support.SITE_URL)))


def with_texts(title: str, body: str, identifier: str = "tn01") -> tuple[Edition, Context]:
    """An edition whose title, summary and body are these, past every check of the loader."""
    found = editions().get(identifier, "vi")
    assert found is not None
    fields = found.fields.model_copy(update={"title": title, "summary": body[:500] or "x"})
    blocks = (
        b.Heading(2, (b.Text(body),), "x"),
        b.Paragraph((b.Text(body), b.Strong((b.Text(body),)))),
        b.Dialogue(body[:30] or "x", (b.Text(body),)),
        b.ListBlock(((b.Paragraph((b.Text(body),)),),)),
        b.Callout("luu-y", (b.Paragraph((b.Emphasis((b.Text(body),)),)),)),
    )
    text = dataclasses.replace(found.text, blocks=blocks)
    fresh = Editions(editions().hub)  # a memo of its own
    return dataclasses.replace(found, text=text, fields=fields), Context.of(fresh, "vi")


def whole(made: Made) -> str:
    """The text of a leaflet, squeezed."""
    assert made.product is not None, made.problems
    return support.squeezed(support.pdf_text(made.product.data))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_leaflet_prints_what_was_written(name: str) -> None:
    text = HOSTILE[name]
    # Without hyphens: poppler takes one at the end of a line for a broken word.
    printed = whole(LEAFLET.render(*with_texts(text, text))).replace("-", "")
    visible = support.squeezed("".join(char for char in text if unicodedata.category(char) != "Cf"))
    # The title and five blocks: in every place the words and nothing but the words.
    assert printed.count(visible.replace("-", "")) >= 6


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_page_shows_what_was_written(name: str) -> None:
    text = HOSTILE[name]
    edition, context = with_texts(text, text)
    html = HtmlRenderer(context, "x.html").blocks(edition.text.blocks)
    page = support.parse(html)
    assert page.one("h2").text == text
    allowed = {"", "h2", "p", "strong", "ul", "li", "div", "em"}
    assert {node.tag for node in page.walk()} <= allowed
    assert {name for node in page.walk() for name in node.attributes} <= {"id", "class", "role"}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_script_is_made_or_refused_with_a_reason(name: str) -> None:
    made = SCRIPT.render(*with_texts(HOSTILE[name], HOSTILE[name]))
    if made.product is None:
        assert {problem.code for problem in made.problems} & {"LOA703"}
        for problem in made.problems:
            assert problem.render("vi") and problem.render("en")
    else:
        lines = made.product.data.decode("utf-8")
        assert lines.endswith("\n") and "\x00" not in lines


TEXTS = st.text(
    st.one_of(
        st.sampled_from("#$@*_`~[](){}<>\\\"'=-+/|&%^,;:.!? \nàằữđ"),
        st.characters(blacklist_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=60,
)


@given(TEXTS)
@example("#")
@example("\\")
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_leaflet_or_a_coded_reason(text: str) -> None:
    made = LEAFLET.render(*with_texts(text, text))
    if made.product is None:
        # LOA702: no glyph; LOA706: the typesetter refused it, as a title of white space.
        codes = {problem.code for problem in made.problems}
        assert codes == {"LOA702"} or (codes == {"LOA706"} and not text.strip()), made.problems
    else:
        assert made.product.data.startswith(b"%PDF-")


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_text_stays_text_on_a_page(text: str) -> None:
    edition, context = with_texts(text, text)
    page = support.parse(HtmlRenderer(context, "x.html").blocks(edition.text.blocks))
    assert page.one("em").text == text


@pytest.mark.parametrize("text", ["📣 Loa 🏠", "👩‍👧‍👦", "שלום עולם", "مرحبا", "ไทย", "தமிழ்"])
def test_letters_without_a_font_leave_the_leaflet_out(text: str) -> None:
    """Never empty boxes on paper (rule 7 of the design): the reason names the language and the letters."""
    made = LEAFLET.render(*with_texts("Lời nhắn", f"Chào {text}"))
    assert made.product is None
    (problem,) = made.problems
    assert problem.code == "LOA702"
    assert dict(problem.values)["language"] == "vi" and dict(problem.values)["glyphs"]


def test_a_very_long_word_and_a_very_long_title() -> None:
    word = "nghiêng" * 60
    assert support.squeezed(word) in whole(LEAFLET.render(*with_texts("Lời nhắn", word)))
    title = ("Tựa đề rất dài " * 20)[:300].strip()
    assert support.squeezed(title) in whole(LEAFLET.render(*with_texts(title, "Ngắn.")))


def test_a_text_too_long_for_paper_says_how_many_pages_it_takes() -> None:
    made = LEAFLET.render(*with_texts("Lời nhắn", "Một câu văn để thử cho đầy trang giấy. " * 400))
    assert made.product is None
    (problem,) = made.problems
    values = dict(problem.values)
    assert problem.code == "LOA704" and values["limit"] == "2" and int(values["pages"]) > 2
    assert f"{values['pages']} trang" in problem.render("vi")
    assert f"{values['pages']} pages" in problem.render("en")


def test_deep_nesting_gives_a_leaflet_or_a_reason() -> None:
    inner: b.Block = b.Paragraph((b.Text("Trong cùng."),))
    for _ in range(12):  # as deep as the loader lets a text be
        inner = b.ListBlock(((inner,),))
    edition, context = with_texts("Lời nhắn", "Chữ.")
    edition = dataclasses.replace(edition, text=dataclasses.replace(edition.text, blocks=(inner,)))
    made = LEAFLET.render(edition, context)
    assert made.product or {problem.code for problem in made.problems} == {"LOA706"}


# --- through the front door -------------------------------------------------------------------------------


def item(tmp_path: Path, title: str, body: str) -> Path:
    """A hub with one message."""
    folder = tmp_path / "source" / "campaigns" / "thu" / "messages"
    folder.mkdir(parents=True)
    (folder.parent / "campaign.yml").write_text("title: Thử\nsummary: Thử.\n", encoding="utf-8")
    quoted = title.replace("'", "''")
    (folder / "a.md").write_text(
        f"---\nid: tn01\ntitle: '{quoted}'\nsummary: '{quoted}'\ncall_to_action: '{quoted}'\n---\n{body}\n",
        encoding="utf-8",
    )
    docs = tmp_path / "source" / "docs"
    docs.mkdir()
    (docs / "can-giup.md").write_text("---\ntitle: Số\nsummary: Số.\n---\nSố.\n", encoding="utf-8")
    return tmp_path / "source"


def test_hostile_front_matter_is_text_on_every_page_of_the_site(tmp_path: Path) -> None:
    title = "</title><script>alert(1)</script>{{ 7*7 }}{% x %}\"'#set page()]"
    built = support.build(
        item(tmp_path, title.replace("{{ 7*7 }}", ""), "Một \\<b>câu\\</b> thử #set text()."),
        tmp_path / "site",
    )
    title = title.replace("{{ 7*7 }}", "")
    page = built.page("tn01.html")
    assert page.one("h1").text == title
    assert title in page.one("title").text
    for path in built.pages():
        parsed = built.page(path)
        assert not [script for script in parsed.all("script") if not script.get("src")], path
        for node in parsed.walk():
            assert not [name for name in node.attributes if name.startswith("on")], path
    text = support.squeezed(support.pdf_text((built.folder / "leaflets/tn01.vi.pdf").read_bytes()))
    assert support.squeezed(title) in text and support.squeezed("<b>câu</b> thử #set text()") in text


@pytest.mark.parametrize(
    ("title", "body", "code"),
    [
        ("x" * 300, "Chữ.", "LOA211"),
        ("Lời nhắn", "<script>alert(1)</script>", "LOA401"),
        ("Lời nhắn", "[bấm](javascript:alert(1))", "LOA307"),
        ("Lời nhắn", "[bấm](data:text/html,x)", "LOA307"),
        ("Lời nhắn", "[bấm](../../../../etc/passwd)", "LOA308"),
        ("Lời nhắn", "![x](../../../../etc/passwd)", "LOA308"),
        ("Lời nhắn", "Chữ \u202e đảo ngược.", "LOA104"),
        ("Lời nhắn", "Chữ \u0007 chuông.", "LOA104"),
    ],
)
def test_what_cannot_be_text_has_a_code(tmp_path: Path, title: str, body: str, code: str) -> None:
    with pytest.raises(LoaError) as error:
        support.build(item(tmp_path, title, body), tmp_path / "site")
    assert code in {problem.code for problem in error.value.problems}
    assert not (tmp_path / "site").exists()
