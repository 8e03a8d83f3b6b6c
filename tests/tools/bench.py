#!/usr/bin/env python3
"""Measures one running service and writes the table: scripts/bench.sh prepares everything and calls this.

usage: bench.py SETTINGS.json     (written by scripts/bench.sh: addresses, process ids, token, database, mode, reports)

A line of the table is one entry of LINES: a name, the requests it sends in turn, how it is compared. Every kind of request
is sent once and its answer checked before the clock runs; a refused answer fails the whole bench.
Ceilings are measured in the same run: `constant` = JSON of the same size behind the same sign-in and middleware of the
same process; `sql` = the statements the product itself ran for these requests (taken from its log), prepared once and run
in process on the same file (SQLite) or by pgbench (PostgreSQL).
"""
import datetime
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench_whole import ask, memory_mib  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")
quote = urllib.parse.quote


def get(path, marker='"items"', status=200):
    return {"method": "GET", "path": "/api/v1" + path, "status": status, "marker": marker}


class Bench:
    # what a service asks by itself, whoever calls meanwhile
    BACKGROUND = re.compile(r'FROM ["`](jobs|settings)["`]')

    def __init__(self, settings):
        self.s = settings
        self.pid, self.address = settings["pid"], settings["address"]
        self.headers = [f"Authorization: Bearer {settings['token']}"]
        self.rows, self.number = [], 1
        self.unit = ask(self.address, "/api/v1/me", settings["token"])[0]["user"]["unit_id"]
        total = self.list("?per_page=1")["total"]
        pages = [max(1, int(min(total, 100_000) / 50 * i / 10)) for i in range(1, 10)]
        self.sample = [p for page in pages for p in self.list(f"?per_page=50&page={page}&sort=number")["items"]]
        self.total = total

    def list(self, query):
        return ask(self.address, "/api/v1/projects" + query, self.s["token"])[0]

    # --- requests ----------------------------------------------------------------------------------
    def words(self):
        """Two and three characters as people type them: from names, the firm's own word or what is made."""
        found = []
        for i, project in enumerate(self.sample):
            han = re.findall(r"[\u4e00-\u9fff]+", project["name"].removesuffix("项目"))
            text = han[0] if i % 2 else han[-1]
            length = 2 + i % 4 // 2
            if len(text) >= length and text[:length] not in ("年产", "项目"):
                found.append(text[:length] if i % 2 else text[-length:])
        return list(dict.fromkeys(found))[:100]

    def initials(self):
        """Initials of firms, as the search box takes them; the program itself knows the readings."""
        known = {"金昌": "jc", "光伏": "gfzj", "电池": "cndc", "铜箔": "tb", "负极": "fjcl", "奶牛": "nnyz", "数据": "sjzx", "冷链": "llwl", "海绵": "hmt", "菊芋": "jyf"}
        return list(known.values()) + ["cailiao"[:4] + "ao", "guangfu", "dianchi", "tongbo"]

    def filters(self):
        units = list(dict.fromkeys(p["lead_unit_id"] for p in self.sample))[:4]
        chains = list(dict.fromkeys(p["chain"] for p in self.sample if p.get("chain")))[:4]
        for stage in ("signed", "negotiating", "producing", "building"):
            yield f"?per_page=20&stage={stage}&sort=-total_investment_yuan"
        for chain in chains:
            yield f"?per_page=20&chain={quote(chain)}&sort=-updated_at"
        for unit in units:
            yield f"?per_page=20&lead_unit_id={unit}&sort=-updated_at"
        yield "?per_page=20&stage=signed,landed&end_state=none&sort=-signed_on"

    def coloured(self):
        for colour in ("red", "orange", "blue", "green"):
            for sort in ("-total_investment_yuan", "-updated_at", "number"):
                yield f"?per_page=20&colour={colour}&sort={sort}"

    def units(self):
        return list(dict.fromkeys(p["lead_unit_id"] for p in self.sample))[:6]

    def narrowed(self, rows):
        """A condition that leaves about so many projects: lead units until there are enough."""
        groups = ask(self.address, "/api/v1/projects/summary?groups=unit", self.s["token"])[0]["by_unit"]
        taken, count = [], 0
        for group in sorted(groups, key=lambda g: -g["count"]):
            if count + group["count"] <= rows * 1.1:
                taken.append(group["key"])
                count += group["count"]
        return "lead_unit_id=" + ",".join(taken)

    def project(self):
        return ('{"name":"测速{n}号银川铜箔项目","content":"测速","lead_source":"visitor","lead_unit_id":%d,"confirmed_different":true,'
                '"total_investment_yuan":5000000,"parties":[{"name":"测速{n}号公司","role":"investor"}]}' % self.unit)

    # --- measuring ---------------------------------------------------------------------------------
    def cpu(self):
        """Seconds of processor time: of the service, of PostgreSQL's processes."""
        def of(pid):
            try:
                with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
                    fields = stat.read().rsplit(")", 1)[1].split()
                return (int(fields[11]) + int(fields[12])) / TICK, int(fields[1])
            except OSError:
                return 0.0, 0
        database = {}
        if self.s.get("postmaster"):
            for name in filter(str.isdigit, os.listdir("/proc")):
                seconds, parent = of(name)
                if parent == self.s["postmaster"]:
                    database[name] = seconds
        return of(self.pid)[0], database

    def tool(self, command, plan):
        done = subprocess.run(self.s["pin_tool"] + [self.s["tool"], command], input=json.dumps(plan), text=True,
                              capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"the load tool failed: {done.stderr[-2000:]}")
        return json.loads(done.stdout)

    def load(self, requests, connections=None, seconds=None, most=None):
        plan = {"address": self.address, "connections": connections or self.s["connections"],
                "seconds": seconds or self.s["seconds"], "warm_up": 0 if most else min(2, self.s["seconds"] / 4), "headers": self.headers,
                "requests": requests, "from": self.number * 1_000_000, "most": most}
        self.number += 1
        before, database = self.cpu()
        report = self.tool("load", plan)
        after, later = self.cpu()
        # the warm-up is in the processor time and not in the count: scale it out
        share = report["seconds"] / (report["seconds"] + plan["warm_up"])
        per_thousand = 1000 * 1000 * share / max(1, report["requests"])
        report["cpu"] = (after - before) * per_thousand
        report["database_cpu"] = sum(t - database.get(p, 0.0) for p, t in later.items()) * per_thousand
        report["memory"] = memory_mib(self.pid, "VmRSS")
        report["most_memory"] = memory_mib(self.pid, "VmHWM")
        if report["refused"]:
            sys.exit(f"{report['refused']} answers were refused: the figures mean nothing. {requests[0]['path']}")
        return report

    def statements(self, requests):
        """What the product ran for these requests, from the log of a second process on the same database."""
        with open(self.s["sql_log"], encoding="utf-8", errors="replace") as log:
            taken = []
            for request in requests:
                ask(self.s["sql_address"], "/api/v1/me", self.s["token"])
                time.sleep(0.02)
                log.seek(0, os.SEEK_END)
                ask(self.s["sql_address"], request["path"], self.s["token"])
                time.sleep(0.05)
                lines = [json.loads(line)["fields"].get("query") for line in log.read().splitlines() if line.startswith("{")]
                taken.append([split_binds(q) for q in lines if q and q.lstrip().upper().startswith(("SELECT", "WITH")) and not self.BACKGROUND.search(q)])
        return taken

    def sql_ceiling(self, requests):
        taken = self.statements(requests[:8])
        if not any(taken):
            return None
        if self.s["database"] == "sqlite":
            plan = {"database": self.s["file"], "seconds": min(self.s["seconds"], 5),
                    "requests": [[{"sql": sql, "binds": [b.micros() if isinstance(b, Instant) else b for b in binds]} for sql, binds in each] for each in taken]}
            return self.tool("sql", plan)["rate"]
        return pgbench(self.s, taken)

    # --- the table ---------------------------------------------------------------------------------
    def line(self, name, report, target="", met=None, ceilings=None):
        row = {"name": name, **report, "target": target, "met": met, "ceilings": ceilings or {}}
        self.rows.append(row)
        shares = " ".join(f"{kind} {share:.0%}" for kind, share in row["ceilings"].items())
        verdict = {True: "met", False: "MISSED", None: ""}[met]
        text = (f"{name:<14}{row.get('rate', 0):>9.0f}{row.get('p50', 0):>9.2f}{row.get('p99', 0):>9.2f}{row.get('cpu', 0):>9.0f}"
                f"{row.get('database_cpu', 0):>9.0f}{row.get('memory', 0):>8.0f}  {shares:<28}{target:<26}{verdict}")
        print(text, flush=True)
        with open(os.path.join(self.s["reports"], "table.txt"), "a", encoding="utf-8") as table:
            table.write(text + "\n")


def split_binds(text):
    """The SQL and its values, from a logged statement; values are printed as Rust prints them."""
    sql, _, binds = text.partition(" -- binds: ")
    return sql, value_of(binds.strip(), 0)[0] if binds.strip() else []


class Instant(str):
    """An instant as RFC 3339; SQLite holds microseconds."""

    def micros(self):
        moment = datetime.datetime.fromisoformat(self.replace("Z", "+00:00"))
        return round((moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)).total_seconds() * 1_000_000)


def value_of(text, at):
    """The value that begins at this place, and the place behind it."""
    while at < len(text) and text[at] == " ":
        at += 1
    if text.startswith("Some(", at):
        value, at = value_of(text, at + 5)
        return value, at + 1
    if text[at:at + 1] == "[":
        values, at = [], at + 1
        while at < len(text) and text[at] != "]":
            value, at = value_of(text, at)
            values.append(value)
            while at < len(text) and text[at] in ", ":
                at += 1
        return values, at + 1
    if text[at:at + 1] == '"':
        words = re.compile(r'"((?:[^"\\]|\\.)*)"').match(text, at)
        return (json.loads(words[0]) if "\\u{" not in words[0] else words[1]), words.end()
    plain = re.compile(r"[^,\]()]+(?:\([^)]*\))?").match(text, at)
    word, at = plain[0].strip(), plain.end()
    if word.startswith("Stamp("):
        return Instant(word[6:-1]), at
    if re.fullmatch(r"-?\d+", word):
        return int(word), at
    if word in ("true", "false", "None"):
        return {"true": True, "false": False, "None": None}[word], at
    if re.fullmatch(r"[A-Z]\w*", word):
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).lower(), at  # an enum's name as its code
    return word, at


def literal(value):
    """As pgbench sends it: every value is text."""
    if isinstance(value, list):
        return "{" + ",".join(json.dumps(v, ensure_ascii=False) if isinstance(v, str) else str(literal(v)) for v in value) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def pgbench(settings, taken):
    files, variables = [], []
    for f, statements in enumerate(taken):
        if not statements:
            continue
        lines = []
        for s, (sql, binds) in enumerate(statements):
            for b in range(len(binds), 0, -1):
                value = literal(binds[b - 1])
                # pgbench takes no empty variables
                plain = {None: "NULL", "": "''"}.get(binds[b - 1]) if not isinstance(binds[b - 1], list) else None
                sql = re.sub(rf"\${b}(?!\d)", plain or f":v{f}_{s}_{b}", sql)
                variables += [] if plain else ["-D", f"v{f}_{s}_{b}={value}"]
            lines.append(sql.strip() + ";")
        path = os.path.join(settings["scratch"], f"pgbench-{f}.sql")
        with open(path, "w", encoding="utf-8") as script:
            script.write("\n".join(lines) + "\n")
        files += ["-f", path]
    def run(seconds):
        command = ["pgbench", "--no-vacuum", "-M", "prepared", "-c", str(min(16, settings["connections"])), "-j", "1", "-T", str(seconds)]
        done = subprocess.run(settings["pin_tool"] + command + files + variables + [settings["url"]], text=True, capture_output=True, check=False)
        found = re.search(r"transactions actually processed: (\d+)", done.stdout)
        if not found or done.returncode:
            print(f"pgbench failed: {done.stderr[-1500:]}", file=sys.stderr)
            return None
        return int(found.group(1))

    # every client prepares every statement first: what a longer run does more than a shorter one is the ceiling
    shorter, longer = run(4), run(10)
    return (longer - shorter) / 6 if shorter and longer and longer > shorter else None


def reads(bench):
    """Name, requests, target kind: what people ask for most. One entry is one line of the table."""
    ids = [p["id"] for p in bench.sample]
    deep = [f"?per_page=20&page={min(bench.total, 100_000) // 20 - i}" for i in range(1, 5)]
    return [
        ("get", [get(f"/projects/{i}", '"parties"') for i in ids]),
        ("list", [get("/projects" + q) for q in bench.filters()]),
        ("list-total", [get("/projects?per_page=20", '"total"')]),
        ("deep-page", [get("/projects" + q) for q in deep]),
        ("search", [get(f"/projects?per_page=20&q={quote(w)}") for w in bench.words()]),
        ("pinyin", [get(f"/projects?per_page=20&q={w}") for w in bench.initials()]),
        ("board", [get("/board", '"columns"')]),
        ("summary", [get("/projects/summary", '"by_stage"')]),
        ("sums", [get("/projects/summary?groups=stage", '"by_stage"')]),
        ("colours", [get("/colour-counts", '"by_colour"')]),
        ("coloured", [get("/projects" + q, '"total"') for q in bench.coloured()]),
        ("inbox-counts", [get("/inbox/counts", '"tabs"')]),
        ("dashboard", [get("/dashboard", '"ranking"')]),
        ("rates", [get("/rates", '"rates"')]),
        ("effects-unit", [get(f"/trip-effects?unit_id={u}", '"figures"') for u in bench.units()]),
    ]


# what the best of others did on one core, requests a second, and how many times that is demanded
ONE_CORE = {"get": (2758, 4), "list": (853, 5), "list-total": (720, 5), "search": (70, 30), "sums": (76, 100), "create": (1226, 1.2), "login": (43, 1)}


def judge(bench, name, report, ceilings):
    """Target in words, and whether it was met."""
    s, wanted = bench.s, []
    if s["one_core"] and name in ONE_CORE:
        rate, times = ONE_CORE[name]
        wanted.append((f">= {rate * times:.0f}/s", report["rate"] >= rate * times))
    if name == "search" and s["one_core"]:
        wanted.append(("p99 <= 50 ms", report["p99"] <= 50))
    if not s["one_core"]:
        if name in ("board", "summary", "dashboard"):
            limit = 40 if bench.total > 500_000 else 25
            wanted.append((f"alone <= {limit} ms", report.get("alone", 1e9) <= limit))
        if name in ("colours", "coloured"):
            wanted.append(("alone <= 30 ms", report.get("alone", 1e9) <= 30))
        if name == "search":
            wanted.append(("alone <= 10 ms", report.get("alone", 1e9) <= 10))
        share = {"sqlite": {"get": ("constant", 0.35), "list": ("sql", 0.30)}, "postgres": {"get": ("sql", 0.35), "list": ("sql", 0.35)}}[s["database"]].get(name)
        if share and share[0] in ceilings:
            wanted.append((f">= {share[1]:.0%} of {share[0]}", ceilings[share[0]] >= share[1]))
    if not wanted:
        return "", None
    return ", ".join(w for w, _ in wanted), all(m for _, m in wanted)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    bench = Bench(settings)
    only = [n for n in os.environ.get("BENCH_LINES", "").split(",") if n]
    wanted = lambda name: not only or name in only  # noqa: E731
    head = (f"{settings['database']}, {bench.total} projects, {settings['connections']} connections, {settings['seconds']} s a line"
            f"{', server and database on one core' if settings['one_core'] else ''}, {time.strftime('%Y-%m-%d %H:%M')}, {settings['machine']}\n"
            f"{'line':<14}{'per s':>9}{'p50 ms':>9}{'p99 ms':>9}{'cpu':>9}{'db cpu':>9}{'MiB':>8}  {'ceiling':<28}{'target':<26}   (cpu: ms per 1000 requests)")
    print(head, flush=True)
    with open(os.path.join(settings["reports"], "table.txt"), "w", encoding="utf-8") as table:
        table.write(head + "\n")
    constant = {}
    for name, requests in reads(bench):
        if not wanted(name):
            continue
        report, ceilings = bench.load(requests), {}
        # one caller alone: how long a person waits, whatever else the machine could do
        report["alone"] = bench.load(requests, connections=1, seconds=2)["p50"]
        if name in ("get", "list"):
            size = report["bytes"]
            constant[name] = bench.load([{"method": "GET", "path": f"/bench/constant/{size}", "status": 200, "marker": "xxx"}])
            bench.line(f"constant {size}", constant[name])
            ceilings["constant"] = report["rate"] / constant[name]["rate"]
        if name in ("get", "list", "search", "summary", "board", "colours", "coloured") and (ceiling := bench.sql_ceiling(requests)):
            ceilings["sql"] = report["rate"] / ceiling
            report["sql_ceiling"] = ceiling
        bench.line(name, report, *judge(bench, name, report, ceilings), ceilings)
    exports(bench, wanted)
    effects(bench, wanted)
    writes(bench, wanted)
    with open(os.path.join(settings["reports"], "figures.json"), "w", encoding="utf-8") as out:
        json.dump({"settings": {k: v for k, v in settings.items() if k not in ("token", "password", "url")}, "lines": bench.rows}, out, ensure_ascii=False, indent=1)
    missed = [row["name"] for row in bench.rows if row["met"] is False]
    print(f"missed: {', '.join(missed)}" if missed else "all targets met", flush=True)


def effects(bench, wanted):
    """Everything that all trips led to: one caller, asked a few times."""
    if wanted("effects"):
        report = bench.load([get("/trip-effects", '"figures"')], connections=1, seconds=3)
        bench.line("effects", {**report, "alone": report["p50"]})


def exports(bench, wanted):
    """Jobs: rows a second from the order to the finished file, and the most memory the service ever had."""
    for rows, kind in ((int(os.environ.get("BENCH_ROWS", "10000")), "xlsx"), (None, "xlsx"), (None, "csv")):
        name = f"export {kind}" + (f" {rows}" if rows else "")
        if not wanted("export"):
            continue
        year = "" if rows is None else bench.narrowed(rows)
        begun = time.monotonic()
        body = json.dumps({"list": "projects", "format": kind, "filter": year}).encode()
        made, _ = ask(bench.address, "/api/v1/exports", bench.s["token"], "POST", body, {"Content-Type": "application/json"})
        while (done := ask(bench.address, f"/api/v1/exports/{made['id']}", bench.s["token"])[0])["state"] in ("queued", "running"):
            time.sleep(0.05)
        seconds = time.monotonic() - begun
        if done["state"] != "ready":
            sys.exit(f"the export ended as {done['state']}")
        memory = memory_mib(bench.pid, "VmHWM")
        report = {"rate": done["rows_written"] / seconds, "p50": seconds * 1000, "p99": seconds * 1000, "memory": memory,
                  "rows": done["rows_written"], "seconds": seconds}
        whole = rows is None and kind == "xlsx"
        per_100k = seconds * 100_000 / max(1, done["rows_written"])
        target = f"{done['rows_written']} rows: {seconds:.1f} s, <= 15 s, <= 200 MiB" if whole else f"{done['rows_written']} rows: {seconds:.1f} s"
        bench.line(name, report, target, (per_100k <= 15 and memory <= 200) if whole else None)


def writes(bench, wanted):
    create = {"method": "POST", "path": "/api/v1/projects", "status": 201, "marker": '"number"', "body": bench.project()}
    if wanted("create"):
        report = bench.load([create])
        bench.line("create", report, *judge(bench, "create", report, {}))
    if wanted("login"):
        body = json.dumps({"username": bench.s["username"], "password": bench.s["password"]})
        login = {"method": "POST", "path": "/api/v1/auth/login", "status": 200, "marker": "access_token", "body": body}
        report = bench.load([login])
        bench.line("login", report, *judge(bench, "login", report, {}))
    if wanted("batch"):
        rows = int(os.environ.get("BENCH_BATCH_ROWS", "100000"))
        batch = {"method": "POST", "path": "/api/v1/projects/batch", "status": 200, "marker": '"refused":0', "body": '{"items":[{items}]}',
                 "item": bench.project(), "items": 200}
        report = bench.load([batch], seconds=900, most=rows // 200, connections=4)
        seconds = report["seconds"]
        report.update(rate=rows / seconds, p50=report["p50"], cpu=report["cpu"] / 200, database_cpu=report["database_cpu"] / 200)
        bench.line("batch rows", report, f"{rows} rows in 10 s: {seconds:.1f}", seconds * 100_000 / rows <= 10)


if __name__ == "__main__":
    main()
