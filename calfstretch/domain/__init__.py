"""Pure rules of stretch, spasm and day: standard library only, no input or output, no Qt."""
