"""The application that the server runs: `granian --interface wsgi lotrinh.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from lotrinh.web.operations.child import follow_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.web.settings")
follow_server()
application = get_wsgi_application()
