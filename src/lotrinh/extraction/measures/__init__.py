"""What is printed as a number: value, bound, unit, and the indicator it measures."""
