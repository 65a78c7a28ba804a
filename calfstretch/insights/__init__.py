"""Pure numbers: records in, rates and series out."""
