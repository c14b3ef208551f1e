"""The arithmetic of the chain: what is hashed is what the page says, and small changes show."""

import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.ledger.states.chain import canonical, commit, genesis, prefix_of, read_code, root, short_code

WORDS = st.text(max_size=8)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), WORDS, st.dates())


def test_canonical_bytes_are_a_plain_array_without_spaces() -> None:
    at = datetime(2026, 3, 10, 1, 2, 3, 4, tzinfo=UTC)

    written = canonical(["分", -150, True, None, date(2026, 3, 1), at, {"b": 1, "a": "é"}, [1, ["x"]]])

    assert written.decode() == (
        '["分",-150,true,null,"2026-03-01","2026-03-10T01:02:03.000004Z",[["a","é"],["b",1]],[1,["x"]]]'
    )


@pytest.mark.parametrize("value", [1.5, object(), b"x"])
def test_what_has_no_exact_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="canonical"):
        canonical([value])


@given(st.lists(VALUES, max_size=5))
def test_canonical_bytes_read_back_are_the_values(values: list[Any]) -> None:
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    plain = [unicodedata.normalize("NFC", value) if isinstance(value, str) else value for value in plain]

    assert json.loads(canonical(values)) == plain


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 as it is written there, for comparison."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:half]) + plain_root(leaves[half:])).digest()


@pytest.mark.parametrize("count", [*range(20), 63, 64, 65, 1000])
def test_root_is_that_of_the_standard(count: int) -> None:
    leaves = [hashlib.sha256(str(number).encode()).digest() for number in range(count)]

    assert root("SHA256", [leaf.hex() for leaf in leaves]) == plain_root(leaves).hex()


def test_short_code_is_eighty_bits_in_letters_nobody_confuses() -> None:
    assert short_code("00" * 32) == "0000-0000-0000-0000"
    assert short_code("ff" * 32) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert short_code("0123456789abcdef0123" + "00" * 22) == "04HM-ASW9-NF6Y-Y093"


@given(st.binary(min_size=32, max_size=32).map(bytes.hex))
def test_code_read_from_paper_is_the_code_however_it_is_typed(seal: str) -> None:
    code = short_code(seal)

    assert read_code(code) == code
    assert prefix_of(code) == seal[:20]
    assert read_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("said", ["", "1234", "U" * 16, "0" * 17])
def test_what_is_no_code_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=said or "^$"):
        read_code(said)


def test_commitment_binds_text_and_salt() -> None:
    assert (
        commit("SHA256", b"1", "事由") != commit("SHA256", b"2", "事由") != commit("SHA256", b"2", "事由。")
    )
    assert commit("SHA256", b"1", "e\u0301") == commit("SHA256", b"1", "\u00e9")


def test_genesis_depends_on_every_part_of_the_head_line() -> None:
    line = [
        "book",
        "branch",
        "62000101",
        "2026",
        date(2026, 1, 1),
        date(2026, 12, 31),
        datetime(2026, 1, 1, tzinfo=UTC),
    ]
    changed = [[*line[:place], "别的", *line[place + 1 :]] for place in range(len(line))]

    assert len({genesis("SHA256", one) for one in [line, *changed]}) == len(line) + 1


def test_books_may_be_chained_by_the_national_algorithm() -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    assert genesis("SM3", ["x"]) != genesis("SHA256", ["x"])
