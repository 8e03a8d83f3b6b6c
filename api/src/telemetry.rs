//! Logs and metrics. Bodies, phones, identity numbers and tokens are never logged; statements with their values only at
//! `chengfeng::sql=trace`, which is for measuring on made-up data (see `db/pool.rs`).

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();

/// Counters and times of one process.
#[derive(Default)]
pub struct Telemetry;

impl Telemetry {
    /// One served request.
    pub fn request(&self, method: &str, path: &str, status: u16, elapsed: Duration) {
        let labels =
            [("method", method.to_owned()), ("path", path.to_owned()), ("status", status.to_string())];
        metrics::counter!("http_requests_total", &labels).increment(1);
        metrics::histogram!("http_request_seconds", "path" => path.to_owned()).record(elapsed.as_secs_f64());
    }

    /// How long a unit of work waited for its connection.
    pub fn waited_for_database(&self, elapsed: Duration) {
        metrics::histogram!("db_wait_seconds").record(elapsed.as_secs_f64());
    }

    /// The Prometheus text; empty when metrics were not installed.
    pub fn render(&self) -> String {
        HANDLE.get().map(PrometheusHandle::render).unwrap_or_default()
    }

    /// Keeps histograms bounded; called now and then.
    pub fn tidy(&self) {
        if let Some(handle) = HANDLE.get() {
            handle.run_upkeep();
        }
    }
}

/// Installs logging (to standard error; JSON for machines) and metrics. Called once by `main`.
pub fn install(json: bool) {
    let filter =
        EnvFilter::try_from_env("CHENGFENG_LOG").unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // a second installation (tests) keeps the first
    let _ = if json { builder.json().try_init() } else { builder.try_init() };
    if let Ok(handle) = PrometheusBuilder::new().install_recorder() {
        let _ = HANDLE.set(handle);
    }
}
