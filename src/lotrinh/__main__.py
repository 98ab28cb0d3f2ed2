"""`python -m lotrinh` is `lotrinh`."""

from lotrinh.cli.main import main

if __name__ == "__main__":
    main()
