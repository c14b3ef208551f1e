"""What is closed stays closed, and opens only with its key and in its field."""

from pathlib import Path

import pytest

from jifen.common.secrecy import KeyMissing, SealBroken, new_key, new_ring, read_ring, write_ring

FIELD = "orgs.person.id_no"


@pytest.mark.parametrize("algorithm", ["AES-256-GCM", "SM4-GCM"])
def test_text_opens_as_it_was_and_looks_different_every_time(algorithm: str) -> None:
    ring = new_ring(algorithm)
    first, second = ring.seal("青山村一组", FIELD), ring.seal("青山村一组", FIELD)

    assert ring.open(first, FIELD) == ring.open(second, FIELD) == "青山村一组"
    assert first != second
    assert "青山" not in first


@pytest.mark.parametrize("algorithm", ["AES-256-GCM", "SM4-GCM"])
def test_text_moved_to_another_field_or_changed_does_not_open(algorithm: str) -> None:
    ring = new_ring(algorithm)
    sealed = ring.seal("13800000001", FIELD)
    changed = sealed[:-6] + ("AAAA" if sealed[-6:-2] != "AAAA" else "BBBB") + sealed[-2:]

    for text, field in [(sealed, "orgs.person.phone"), (changed, FIELD)]:
        with pytest.raises(SealBroken):
            ring.open(text, field)


def test_old_texts_open_after_rotation_and_new_ones_have_the_new_key() -> None:
    ring = new_ring()
    old = ring.seal("旧", FIELD)
    rotated = ring.rotated("SM4-GCM")
    new = rotated.seal("新", FIELD)

    assert (rotated.open(old, FIELD), rotated.open(new, FIELD)) == ("旧", "新")
    assert (rotated.is_current(old), rotated.is_current(new)) == (False, True)
    with pytest.raises(KeyMissing):
        ring.open(new, FIELD)


def test_blind_index_finds_equal_texts_of_a_field_and_outlives_rotation() -> None:
    ring = new_ring()

    assert ring.index("138", FIELD) == ring.rotated().index("138", FIELD)
    assert ring.index("138", FIELD) != ring.index("138", "orgs.person.phone")
    assert ring.index("138", FIELD) != new_ring().index("138", FIELD)
    assert ring.index("", FIELD) == ""


def test_key_file_is_for_its_owner_alone_and_comes_back_whole(tmp_path: Path) -> None:
    ring = new_ring().rotated("SM4-GCM")
    write_ring(tmp_path / "home" / "keys.json", ring)

    assert read_ring((tmp_path / "home" / "keys.json").read_text("utf-8")) == ring
    assert (tmp_path / "home" / "keys.json").stat().st_mode & 0o077 == 0


def test_unknown_algorithm_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown algorithm"):
        new_key("ROT13")
