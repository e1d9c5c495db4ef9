"""The HTTP door (창구): JSON for programs and, beside it, the pages for people.

Nothing here is imported with the package; ``service.api.app`` is the one file that assembles
the web application, and whoever serves it imports that file.
"""
