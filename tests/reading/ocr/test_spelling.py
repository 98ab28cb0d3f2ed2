from __future__ import annotations

import pytest

from lotrinh.reading.ocr.spelling import with_tone


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("xuât", "xuất"), ("Tôc", "Tốc"), ("mưc", "mưc"), ("tiêp", "tiếp"), ("thuyêt", "thuyết"), ("nghiêp", "nghiệp"),
        ("VIÊC", "VIỆC"),
        ("bât", "bất"), ("một", "một"), ("tốt", "tốt"), ("kế", "kế"), ("2,5%", "2,5%"), ("", ""), ("ôc", "ốc"),
    ],
)  # fmt: skip
def test_syllables_that_end_in_a_stop_have_a_tone(seen: str, meant: str) -> None:
    assert with_tone(seen) == meant
