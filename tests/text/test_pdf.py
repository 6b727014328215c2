"""PDFs without tags: lines become passages by where they stand, and nothing goes unsaid."""

from __future__ import annotations

import pytest

from dauys.errors import DauysError, Unreadable
from dauys.text.formats import pdf_read
from dauys.text.formats.pdf_read import read_pdf
from dauys.text.lines import MAX_BYTES
from dauys.text.provision import Text
from tests.text.pdfs import PICTURE, TOP, At, column, pdf

FULL = "the river and both of its banks belong to all residents of the town, who may"
LAW = column("Article 1. River", "1. The river is clean.", "2. The bank is open.")


def texts(law: Text) -> list[str]:
    return [each.text for each in law.walk() if each.kind != "note" and each.text]


def told(data: bytes) -> list[tuple[str, object]]:
    found = read_pdf(data).findings.found
    return [(each.code, next(iter(each.facts.values()), "")) for each in found]


def test_lines_that_are_full_go_on_and_short_ones_end() -> None:
    law = read_pdf(
        pdf(column("Article 1", f"1. As {FULL}", FULL, "swim.", f"2. So {FULL}", "row."))
    ).text
    assert texts(law) == [f"As {FULL} {FULL} swim.", f"So {FULL} row."]


def test_first_lines_set_in_begin_passages_even_where_the_line_before_is_full() -> None:
    """The common form in Kazakhstan and Russia; unnumbered passages have no other sign."""
    lines = [f"   Thus {FULL[:70]}", FULL, "swim."]
    ends_full = f"   Here {FULL[:-4]}"
    law = read_pdf(
        pdf(column("Article 1", *lines, *lines, ends_full, f"   Then {FULL[:70]}", "row."))
    ).text
    assert len(texts(law)) == 4


def test_a_block_set_in_as_a_whole_is_one_passage() -> None:
    block = [f"        1) when {FULL[:66]}", f"        {FULL[:72]}", "        swim;"]
    law = read_pdf(
        pdf(column("Article 1", f"1. As {FULL}", "row:", *block, "        2) never."))
    ).text
    assert texts(law)[1:] == [f"when {FULL[:66]} {FULL[:72]} swim;", "never."]


def test_room_above_a_line_begins_a_passage() -> None:
    law = read_pdf(pdf(column("Article 1", FULL, FULL, "", FULL, FULL))).text
    assert texts(law) == [f"{FULL} {FULL}"] * 2


def test_a_passage_goes_on_over_the_page() -> None:
    law = read_pdf(pdf(column("Article 1", f"1. As {FULL}"), column("swim.", "2. End."))).text
    assert texts(law) == [f"As {FULL} swim.", "End."]


def test_a_stop_that_the_file_put_at_the_start_of_a_line_goes_back() -> None:
    """As in the PDF of the constitution of 1995."""
    law = read_pdf(pdf(column("Article 1", f"1. As {FULL}", ", swim."))).text
    assert texts(law) == [f"As {FULL}, swim."]


DIVIDED = "The river and both of its banks belong to all persons of the town, who are resi-"
JOINED = DIVIDED[:-6]


def test_a_hyphen_at_the_end_of_a_line_is_judged_by_the_other_words() -> None:
    """Divided where the whole word stands elsewhere; kept where the hyphened one does."""
    whole = read_pdf(pdf(column("Article 1", DIVIDED, "dents and residents."))).text
    assert texts(whole) == [f"{JOINED} residents and residents."]
    kept = read_pdf(pdf(column("Article 1", DIVIDED, "dents and resi-dents."))).text
    assert texts(kept) == [f"{JOINED} resi-dents and resi-dents."]


def test_a_hyphen_that_nothing_explains_is_told() -> None:
    often = told(pdf(column("Article 1", DIVIDED, "due alone.")))
    assert often == [("text.hyphen", "residue")]
    seldom = column("Article 1", DIVIDED, "due alone.", *["More words stand here."] * 40)
    assert ("text.hyphen", "resi-due") in told(pdf(seldom))


def pages(count: int, head: str, foot: str) -> list[list[At]]:
    """Pages with a head and a foot and different law on each."""
    made = []
    for n in range(1, count + 1):
        law = column(f"Article {n}", "The river is clean.", *["Word."] * n, top=700)
        made.append([At(head.format(n), 200, 800), *law, At(foot.format(n), 290, 40)])
    return made


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    data = pdf(*pages(4, "Official Gazette, page {}", "- {} -"))
    assert told(data) == [("text.margin", "Official Gazette, page 1"), ("text.margin", "- 1 -")]
    assert "Official" not in " ".join(texts(read_pdf(data).text))


def test_two_pages_are_enough_to_know_their_numbers() -> None:
    assert told(pdf(*pages(2, "", "{}"))) == [("text.margin", "1")]


def test_articles_at_the_top_of_pages_are_no_running_heads() -> None:
    """Article 1 on page 1, article 2 on page 2, at one height: only their numbers differ."""
    law = read_pdf(
        pdf(*[column(f"Article {n}", "The river is clean.", *["Word."] * n) for n in range(1, 6)])
    ).text
    assert [each.number for each in law.articles()] == ["1", "2", "3", "4", "5"]


def test_a_year_alone_on_a_line_is_no_page_number() -> None:
    one = [At("1995", 290, 40), *column("Article 1", f"As {FULL}")]
    two = [At("2026", 290, 40), *column("Article 2", f"As {FULL}")]
    assert "text.margin" not in dict(told(pdf(one, two)))


def test_small_print_at_the_foot_is_a_note_even_in_the_middle_of_a_passage() -> None:
    """A footnote stands between the two halves of a passage that goes on over the page."""
    one = [*column("Article 1", f"1. As {FULL}"), At("* Added in 2020.", 70, 60, 8)]
    reading = read_pdf(pdf(one, column("swim.", "2. End.", "3. Ends.", "4. Over.")))
    assert texts(reading.text)[0] == f"As {FULL} swim."
    assert [each.text for each in reading.text.walk() if each.kind == "note"] == [
        "* Added in 2020."
    ]
    assert [each.code for each in reading.findings.found] == ["text.small"]


def test_a_small_line_between_others_is_law() -> None:
    lines = column("Article 1", "1. The river is clean.", At("2. Small.", size=8), "3. Bank.")
    assert texts(read_pdf(pdf(lines)).text) == ["The river is clean.", "Small.", "Bank."]


def test_large_bold_lines_are_headings() -> None:
    law = read_pdf(
        pdf(
            column(
                At("CHARTER", size=20, font="F2"),
                At("General rules", size=14, font="F2"),
                "",
                "Article 1",
                "The river is clean.",
            )
        )
    ).text
    assert (law.title, law.find("sec_1").heading) == ("CHARTER", "General rules")


def test_the_title_that_the_file_gives_itself_is_its_title() -> None:
    law = read_pdf(
        pdf(
            column(
                "Of the river", "", *["Article 1", "The river is clean, and its banks are open."]
            ),
            title="Of the river",
        )
    ).text
    assert law.title == "Of the river"


def test_a_raised_digit_of_a_number_is_kept_apart() -> None:
    head = [At("Article 67"), At("1", 120, TOP + 5, 7)]
    law = read_pdf(pdf([*head, *column("The river is clean.", top=745)])).text
    assert [each.number for each in law.articles()] == ["67-1"]


def test_pictures_are_told() -> None:
    assert told(pdf(LAW, more=PICTURE)) == [("text.pictures", 1)]


def code(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_pdf(data, accused="file:law.pdf")
    assert caught.value.accused == "file:law.pdf"
    return caught.value.code


def test_what_is_no_text() -> None:
    assert code(b"") == "text.damaged"
    assert code(b"\x00" * 1000) == "text.damaged"
    assert code(b"%PDF-1.7\n%%EOF") == "text.damaged"
    assert code(pdf(LAW)[:400]) == "text.damaged"
    assert code(pdf([])) == "text.empty"
    assert code(pdf(column("Only words."))) == "text.articles"
    assert code(bytes(MAX_BYTES + 1)) == "text.size"


def test_a_scanned_document_is_said_to_be_one() -> None:
    with pytest.raises(Unreadable) as caught:
        read_pdf(pdf([], [], [], more=PICTURE), accused="file:law.pdf")
    assert (caught.value.code, caught.value.facts) == ("text.scanned", {"pages": 3})


def test_a_password_is_said() -> None:
    """Encrypted truly, under the oldest handler; with an empty password it would be read."""
    assert code(pdf(LAW, password="secret")) == "text.encrypted"


def test_too_many_pages_and_too_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_read, "MAX_PAGES", 2)
    assert code(pdf(LAW, [], [])) == "text.pages"
    monkeypatch.setattr(pdf_read, "MAX_SIGNS", 20)
    assert code(pdf(LAW)) == "text.size"


def test_every_cut_and_every_changed_byte_gives_a_code_and_no_traceback() -> None:
    data = pdf(LAW, LAW)
    for at in range(0, len(data), 11):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                read_pdf(broken)
            except DauysError:
                continue
