"""The return read, checked and counted with pandas, as someone at home in it would: whole columns at a time."""

import io
import json

import numpy
import pandas

DAY = pandas.Timestamp("2024-09-01")
AS_DATES = ["Date of birth", "Date the order started", "Date the child moved in", "Date the child is expected to leave"]
AGES = ([-1, 9, 15, 17], ["Under 10", "10 to 15", "16 to 17"])
STAYS = (
    [-1, 0, 2, 5, 11, 23, 10_000],
    ["Under 1 month", "1 to 3 months", "3 to 6 months", "6 to 12 months", "1 to 2 years", "Over 2 years"],
)


def check_and_count(file, lists):
    with open(file, "rb") as opened:
        data = opened.read()
    with open(lists) as opened:
        known = json.load(opened)
    return lambda: whole(data, known)


def whole(data, known):
    rows = pandas.read_excel(io.BytesIO(data), sheet_name="Children", dtype=object, engine="openpyxl")
    rows.index += 2
    findings = []
    read = read_columns(rows, known, findings)
    check(read, rows, findings)
    counts = count(read)
    return {"findings": len(pandas.concat(findings)) if findings else 0, "tallies": len(counts)}


def say(findings, rows, where, column, rule, severity, message):
    """One finding for each row where something holds: its cell, what was found and what is wrong."""
    if not where.any():
        return
    number = rows.index[where]
    letter = chr(65 + rows.columns.get_loc(column))
    findings.append(
        pandas.DataFrame(
            {
                "rule": rule,
                "severity": severity,
                "cell": [f"{letter}{row}" for row in number],
                "row": number,
                "column": column,
                "found": rows.loc[where, column].astype(str),
                "message": message,
            }
        )
    )


def likeness(column):
    plain = column.astype(str).str.lower().str.replace("&", "and", regex=False)
    return plain.str.replace(r"[\s\-–_'’`]+", "", regex=True)


def read_columns(rows, known, findings):
    """Each column as what it means; what cannot be read, and what is missing, is a finding."""
    read = pandas.DataFrame(index=rows.index)
    for name, column in known["columns"].items():
        cells = rows[name]
        blank = cells.isna()
        words = cells.where(blank, likeness(cells)) if column["type"] != "date" else cells
        held = ~words.isin(["notheld", "nh"])
        if column["type"] == "date":
            dates = pandas.to_datetime(cells.where(held), errors="coerce", dayfirst=True)
            value, bad = dates, dates.isna() & ~blank & held
        elif column["type"] == "list":
            value = words.map(column["codes"])
            bad = value.isna() & ~blank & held
        elif column["type"] == "money":
            amounts = pandas.to_numeric(
                cells.astype(str).str.replace(r"[£,]", "", regex=True), errors="coerce"
            )
            value = (amounts * 100).round()
            bad = (value.isna() | (value < 0)) & ~blank & held
        else:
            value = cells.astype(str).str.strip().where(~blank & held)
            size = value.str.len()
            bad = value.notna() & ((size < column["least"]) | (size > column["most"]))
            if column["matches"]:
                bad |= value.notna() & ~value.str.fullmatch(column["matches"], na=False)
        say(findings, rows, bad, name, f"{column['id']}.unreadable", "error", f"{name} cannot be read.")
        if column["required"]:
            say(findings, rows, blank, name, f"{column['id']}.blank", "error", f"{name} is blank.")
        if not column["notHeld"]:
            say(findings, rows, ~held, name, f"{column['id']}.not-held", "error", f"{name} may not be not held.")
        read[column["id"]] = value.mask(bad)
        read[f"{column['id']}_not_held"] = ~held
    return read


def full_years(born):
    had_birthday = (born.dt.month < DAY.month) | ((born.dt.month == DAY.month) & (born.dt.day <= DAY.day))
    return DAY.year - born.dt.year - (~had_birthday).astype(int)


def full_months(since):
    return (DAY.year - since.dt.year) * 12 + DAY.month - since.dt.month - (since.dt.day > DAY.day).astype(int)


def check(read, rows, findings):
    born, moved, leaves, order = (
        read[name] for name in ["date_of_birth", "placed_on", "expected_end", "dol_start"]
    )
    read["age"] = full_years(born).where(born <= DAY)
    read["stay_days"] = (DAY - moved).dt.days.where(moved <= DAY)
    read["stay_months"] = full_months(moved).where(moved <= DAY)
    cost, legal, setting = read["weekly_cost"], read["legal_status"], read["setting_type"]
    has_order, no_order = read["dol_order"] == "yes", read["dol_order"] == "no"
    year_ago, three_years_ago = DAY - pandas.DateOffset(years=1), DAY - pandas.DateOffset(years=3)
    alike = read[["date_of_birth", "sex", "placed_on"]]
    dob, moved_in, started = "Date of birth", "Date the child moved in", "Date the order started"
    costs, status, kind = "Total weekly cost, in pounds", "Legal status", "Type of setting"
    for where, column, rule, severity, message in [
        (born > DAY, dob, "IH-001", "error", "Born after the reference date."),
        (read["age"] > 17, dob, "IH-002", "error", "Was 18 or over."),
        (read["age"] < 5, dob, "IH-003", "query", "Was under 5."),
        (moved > DAY, moved_in, "IH-004", "error", "Moved in after the reference date."),
        (moved < born, moved_in, "IH-005", "error", "Moved in before birth."),
        ((moved < three_years_ago) & ~(moved < born), moved_in, "IH-006", "query", "Over three years ago."),
        (leaves < DAY, "Date the child is expected to leave", "IH-007", "error", "Has left already."),
        (has_order & rows[started].isna(), started, "IH-008", "error", "The start of the order is missing."),
        (no_order & order.notna(), started, "IH-009", "error", "There is a start but no order."),
        (~no_order & (order > DAY), started, "IH-010", "error", "Started after the reference date."),
        (~no_order & (order < born), started, "IH-011", "error", "Started before birth."),
        (~no_order & (order < year_ago) & ~(order < born), started, "IH-012", "query", "Over a year ago."),
        (cost == 0, costs, "IH-013", "query", "The weekly cost is nothing."),
        ((cost > 0) & (cost < 50_000), costs, "IH-014", "query", "Under £500."),
        ((cost <= 6_000_000) & (cost * 365 / 7 > 100_000_000), costs, "IH-015", "query", "Over a million a year."),
        (cost > 6_000_000, costs, "IH-016", "error", "Over £60,000."),
        ((legal == "L1") & (read["stay_days"] > 3), status, "IH-017", "query", "Police protection for long."),
        (legal.isin(["V3", "V4"]), status, "IH-018", "query", "Short breaks."),
        (legal.isin(["J1", "J3"]), status, "IH-019", "query", "Youth justice."),
        ((setting == "other") & rows["If other, what kind"].isna(), "If other, what kind", "IH-020", "error", "What?"),
        ((setting == "supported-accommodation") & (read["age"] < 16), kind, "IH-021", "query", "Under 16."),
        ((setting == "hotel") & (read["stay_days"] > 28), kind, "IH-022", "query", "Over 28 days in a hotel."),
        (read["child_id"].duplicated() & read["child_id"].notna(), "Child ID", "IH-023", "error", "Twice."),
        (alike.duplicated() & alike.notna().all(axis=1), dob, "IH-024", "query", "Perhaps the same child twice."),
    ]:
        say(findings, rows, where.fillna(False).astype(bool), column, rule, severity, message)
    for where, column, rule, share in [
        (read["sex"] == "U", "Sex", "IH-029", 0.02),
        (read["ethnicity"].isin(["REFU", "NOBT"]), "Ethnicity", "IH-030", 0.2),
        (read["weekly_cost_not_held"], costs, "IH-031", 0.5),
    ]:
        if where.sum() > max(2, len(rows) * share):
            findings.append(pandas.DataFrame({"rule": [rule], "severity": "query", "column": column}))


def count(read):
    """Counts, sums, and every value of what a median is taken of, whole and by each column that figures are broken down by."""
    read["age_band"] = pandas.cut(read["age"], AGES[0], labels=AGES[1])
    read["length_of_stay"] = pandas.cut(read["stay_months"], STAYS[0], labels=STAYS[1])
    read["cost_a_year"] = (read["weekly_cost"] * 365 / 7).round()
    tallies = {"children": len(read)}
    for name in [
        "age_band", "age", "sex", "ethnicity", "setting_type", "dol_order", "uasc", "legal_status", "ehcp", "camhs",
        "provider_type", "main_reason", "registration_applied", "length_of_stay", "placed_in",
    ]:  # fmt: skip
        tallies[name] = read[name].value_counts(dropna=False).to_dict()
    for name in ["weekly_cost", "cost_a_year", "stay_days", "stay_months"]:
        tallies[f"{name} sum"] = numpy.nansum(read[name])
        tallies[f"{name} values"] = read[name].value_counts().to_dict()
        for by in ["setting_type", "provider_type", "age_band", "length_of_stay"]:
            tallies[f"{name} by {by}"] = read.groupby(by, observed=True)[name].agg(["count", "sum"]).to_dict()
    return tallies
