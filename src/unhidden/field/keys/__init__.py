"""The keys that phones seal to, and those that sign receipts."""
