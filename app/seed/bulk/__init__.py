"""Larger invented neighbourhoods, for trying out and for measuring: rows written in bulk, the same for the same seed.

``kring demo`` makes its two teams by the same actions as a nurse's clicks. Here rows are made beside the actions,
because years of work by many teams would take hours otherwise; ``check`` makes a sample of them again by the actions
and compares.
"""
