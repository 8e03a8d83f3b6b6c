//! `serve`: HTTP, background jobs, sealing of the journal, and an orderly end.

use super::{bench, database};
use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use actix_web::rt::signal::unix::{SignalKind, signal};
use actix_web::web::Data;
use chengfeng::app::App;
use chengfeng::config::Config;
use chengfeng::{jobs, telemetry};
use futures_util::future::{Either, select};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use std::time::Duration;

const DRAIN_SECONDS: u64 = 20;

/// Serves until told to stop.
pub fn serve(config: Config) -> anyhow::Result<()> {
    telemetry::install(config.log_json);
    let workers =
        if config.workers == 0 { std::thread::available_parallelism()?.get() } else { config.workers };
    let listen = config.listen.clone();
    let bench = config.bench;
    let mut app = database::upgrade_and_open(config)?.with_pages()?;
    if bench {
        app.contract = bench::contract(&app.contract);
    }
    let app = Data::new(app);
    database::first_start(&app)?;
    let mut background = jobs::start(&app)?;
    background.push(start_upkeep(app.clone())?);
    let (for_server, for_signal) = (app.clone(), app.clone());
    let served = actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            chengfeng::app::service(for_server.clone()).configure(|cfg| bench::routes(cfg, bench))
        })
        .workers(workers)
        .worker_max_blocking_threads(8)
        .max_connections(20_000)
        .client_request_timeout(Duration::from_secs(5))
        .client_disconnect_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(75))
        .shutdown_timeout(DRAIN_SECONDS)
        .disable_signals()
        .bind(&listen)
        .map_err(|e| {
            anyhow::anyhow!("无法监听 {listen}：{e}。端口可能被占用，请换一个（CHENGFENG_LISTEN）。")
        })?;
        eprintln!("乘风已启动：http://{listen}  接口文档：http://{listen}/docs");
        let server = server.run();
        stop_on_signal(server.handle(), for_signal)?;
        server.await.map_err(anyhow::Error::from)
    });
    app.stopping.store(true, Ordering::SeqCst);
    for thread in background {
        let _ = thread.join();
    }
    if let Err(error) = app.seal_journal() {
        eprintln!("提醒：审计日志的最后几行还没有封存（{error}），下次启动后会接着封存。");
    }
    served
}

/// Ends in order when told to. Open streams hear of it first: they would hold up the end by the whole time of draining.
fn stop_on_signal(server: ServerHandle, app: Data<App>) -> std::io::Result<()> {
    let mut told = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?];
    let mut at_once = signal(SignalKind::quit())?;
    actix_web::rt::spawn(async move {
        let [terminate, interrupt] = &mut told;
        let in_order = {
            let (terminate, interrupt) = (pin!(terminate.recv()), pin!(interrupt.recv()));
            let quit = pin!(at_once.recv());
            matches!(select(select(terminate, interrupt), quit).await, Either::Left(_))
        };
        app.stopping.store(true, Ordering::SeqCst);
        server.stop(in_order).await;
    });
    Ok(())
}

/// Seals the journal every second and tidies limits and metrics now and then.
fn start_upkeep(app: Data<App>) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name("upkeep".to_owned()).spawn(move || {
        let mut ticks = 0u32;
        while !app.stopping.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(500));
            ticks = ticks.wrapping_add(1);
            if ticks == 2 {
                crate::memory::forget_start();
            }
            if ticks.is_multiple_of(2)
                && let Err(error) = app.seal_journal()
            {
                tracing::warn!(%error, "the journal could not be sealed");
            }
            if ticks.is_multiple_of(2)
                && let Err(error) = app.look_for_changes()
            {
                tracing::warn!(%error, "open pages could not be told of changes");
            }
            if ticks % 120 == 4
                && let Err(error) = app.plan_reminders()
            {
                tracing::warn!(%error, "the reminders of the day could not be planned");
            }
            if ticks.is_multiple_of(120) {
                app.limits.tidy();
                app.telemetry.tidy();
                if let Err(error) = app.reload_keys() {
                    tracing::warn!(%error, "the signing keys could not be read");
                }
                if let Err(error) = app.fold_rollups() {
                    tracing::warn!(%error, "the kept totals could not be brought together");
                }
                if ticks % 7200 == 120
                    && let Err(error) = app.learn_sizes()
                {
                    tracing::warn!(%error, "the database's statistics could not be brought up to date");
                }
                if let Err(error) = app.forget_old_keys() {
                    tracing::warn!(%error, "old idempotency keys could not be removed");
                }
            }
        }
    })
}
