//! A wire between the program and its PostgreSQL that a test can cut and mend, as a switch or a restart of the server
//! would.

use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Passes bytes to the database until it is cut.
pub struct Proxy {
    /// Address of the database through this wire.
    pub url: String,
    state: Arc<State>,
}

struct State {
    cut: AtomicBool,
    streams: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// A wire to the server of this address.
    pub fn to(url: &str) -> Self {
        let (before, after) = url.rsplit_once('@').expect("user@server");
        let (server, database) = after.split_once('/').expect("server/database");
        let server = server.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let here = listener.local_addr().expect("address");
        let state = Arc::new(State { cut: AtomicBool::new(false), streams: Mutex::default() });
        let shared = state.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(there) = TcpStream::connect(&server) {
                    shared.join(client, there);
                }
            }
        });
        Self { url: format!("{before}@{here}/{database}"), state }
    }

    /// Ends every connection and lets no new one through.
    pub fn cut(&self) {
        self.state.cut.store(true, Ordering::SeqCst);
        for stream in self.state.streams.lock().expect("streams").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.state.cut.store(false, Ordering::SeqCst);
    }
}

impl State {
    fn join(&self, client: TcpStream, server: TcpStream) {
        let mut streams = self.streams.lock().expect("streams");
        // asked under the lock: who was let in just before a cut is cut with the others
        if self.cut.load(Ordering::SeqCst) {
            return;
        }
        for (from, to) in [(&client, &server), (&server, &client)] {
            let (mut from, mut to) = (from.try_clone().expect("stream"), to.try_clone().expect("stream"));
            streams.push(from.try_clone().expect("stream"));
            thread::spawn(move || {
                let _ = std::io::copy(&mut from, &mut to);
                let _ = to.shutdown(Shutdown::Write);
            });
        }
    }
}
