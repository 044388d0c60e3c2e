"""A body for every command, a file a word: what a nurse would send on the fixed cast."""
