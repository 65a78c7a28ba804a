"""What goes with them: the part of Insights that compares days with days and runs with runs."""
