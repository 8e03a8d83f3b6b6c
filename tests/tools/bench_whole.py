#!/usr/bin/env python3
"""What a bench of requests does not show: start, memory, and reading and writing while a large ledger is imported.

usage: bench_whole.py start BINARY ADDRESS          time from start to the first answer, and memory when idle
       bench_whole.py memory PID                    most memory that a service ever had
       bench_whole.py import PID ADDRESS FILE TOKEN  upload, preview and commit FILE; reads and writes go on meanwhile
       bench_whole.py day BINARY POSTMASTER          a day's work of the made-up city (POSTMASTER 0: SQLite)
Environment of the service is taken as it stands. Prints one line a figure: NAME VALUE UNIT TARGET.
"""
import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
import uuid

OPEN = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(address, path, token=None, method="GET", body=None, headers=None):
    request = urllib.request.Request(f"http://{address}{path}", data=body, method=method, headers=headers or {})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with OPEN.open(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null"), answer.headers


def memory_mib(pid, field):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field)) / 1024


def show(name, value, unit, target):
    print(f"{name:<28} {value:>9.1f} {unit:<4} {target}", flush=True)


def start(binary, address):
    begun = time.monotonic()
    service = subprocess.Popen([binary, "serve"], stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                ask(address, "/readyz")
                break
            except OSError:
                if service.poll() is not None or time.monotonic() - begun > 30:
                    sys.exit("the service does not start")
                time.sleep(0.002)
        show("first answer after start", (time.monotonic() - begun) * 1000, "ms", "<= 300")
        time.sleep(3)
        show("idle memory", memory_mib(service.pid, "VmRSS"), "MiB", "<= 40 (SQLite)")
    finally:
        service.terminate()
        service.wait(30)


def most_memory(pid):
    show("most memory of all", memory_mib(pid, "VmHWM"), "MiB", "")


def database_cpu(postmaster):
    """Processor seconds of PostgreSQL: of every process that is there, and of those that have ended."""
    if not postmaster:
        return 0.0
    ticks = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(name) == postmaster:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == postmaster:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def day(binary, postmaster):
    """The processor time of each part, of the program and of the database; the target is for colours and inboxes."""
    words = {"colours": "day: all colours anew", "colours again": "day: colours", "slips": "day: slips that lapsed",
             "reminders": "day: reminders", "inboxes": "day: everybody's inbox"}
    total, every_day, before = 0.0, 0.0, database_cpu(int(postmaster))
    with subprocess.Popen([binary, "demo", "day"], stdout=subprocess.PIPE, text=True) as work:
        for line in work.stdout:
            part = json.loads(line)
            after = database_cpu(int(postmaster))
            cpu, before = part["cpu"] + after - before, after
            total += cpu
            every_day += cpu if part["part"] in ("colours again", "inboxes") else 0
            done = ", ".join(f"{k} {v}" for k, v in (part["done"] or {}).items())
            show(words[part["part"]], cpu, "s", f"{part['seconds']:.1f} s in all; {done}")
    if work.returncode:
        sys.exit("the day's work failed")
    show("day: colours and inboxes", every_day, "s", f"< 60 with 100,000 projects: {'met' if every_day < 60 else 'missed'}")
    show("day: all of it", total, "s", "with all colours anew and the reminders of a first day")


def multipart(path):
    mark = uuid.uuid4().hex
    with open(path, "rb") as file:
        content = file.read()
    head = f'--{mark}\r\nContent-Disposition: form-data; name="into"\r\n\r\nprojects\r\n' \
           f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="ledger.xlsx"\r\n' \
           f"Content-Type: application/octet-stream\r\n\r\n"
    return head.encode() + content + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def finished(address, token, job):
    while True:
        state, _ = ask(address, f"/api/v1/jobs/{job}", token)
        if state["state"] not in ("queued", "running"):
            if state["state"] != "succeeded":
                sys.exit(f"the job ended as {state['state']}: {state['failure']}")
            return
        time.sleep(0.1)


def run_import(pid, address, path, token):
    times, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            begun = time.monotonic()
            ask(address, "/api/v1/projects?per_page=20", token)
            times.append((time.monotonic() - begun) * 1000)
            time.sleep(0.005)

    unit = ask(address, "/api/v1/me", token)[0]["user"]["unit_id"]
    written = []

    def write():
        while not stop.is_set():
            body = {"name": f"导入时登记{uuid.uuid4().hex[:12]}", "content": "测速", "lead_source": "visitor",
                    "lead_unit_id": unit, "confirmed_different": True,
                    "parties": [{"name": f"测速{uuid.uuid4().hex[:8]}公司", "role": "investor"}]}
            headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
            begun = time.monotonic()
            ask(address, "/api/v1/projects", token, "POST", json.dumps(body).encode(), headers)
            written.append((time.monotonic() - begun) * 1000)
            time.sleep(0.1)

    others = [threading.Thread(target=read), threading.Thread(target=write)]
    for other in others:
        other.start()
    try:
        body, kind = multipart(path)
        headers = {"Content-Type": kind, "Idempotency-Key": str(uuid.uuid4())}
        begun = time.monotonic()
        made, _ = ask(address, "/api/v1/imports", token, "POST", body, headers)
        if made["state"] == "uploaded":
            finished(address, token, made["job_id"])
        session = made["id"]
        view, head = ask(address, f"/api/v1/imports/{session}", token)
        previewed = time.monotonic() - begun
        show("import: read and preview", previewed, "s", f"{view['counts']['records']} rows")
        show("memory after preview", memory_mib(pid, "VmHWM"), "MiB", "< 150")
        if view["counts"]["ok"] == 0:
            return
        headers = {"If-Match": head["ETag"], "Idempotency-Key": str(uuid.uuid4())}
        job, _ = ask(address, f"/api/v1/imports/{session}/commits", token, "POST", b"", headers)
        finished(address, token, job["id"])
        whole = time.monotonic() - begun
        show("import: commit", whole - previewed, "s", f"{view['counts']['ok']} rows")
        show("import: whole", whole, "s", "<= 10 with 10,000 rows")
        show("most memory while importing", memory_mib(pid, "VmHWM"), "MiB", "< 150")
    finally:
        stop.set()
        for other in others:
            other.join()
        show_times("reads meanwhile", times, 50)
        show_times("writes meanwhile", written, 100)


def show_times(what, times, limit):
    times.sort()
    show(f"{what}, p50", times[len(times) // 2], "ms", f"{len(times)} requests")
    show(f"{what}, p99", times[int(len(times) * 0.99)], "ms", f"< {limit}")


if __name__ == "__main__":
    {"start": start, "memory": most_memory, "import": run_import, "day": day}[sys.argv[1]](*sys.argv[2:])
