"""What comes from outside into the diary: compared first, shown, then written as one."""
