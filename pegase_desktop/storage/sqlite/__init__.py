"""The engine under the register: the one room that knows SQLite, its file and what can go wrong with it."""
