"""Results that only acts can change, kept in the memory of the process until the edition or the day is another one.

For what is dear and asked again by people with accounts, whose pages are not kept: `kept("comparison", …)`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from lotrinh.living.journal.edition import edition

T = TypeVar("T")
MOST = 256  # results; those asked for last

_results: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def kept(make: Callable[[], T], *key: Hashable) -> T:
    """What `make` returns, or what it returned under the same key, language, edition and day.

    `key` names the question and everything that it depends on besides: also what the asker may see. The result is
    shared by all who ask and must not be changed. Nothing is kept where LOTRINH_PAGES_MB is 0.
    """
    if not settings.PAGES_MB:
        return make()
    asked = (edition(), timezone.localdate(), get_language(), *key)
    with _lock:
        if asked in _results:
            _results.move_to_end(asked)
            found: T = _results[asked]
            return found
    made = make()
    with _lock:
        _results[asked] = made
        while len(_results) > MOST:
            _results.popitem(last=False)
    return made
