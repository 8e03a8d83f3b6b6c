//! Requests over kept-alive connections.

use super::percentiles;
use actix_web::rt::net::TcpStream;
use actix_web::rt::{System, spawn};
use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::ErrorKind;
use std::rc::Rc;
use std::time::{Duration, Instant};

#[derive(Deserialize)]
pub struct Plan {
    address: String,
    connections: usize,
    seconds: f64,
    /// Seconds before the clock runs.
    #[serde(default)]
    warm_up: f64,
    /// End after so many requests, whatever the clock says.
    #[serde(default)]
    most: Option<u64>,
    #[serde(default)]
    headers: Vec<String>,
    /// Sent in turn.
    requests: Vec<Request>,
    /// First number that stands for `{n}`.
    #[serde(default)]
    from: u64,
}

#[derive(Deserialize, Clone)]
struct Request {
    method: String,
    path: String,
    status: u16,
    marker: String,
    /// `{n}` becomes another number each time.
    #[serde(default)]
    body: Option<String>,
    /// The body holds so many times `item`, in place of `{items}`, each with its own number.
    #[serde(default)]
    item: Option<String>,
    #[serde(default)]
    items: u64,
}

struct Shared {
    plan: Plan,
    ready: Vec<Option<Vec<u8>>>,
    next: Cell<u64>,
    number: Cell<u64>,
    started: Cell<Instant>,
    ends: Cell<Instant>,
    refused: Cell<u64>,
    bytes: Cell<u64>,
}

impl Shared {
    fn number(&self) -> u64 {
        self.number.set(self.number.get() + 1);
        self.number.get()
    }

    fn render(&self, request: &Request) -> Vec<u8> {
        let mut text =
            format!("{} {} HTTP/1.1\r\nHost: {}\r\n", request.method, request.path, self.plan.address);
        for header in &self.plan.headers {
            text.push_str(header);
            text.push_str("\r\n");
        }
        let Some(body) = &request.body else { return (text + "\r\n").into_bytes() };
        let body = match &request.item {
            Some(item) => {
                let items: Vec<String> =
                    (0..request.items).map(|_| item.replace("{n}", &self.number().to_string())).collect();
                body.replace("{items}", &items.join(","))
            }
            None => body.replace("{n}", &self.number().to_string()),
        };
        text.push_str(&format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
        text.into_bytes()
    }

    /// The next request in turn; `None` when enough were sent.
    fn next(&self) -> Option<(usize, Vec<u8>)> {
        let n = self.next.get();
        if self.plan.most.is_some_and(|most| n >= most) || Instant::now() >= self.ends.get() {
            return None;
        }
        self.next.set(n + 1);
        let at = n as usize % self.plan.requests.len();
        Some((at, self.ready[at].clone().unwrap_or_else(|| self.render(&self.plan.requests[at]))))
    }
}

pub fn run(plan: Plan) -> anyhow::Result<Value> {
    ensure!(!plan.requests.is_empty() && plan.connections > 0, "nothing to send");
    System::new().block_on(drive(plan))
}

async fn drive(plan: Plan) -> anyhow::Result<Value> {
    let now = Instant::now();
    let mut shared = Shared {
        number: Cell::new(plan.from),
        ready: Vec::new(),
        next: Cell::new(0),
        started: Cell::new(now),
        ends: Cell::new(now),
        refused: Cell::new(0),
        bytes: Cell::new(0),
        plan,
    };
    shared.ready = shared.plan.requests.iter().map(|r| r.body.is_none().then(|| shared.render(r))).collect();
    check(&shared).await?;
    let shared = Rc::new(shared);
    let start = Instant::now() + Duration::from_secs_f64(shared.plan.warm_up);
    shared.started.set(start);
    shared.ends.set(start + Duration::from_secs_f64(shared.plan.seconds));
    let tasks: Vec<_> = (0..shared.plan.connections).map(|_| spawn(connection(shared.clone()))).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let seconds = start.elapsed().as_secs_f64();
    let sent = times.len() as u64;
    let mut report = percentiles(times);
    report["requests"] = sent.into();
    report["seconds"] = seconds.into();
    report["rate"] = (sent as f64 / seconds).into();
    report["refused"] = shared.refused.get().into();
    report["bytes"] = (shared.bytes.get() / sent.max(1)).into();
    report["numbered_to"] = shared.number.get().into();
    Ok(report)
}

/// Sends every kind of request once and looks at the answer.
async fn check(shared: &Shared) -> anyhow::Result<()> {
    let mut seen: Vec<&str> = Vec::new();
    for request in &shared.plan.requests {
        if seen.contains(&request.path.as_str()) {
            continue;
        }
        seen.push(&request.path);
        let stream = TcpStream::connect(&shared.plan.address).await?;
        let (mut buffer, bytes) = (Vec::new(), shared.render(request));
        let (status, body) = exchange(&stream, &bytes, &mut buffer).await?;
        let body = String::from_utf8_lossy(&buffer[body..]).into_owned();
        ensure!(
            status == request.status && body.contains(&request.marker),
            "{} {} answers {status}, without {:?} in: {}",
            request.method,
            request.path,
            request.marker,
            json!(body.chars().take(600).collect::<String>())
        );
    }
    Ok(())
}

/// One connection until the end; times of the requests that began after the warm-up.
async fn connection(shared: Rc<Shared>) -> anyhow::Result<Vec<u32>> {
    let stream = TcpStream::connect(&shared.plan.address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let (mut times, mut buffer) = (Vec::new(), Vec::with_capacity(64 * 1024));
    while let Some((at, bytes)) = shared.next() {
        let begun = Instant::now();
        let (status, body) = exchange(&stream, &bytes, &mut buffer).await?;
        if begun >= shared.started.get() {
            times.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
            shared.bytes.set(shared.bytes.get() + (buffer.len() - body) as u64);
            if status != shared.plan.requests[at].status {
                shared.refused.set(shared.refused.get() + 1);
            }
        }
    }
    Ok(times)
}

/// Sends one request and reads its whole answer into `buffer`; status, and where the body begins.
async fn exchange(stream: &TcpStream, bytes: &[u8], buffer: &mut Vec<u8>) -> anyhow::Result<(u16, usize)> {
    let mut sent = 0;
    while sent < bytes.len() {
        match stream.try_write(&bytes[sent..]) {
            Ok(n) => sent += n,
            Err(e) if e.kind() == ErrorKind::WouldBlock => stream.writable().await?,
            Err(e) => return Err(e.into()),
        }
    }
    buffer.clear();
    let mut piece = [0_u8; 64 * 1024];
    loop {
        if let Some((status, body, length)) = head(buffer)?
            && buffer.len() >= body + length
        {
            return Ok((status, body));
        }
        stream.readable().await?;
        match stream.try_read(&mut piece) {
            Ok(0) => anyhow::bail!("the server closed the connection"),
            Ok(n) => buffer.extend_from_slice(&piece[..n]),
            Err(e) if e.kind() == ErrorKind::WouldBlock => {}
            Err(e) => return Err(e.into()),
        }
    }
}

/// Status, start of the body and its length, once the head is there.
fn head(buffer: &[u8]) -> anyhow::Result<Option<(u16, usize, usize)>> {
    let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&buffer[..end])?;
    let status = head.get(9..12).and_then(|s| s.parse().ok()).context("no status line")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    Ok(Some((status, end + 4, length.context("an answer without Content-Length")?)))
}
