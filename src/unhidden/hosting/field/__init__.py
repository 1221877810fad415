"""The field process: takes what phones send, and gives receipts; it reads no table."""
