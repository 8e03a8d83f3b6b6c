#!/usr/bin/env python3
"""Writes a ledger as clerks keep it (title, unit line, header, rows, total) with any number of rows; for benchmarks.

usage: make_ledger.py ROWS FILE.xlsx [SEED]      another seed, another ledger
"""
import random
import sys
import zipfile
from xml.sax.saxutils import escape

HEADER = ["序号", "项目名称", "建设内容", "投资方", "总投资（万元）", "签约时间", "开工时间", "产业类别", "建设地点", "责任单位", "进展情况", "备注"]
PLACES = ["金川区", "永昌县", "金昌经济技术开发区", "河西堡工业园"]
TRADES = ["镍铜精深加工", "新能源电池材料", "光伏组件", "菊芋加工", "奶牛养殖", "氟化工", "数据中心", "文化旅游"]
WORDS = ["恒", "瑞", "金", "昌", "盛", "源", "泰", "丰", "华", "远", "宏", "达", "祥", "安", "信", "和", "兴", "隆", "广", "博"]
STAGES = ["在谈", "签约", "落地", "开工", "在建", "投产"]


def column(index):
    return chr(ord("A") + index)


def cell(reference, value):
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def line(number, values):
    cells = "".join(cell(f"{column(i)}{number}", v) for i, v in enumerate(values) if v != "")
    return f'<row r="{number}">{cells}</row>'


def ledger(rows, seed):
    rng = random.Random(20260301 + seed)
    yield line(1, ["金昌市重点招商引资项目台账"])
    yield line(2, ["填报单位：市招商局", "", "", "", "单位：万元"])
    yield line(3, HEADER)
    total = 0
    for n in range(1, rows + 1):
        company = "".join(rng.choices(WORDS, k=4)) + f"{n:05d}科技有限公司"
        trade = rng.choice(TRADES)
        amount = rng.randrange(1000, 300000)
        total += amount
        day = f"20{rng.randrange(15, 26)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        yield line(n + 3, [n, f"{''.join(rng.choices(WORDS, k=3))}{n}号{trade}项目", f"建设{trade}生产线{rng.randrange(1, 9)}条及配套设施",
                           company, amount, day, "", trade, rng.choice(PLACES), "市工信局", rng.choice(STAGES), ""])
    yield line(rows + 4, ["合计", "", "", "", total])


def main():
    rows, path = int(sys.argv[1]), sys.argv[2]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    fixed = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in fixed.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for row in ledger(rows, seed):
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")


if __name__ == "__main__":
    main()
