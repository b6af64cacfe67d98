"""The documents of a test: matrix, specification, papers by mã đề, keys, solutions, answer sheets."""
