"""Reports by the hundred, as browsers send them, to a public program of our own."""
