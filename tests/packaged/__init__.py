"""What needs Debian's own packages: .ci/run and `make prove` install them."""
