"""Exports of Polis, read strictly: each fault has a code and a line."""

from __future__ import annotations

import random

import pytest

from dauys.consultation.opinion import columns, wire
from dauys.consultation.opinion.votes import MAX_STATEMENTS, made
from dauys.errors import DauysError
from tests.consultation.opinion.made import HEADER, WHEN, csv_of, planted, votes_of

ROW = f"1500,{WHEN},3,7,1\n"
COMMENTS = "comment-id,moderated,comment-body\n3,1,Мосты\n4,-1,Реклама\n5,0,Жолдар\n"


def refused(data: bytes, comments: str | None = None) -> DauysError:
    listed = None if comments is None else wire.read_statements(comments.encode())
    with pytest.raises(DauysError) as told:
        wire.read(data, listed, accused="file:votes.csv")
    assert told.value.accused == "file:votes.csv"
    return told.value


@pytest.mark.parametrize(
    ("rows", "column", "expected"),
    [
        (f"1500,{WHEN},3,7,7\n", "vote", "-1 | 0 | 1"),
        (f"1500,{WHEN},3,7,-0\n", "vote", "-1 | 0 | 1"),
        (f"1500,{WHEN},3,7,+1\n", "vote", "-1 | 0 | 1"),
        (f"1500,{WHEN},3,7,-11\n", "vote", "-1 | 0 | 1"),
        (f"1500,{WHEN},3,7,\n", "vote", "-1 | 0 | 1"),
        (f"1500,{WHEN},3,7, 1\n", "vote", "-1 | 0 | 1"),
        (f"1500,{WHEN},3,x,1\n", "voter-id", "whole number"),
        (f"1500,{WHEN},3,,1\n", "voter-id", "whole number"),
        (f"1500,{WHEN},-3,7,1\n", "comment-id", "whole number"),
        (f"1500,{WHEN},03,7,1\n", "comment-id", "whole number"),
        (f"1500,{WHEN},3.0,7,1\n", "comment-id", "whole number"),
        (f"1500,{WHEN},{'9' * 16},7,1\n", "comment-id", "whole number"),
        (f"15:00,{WHEN},3,7,1\n", "timestamp", "whole number"),
        (f"1500,{WHEN}\0,3,7,1\n", "datetime", "text"),
        (f"1500,{WHEN},3,7\0,1\n", "voter-id", "text"),
        (f'1500,"{WHEN}",3,"7,8",1\n', "voter-id", "whole number"),
        (f'1500,"{WHEN}",3,"7\n8",1\n', "voter-id", "whole number"),
    ],
)
def test_a_cell_that_is_not_what_it_must_be(rows: str, column: str, expected: str) -> None:
    """Its line and column are told, that of the file and not of the rows."""
    error = refused((HEADER + ROW + "\n" + rows).encode())
    assert error.code == "table.cell"
    line = 5 if '"7\n8"' in rows else 4
    assert error.facts == {"line": line, "column": column, "expected": expected}


@pytest.mark.parametrize(
    "rows",
    [
        f"1500,{WHEN},3,7\n",
        f"1500,{WHEN},3,7,1,1\n",
        "1500\n",
        f'1500,"{WHEN},3,7,1\n',
        ",,,,,,,\n",
    ],
)
def test_a_row_of_another_length(rows: str) -> None:
    error = refused((HEADER + ROW + rows + ROW).encode())
    assert error.code == "table.row"
    assert error.facts["line"] in (3, 4)


def test_two_faulty_rows_that_together_have_the_right_length() -> None:
    """A comma too few and one too many must not make up for each other."""
    error = refused((HEADER + f"1500,{WHEN},3,7\n" + f"1500,{WHEN},3,7,1,1\n").encode())
    assert (error.code, error.facts) == ("table.row", {"line": 2})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b"\n\n", "table.empty"),
        (HEADER.encode(), "groups.empty"),
        (b"participant,0,1\n", "groups.empty"),
        (b"participant,0,1\n5,,\n", "groups.empty"),
        (b"timestamp,comment-id,vote\n1,2,1\n", "table.column"),
        (b"timestamp,comment-id,voter-id,vote,vote\n", "table.column"),
        (HEADER.replace(",", ";").encode(), "table.column"),
        (b"participant,group-id\n", "table.column"),
        (b'"timestamp,comment-id\n', "table.row"),
        ((HEADER + "1500,Вторник,3,7,1\n").encode("cp1251"), "table.encoding"),
        (csv_of([(1, 0, 0, 1)]).decode().encode("utf-16"), "table.encoding"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "table.encoding"),
        (b"participant,0,1\n5,1,7\n", "table.cell"),
        (b"participant,0,1\n05,1,1\n", "table.cell"),
        (b"participant,0,1\n5,1\n", "table.row"),
        (b"participant,0,1\n5,1,\n5,,1\n", "table.duplicate"),
    ],
)
def test_a_file_that_is_no_export(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_a_file_that_is_too_long() -> None:
    assert refused(bytes(columns.MAX_BYTES + 1)).code == "table.size"
    matrix = b"participant,0\n" + b"1,1\n" * (wire.MAX_MATRIX // 4)
    assert refused(matrix).code == "table.size"


def test_more_statements_than_a_matrix_may_have() -> None:
    rows = [(1, statement, 0, 1) for statement in range(MAX_STATEMENTS + 1)]
    error = refused(csv_of(rows))
    assert (error.code, error.facts["what"]) == ("groups.size", "statements")


def test_the_last_vote_counts_wherever_its_row_stands() -> None:
    rows = [(30, 0, 0, -1), (10, 0, 0, 1), (20, 0, 0, 0), (5, 1, 0, 1)]
    for seed in range(5):
        shuffled = random.Random(seed).sample(rows, len(rows))
        export = wire.read(csv_of(shuffled))
        assert export.votes.vote.tolist() == [-1, 1]
        assert export.replaced == 2


def test_two_different_votes_at_one_moment_are_refused() -> None:
    """Nobody can say which is the last; two equal ones say the same."""
    assert wire.read(csv_of([(10, 0, 0, 1), (10, 0, 0, 1)])).replaced == 1
    error = refused(csv_of([(10, 0, 0, 1), (9, 1, 0, 1), (10, 0, 0, -1)]))
    assert error.code == "vote.twice"
    assert error.facts == {"line": 4, "person": 0, "statement": 0}


def test_a_vote_on_a_statement_that_is_not_listed() -> None:
    data = csv_of([(1, 3, 7, 1), (2, 9, 7, 1)])
    error = refused(data, COMMENTS)
    assert error.code == "vote.statement"
    assert error.facts == {"line": 3, "statement": 9}


def test_what_is_left_out_is_told() -> None:
    """Statement 4 was set aside, 5 has no vote, and person 8 voted on 4 alone."""
    listed = wire.read_statements(COMMENTS.encode())
    export = wire.read(csv_of([(1, 3, 7, 1), (2, 4, 8, 1)]), listed)
    assert export.votes.statements.tolist() == [3]
    assert (export.set_aside, export.unvoted, export.silent) == ((4,), (5,), (8,))


def test_a_list_of_statements_with_faults() -> None:
    for text, code in (
        ("comment-id,comment-body\n3,a\n3,b\n", "table.duplicate"),
        ("comment-id,comment-body,moderated\n3,a,2\n", "table.cell"),
        ("comment-id,comment-body\nx,a\n", "table.cell"),
        ("comment-id\n3\n", "table.column"),
    ):
        with pytest.raises(DauysError) as told:
            wire.read_statements(text.encode())
        assert told.value.code == code


def test_the_matrix_gives_the_same_votes_in_any_order() -> None:
    listed = votes_of(["+-.", ".0+"])
    matrix = wire.read(b"participant,group-id,2,0,1\n1,,1,,0\n9,,,,\n0,1,,1,-1\n")
    assert matrix.votes.canonical() == listed.canonical()
    assert matrix.silent == (9,)


def test_quotes_line_ends_and_other_columns_change_nothing() -> None:
    rows, _ = planted(30, 12, 2)
    plain = csv_of(rows)
    expected = wire.read(plain).votes.sha256()
    text = plain.decode()
    for changed in (
        text.replace("\n", "\r\n"),
        text.rstrip("\n"),
        "\ufeff" + text,
        text.replace(WHEN, f'"{WHEN}, ""GMT"""'),
        text.replace(WHEN, "Бейсенбі"),
        text.replace("\n", ",x\n").replace("vote,x", "vote,important", 1),
        text.replace("\n", "\n\n"),
    ):
        assert wire.read(changed.encode()).votes.sha256() == expected


def test_blocks_are_cut_between_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = planted(40, 15, 2)
    data = csv_of(rows)
    expected = wire.read(data).votes.sha256()
    broken = data + f"1,{WHEN},2,3,7\n".encode()
    for size in (64, 173, 4096):
        monkeypatch.setattr(columns, "_BLOCK", size)
        assert wire.read(data).votes.sha256() == expected
        assert refused(broken).facts["line"] == len(rows) + 2


def test_a_line_as_long_as_a_block_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """256 MB of commas would become 2 GB of places of commas; a header is held to less."""
    monkeypatch.setattr(columns, "_BLOCK", 64)
    error = refused((HEADER + ROW + "," * 65 + "\n" + ROW).encode())
    assert (error.code, error.facts) == ("table.row", {"line": 3})
    error = refused(b"," * (columns.MAX_HEADER + 1))
    assert (error.code, error.facts) == ("table.row", {"line": 1})


def test_the_line_of_a_wrong_letter_is_told_in_a_later_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "_BLOCK", 64)
    data = (HEADER + ROW * 9).encode() + "1500,Вторник,3,7,1\n".encode("cp1251")
    assert refused(data).facts == {"line": 11}


def test_quoted_cells_are_written_again_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = planted(30, 12, 2)
    plain = csv_of(rows)
    quoted = plain.replace(WHEN.encode(), f'"{WHEN}"'.encode())
    monkeypatch.setattr(columns, "_ROWS", 7)
    assert wire.read(quoted).votes.sha256() == wire.read(plain).votes.sha256()
    assert refused(quoted + b'1,"",2,3,7\n').facts["line"] == len(rows) + 2


def test_canonical_matrix() -> None:
    votes = votes_of(["+-.", ".0+"])
    assert votes.canonical() == b"dauys/votes/1\n0,1,2\n0 +-.\n1 .0+\n"
    again = made(votes.people[votes.row], votes.statements[votes.column], votes.vote)
    assert again.sha256() == votes.sha256()


def test_large_ids_are_read_as_small_ones_are() -> None:
    """Ids up to a million are ranked by a table, larger ones by sorting."""
    rows, _ = planted(20, 9, 2)
    small = wire.read(csv_of(rows)).votes
    far = ((at, s * 10**12, who * 10**13, vote) for at, s, who, vote in rows)
    large = wire.read(csv_of(far)).votes
    assert (large.people // 10**13).tolist() == small.people.tolist()
    assert (large.statements // 10**12).tolist() == small.statements.tolist()
    for name in ("row", "column", "vote"):
        assert getattr(large, name).tolist() == getattr(small, name).tolist()
