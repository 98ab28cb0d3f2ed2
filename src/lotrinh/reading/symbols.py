"""Signs that word processors draw from symbol fonts."""

from __future__ import annotations

# Symbols by code point of their private font; anything else of those fonts is drawn as a bullet.
_SYMBOLS = {
    0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B4: "×", 0xF0B8: "÷", 0xF0B9: "≠", 0xF0BB: "≈", 0xF0AE: "→",
    0xF0E0: "→", 0xF0DE: "⇒", 0xF0A2: "′", 0xF0B0: "°", 0xF06D: "μ", 0xF061: "α", 0xF062: "β", 0xF0E5: "∑",
    0xF02D: "−", 0xF02B: "+", 0xF03D: "=", 0xF025: "%", 0xF028: "(", 0xF029: ")", 0xF02F: "/",
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)


def symbol(code: int) -> str:
    """The sign for a code of a symbol font.

    >>> symbol(0xF0A3), symbol(0xF0FC), symbol(0x41)
    ('≤', '•', 'A')
    """
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if code in _PRIVATE:
        return "•"
    return chr(code) if 0x20 <= code < 0xD800 else ""
