"""The application that the server runs: `granian --interface wsgi lotrinh.web.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from lotrinh.web.operations.child import follow_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.web.settings")
follow_server()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # loads every view now, not for the first visitor

# The program itself never becomes garbage: looking through it again and again took a tenth of the time of a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
