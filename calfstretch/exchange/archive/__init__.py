"""The whole diary as one zip of tables, out and read back: `writer.write_archive`, `reader.read_archive`."""
