"""The only user of sqlite3: the diary's file."""
