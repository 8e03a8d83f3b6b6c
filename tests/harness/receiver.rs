//! Other systems that a test stands in for: a web hook that notes what it is sent and answers as told, and the least of
//! a mail server.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What was sent to a web hook.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Path and query.
    pub path: String,
    /// JSON body.
    pub body: serde_json::Value,
}

/// A web hook on this machine.
pub struct Hook {
    /// Its address, `http://127.0.0.1:port`.
    pub url: String,
    got: Arc<Mutex<Vec<Posted>>>,
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
    silence: Arc<Mutex<Duration>>,
}

impl Default for Hook {
    fn default() -> Self {
        Self::new()
    }
}

impl Hook {
    /// One that takes everything, as a robot does.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("address"));
        let hook = Self { url, got: Arc::default(), answers: Arc::default(), silence: Arc::default() };
        let (got, answers, silence) = (hook.got.clone(), hook.answers.clone(), hook.silence.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (got, answers, silence) = (got.clone(), answers.clone(), silence.clone());
                thread::spawn(move || {
                    let Some(posted) = read_request(&stream) else { return };
                    got.lock().expect("got").push(posted);
                    let wait = *silence.lock().expect("silence");
                    thread::sleep(wait);
                    let answer = answers.lock().expect("answers").pop_front();
                    let (status, body) = answer.unwrap_or((200, r#"{"errcode":0,"errmsg":"ok"}"#.to_owned()));
                    let (extra, body) = if (300..400).contains(&status) {
                        (format!("Location: {body}\r\n"), String::new())
                    } else {
                        (String::new(), body)
                    };
                    let head = format!(
                        "HTTP/1.1 {status} -\r\nContent-Type: application/json\r\n{extra}Connection: close\r\n"
                    );
                    let _ = write!(&stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len());
                });
            }
        });
        hook
    }

    /// What the next request is answered; of a redirect the body is where it leads.
    pub fn answers(&self, status: u16, body: &str) {
        self.answers.lock().expect("answers").push_back((status, body.to_owned()));
    }

    /// How long it thinks before it answers.
    pub fn thinks(&self, time: Duration) {
        *self.silence.lock().expect("silence") = time;
    }

    /// Everything it was sent.
    pub fn got(&self) -> Vec<Posted> {
        self.got.lock().expect("got").clone()
    }

    /// Waits until it was sent so many.
    #[track_caller]
    pub fn wait_for(&self, count: usize, patience: Duration) -> Vec<Posted> {
        let since = Instant::now();
        while self.got().len() < count {
            assert!(since.elapsed() < patience, "only {:?}", self.got());
            thread::sleep(Duration::from_millis(20));
        }
        self.got()
    }
}

fn read_request(stream: &TcpStream) -> Option<Posted> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Posted { path, body: serde_json::from_slice(&body).unwrap_or_default() })
}

/// A mail that was taken.
#[derive(Debug, Clone, Default)]
pub struct Posting {
    /// Mailboxes of the envelope.
    pub to: Vec<String>,
    /// Headers and body as sent.
    pub text: String,
}

/// The least of a mail server.
pub struct MailServer {
    /// Its port.
    pub port: u16,
    got: Arc<Mutex<Vec<Posting>>>,
    refusals: Arc<Mutex<VecDeque<String>>>,
}

impl Default for MailServer {
    fn default() -> Self {
        Self::new()
    }
}

impl MailServer {
    /// One that takes every mail.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("address").port();
        let server = Self { port, got: Arc::default(), refusals: Arc::default() };
        let (got, refusals) = (server.got.clone(), server.refusals.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (got, refusals) = (got.clone(), refusals.clone());
                thread::spawn(move || converse(&stream, &got, &refusals));
            }
        });
        server
    }

    /// The next recipient is refused with this line, such as `550 unknown`.
    pub fn refuses(&self, line: &str) {
        self.refusals.lock().expect("refusals").push_back(line.to_owned());
    }

    /// The mails it took.
    pub fn got(&self) -> Vec<Posting> {
        self.got.lock().expect("got").clone()
    }
}

fn converse(stream: &TcpStream, got: &Mutex<Vec<Posting>>, refusals: &Mutex<VecDeque<String>>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let say = |line: &str| write!(&*stream, "{line}\r\n").ok();
    say("220 test ready")?;
    let mut mail = Posting::default();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let command = line.trim_end().to_owned();
        match command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => say("250-test\r\n250 8BITMIME")?,
            "RCPT" => match refusals.lock().expect("refusals").pop_front() {
                Some(refusal) => say(&refusal)?,
                None => {
                    mail.to.push(command.split(['<', '>']).nth(1)?.to_owned());
                    say("250 ok")?;
                }
            },
            "DATA" => {
                say("354 go on")?;
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).ok()?;
                    if line == ".\r\n" {
                        break;
                    }
                    mail.text.push_str(&line);
                }
                got.lock().expect("got").push(std::mem::take(&mut mail));
                say("250 taken")?;
            }
            "QUIT" => {
                say("221 bye")?;
                return None;
            }
            _ => say("250 ok")?,
        }
    }
}
