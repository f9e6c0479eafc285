"""Sources over time: the addresses by which they are known, whether these still answer, what rests on them."""
