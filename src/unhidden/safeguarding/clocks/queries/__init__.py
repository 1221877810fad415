"""Reads of states, deadlines and the rules behind them."""
