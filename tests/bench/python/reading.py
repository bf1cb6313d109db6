"""Ways of reading one sheet of a file. Each looks at every cell, and says how many are not empty."""

import io


def bytes_of(file):
    with open(file, "rb") as opened:
        return opened.read()


def openpyxl_read_only(file, sheet):
    import openpyxl

    data = bytes_of(file)

    def run():
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return sum(cell is not None for row in workbook[sheet].iter_rows(values_only=True) for cell in row)

    return run


def pandas(file, sheet):
    import pandas

    data = bytes_of(file)

    def run():
        frame = pandas.read_excel(io.BytesIO(data), sheet_name=sheet, header=None, engine="openpyxl", dtype=object)
        return int(frame.notna().sum().sum())

    return run
