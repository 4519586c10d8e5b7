"""Reads news reports and answers, for every incident: who says what happened, and on whose word."""
