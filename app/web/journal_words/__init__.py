"""The journal's words for each part of the work, put together in ``app.web.journal``."""
