"""Values of the domain: spans, quantities, periods, targets, Vietnamese text. No I/O, no dependencies."""
