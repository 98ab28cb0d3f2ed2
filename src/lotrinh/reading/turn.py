"""Pages that lie on their side, turned upright and back."""

from __future__ import annotations

from typing import NamedTuple


class Turn(NamedTuple):
    """A turn of the page by `quarters` × 90° clockwise, which makes its text upright."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, in upright coordinates."""
        match self.quarters:
            case 1:
                return y, -x
            case 2:
                return -x, -y
            case 3:
                return -y, x
            case _:
                return x, y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the page, in upright coordinates."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def back(self) -> Turn:
        """The opposite turn."""
        return Turn(-self.quarters % 4)


UPRIGHT = Turn(0)
