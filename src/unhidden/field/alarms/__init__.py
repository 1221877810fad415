"""Calls for help from phones, on the board or waiting for somebody."""
