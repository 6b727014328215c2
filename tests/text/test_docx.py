"""Word documents of others: every word is read as it stands on paper, or told."""

from __future__ import annotations

from collections import Counter

from dauys.text.formats.docx_read import read_docx
from dauys.text.provision import Text
from tests.text.office import NAMES, document, p, run

HEAD = p("Статья 1. Река", "Art")


def texts(law: Text) -> list[str]:
    """The words of a law, passage by passage, without notes."""
    return [each.text for each in law.walk() if each.kind != "note" and each.text]


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in read_docx(data).findings.found]


def test_headings_are_known_by_style_and_by_outline_level() -> None:
    """An unnumbered heading is none in plain text; here its style says it."""
    outlined = '<w:outlineLvl w:val="1"/>'
    law = read_docx(
        document(
            p("ЗАКОН О РЕКЕ", "Title"),
            p("Общие правила", "H1"),
            HEAD,
            p("Река чиста."),
            p("Особые правила", look=outlined),
            p("Статья 2", "Art"),
            p("Берег открыт."),
        )
    ).text
    assert law.title == "ЗАКОН О РЕКЕ"
    told = [(each.address, each.heading) for each in law.walk() if each.heading]
    assert told == [
        ("sec_1", "Общие правила"),
        ("art_1", "Река"),
        ("sec_1__sec_1", "Особые правила"),
    ]
    assert law.find("art_2__para_1").text == "Берег открыт."


def test_text_in_tables_is_read_cell_by_cell() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(p('1. Один.'))}{cell.format(p('2. Два.'))}</w:tr></w:tbl>"
    assert texts(read_docx(document(HEAD, table)).text) == ["Один.", "Два."]


def test_breaks_tabs_and_hyphens_are_what_they_look_like() -> None:
    inside = (
        "<w:r><w:t>Право</w:t><w:tab/><w:t>северо</w:t><w:noBreakHyphen/><w:t>вос</w:t>"
        "<w:softHyphen/><w:t>точной</w:t><w:br/><w:t>реки:</w:t><w:br/><w:t>1) вода;</w:t>"
        '<w:br w:type="page"/><w:t>2) берег.</w:t></w:r>'
    )
    law = read_docx(document(HEAD, p(inside))).text
    assert texts(law) == ["Право северо-восточной реки:", "вода;", "берег."]


def test_a_raised_digit_of_a_number_is_kept_apart() -> None:
    """67¹ typed as a raised digit, by hand or by a style of characters."""
    raised = run("1", '<w:vertAlign w:val="superscript"/>')
    styled = run("2", '<w:rStyle w:val="Up"/>')
    law = read_docx(
        document(
            p("Статья 67"),
            p("Раз."),
            p(run("Статья 67") + raised),
            p("Два."),
            p(run("Статья 67") + styled),
            p("Три."),
        )
    ).text
    assert [each.number for each in law.articles()] == ["67", "67-1", "67-2"]


NOTES = (
    f"<w:footnotes {NAMES}>"
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{p("Введена в 2020 году.")}{p("Действует.")}</w:footnote></w:footnotes>'
)


def test_footnotes_are_notes() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    inside = run("Река") + reference + run(" чиста.")
    law = read_docx(document(HEAD, p(inside), more={"footnotes": NOTES})).text
    assert texts(law) == ["Река чиста."]
    assert law.find("art_1__note_1").text == "Введена в 2020 году. Действует."


def test_hidden_text_is_left_out_and_told() -> None:
    """Whoever reads the page does not see it; whoever signs the file must know of it."""
    by_run, by_style = run("тайно", "<w:vanish/>"), run("скрыто", '<w:rStyle w:val="Secret"/>')
    shown = run("видно", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')
    reading = read_docx(document(HEAD, p(run("Река ") + by_run + by_style + shown + run("."))))
    assert texts(reading.text) == ["Река видно."]
    (found,) = reading.findings.found
    assert (found.code, found.accused, found.facts) == (
        "text.hidden",
        "line:¶2",
        {"words": "тайноскрыто"},
    )


def test_a_text_box_is_read_once_and_told() -> None:
    box = f"<w:txbxContent>{p('2. В рамке.')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    reading = read_docx(document(HEAD, p(run("1. Рядом.") + f"<w:r>{both}</w:r>")))
    assert texts(reading.text) == ["Рядом.", "В рамке."]
    assert [each.code for each in reading.findings.found] == ["text.box"]


def test_what_stands_beside_the_law_is_told() -> None:
    comment = f"<w:comments {NAMES}><w:comment>{p('Проверить!')}</w:comment></w:comments>"
    header = f"<w:hdr {NAMES}>{p('Проект от 1 мая')}</w:hdr>"
    footer = f"<w:ftr {NAMES}>{p('7')}</w:ftr>"
    data = document(
        p("Статья 1. Река ..... 3", "TOC1"),
        HEAD,
        p(run("Река чиста.") + "<w:r><w:drawing/></w:r>"),
        more={"comments": comment, "header": header, "footer": footer},
    )
    assert Counter(codes(data)) == Counter(
        ["text.margin", "text.contents", "text.comments", "text.pictures"]
    )
    assert texts(read_docx(data).text) == ["Река чиста."]


def test_a_sign_of_a_symbol_font_is_told() -> None:
    sign = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    reading = read_docx(document(HEAD, p(run("Угол ") + sign + run("."))))
    assert [each.code for each in reading.findings.found] == ["text.glyph"]
    assert texts(reading.text) == ["Угол \uf061."]


def test_fields_and_links_and_controls_are_their_words() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("статьи 2")
    )
    link = f"<w:hyperlink>{run(' и закона')}</w:hyperlink>"
    inside = p(run("1. По смыслу ") + field + link + run("."))
    control = f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    assert texts(read_docx(document(HEAD, control)).text) == ["По смыслу статьи 2 и закона."]


def test_a_typed_bullet_is_no_word() -> None:
    """As in plain text; a rule of dashes or stars is none either."""
    lines = ["В реке живут:", "– рыбы;", "* * *", "• птицы."]
    law = read_docx(document(HEAD, *map(p, lines))).text
    assert texts(law) == ["В реке живут:", "рыбы;", "птицы."]


def test_a_bold_line_may_be_a_heading_that_ends_with_a_stop() -> None:
    law = read_docx(document(p(run("Статья 1. Река.", "<w:b/>")), p("Река чиста."))).text
    assert law.find("art_1").heading == "Река."


def test_a_style_that_is_its_own_base_stops_nobody() -> None:
    """A loop in basedOn must not be followed for ever."""
    style = '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>'
    law = read_docx(document(p("Статья 1", "A"), p("Река чиста.", "A"), styles=style)).text
    assert texts(law) == ["Река чиста."]
