//! The stream of live changes: server-sent events of one person. Two numbers in memory are compared a few times a
//! second; the database is asked only when a notice has come and when it is time to see whether he is still signed in.

use super::super::store::notices::unread;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Ctx;
use crate::live::{Listening, Mark};
use crate::policy::{Action, Relations, require};
use crate::work::Origin;
use actix_web::http::header;
use actix_web::rt::time::sleep;
use actix_web::web::{Bytes, Data, block};
use actix_web::{HttpResponse, get};
use futures_util::stream;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use utoipa::ToSchema;

const GLANCE: Duration = Duration::from_millis(250);
/// Without news, this often a line shows that the connection lives.
const BEAT: Duration = Duration::from_secs(15);
/// This often it is asked whether he is still signed in.
const CHECK: Duration = Duration::from_secs(5);
/// Changes of others are told at most this often.
const QUIET: Duration = Duration::from_secs(3);

/// Asks whether the person is still signed in.
type Recheck = Arc<dyn Fn() -> Result<()> + Send + Sync>;

struct Stream {
    app: Data<App>,
    user_id: i64,
    recheck: Recheck,
    seen: Mark,
    ends_at: Instant,
    beat_at: Instant,
    check_at: Instant,
    quiet_until: Instant,
    opened: bool,
    _listening: Listening,
}

impl Stream {
    /// What is to be sent next; `None` at the end.
    async fn next(mut self) -> Option<(Result<Bytes>, Self)> {
        if !self.opened {
            self.opened = true;
            let unread = self.unread().await?;
            return Some((Ok(event("hello", &format!("{{\"unread\":{unread}}}"))), self));
        }
        loop {
            let now = Instant::now();
            if self.app.stopping.load(Ordering::SeqCst) || now >= self.ends_at {
                return None;
            }
            if now >= self.check_at {
                let recheck = self.recheck.clone();
                block(move || recheck()).await.ok()?.ok()?;
                self.check_at = now + CHECK;
            }
            let mark = self.app.live.mark();
            if mark.notice != self.seen.notice {
                self.seen.notice = mark.notice;
                let unread = self.unread().await?;
                return Some((Ok(event("notice", &format!("{{\"unread\":{unread}}}"))), self));
            }
            if mark.change != self.seen.change && now >= self.quiet_until {
                self.seen.change = mark.change;
                self.quiet_until = now + QUIET;
                return Some((Ok(event("counts", &format!("{{\"change\":{}}}", mark.change))), self));
            }
            if now >= self.beat_at {
                self.beat_at = now + BEAT;
                return Some((Ok(Bytes::from_static(b": beat\n\n")), self));
            }
            sleep(GLANCE).await;
        }
    }

    /// Notices not read; when the database does not answer the page is told by asking itself.
    async fn unread(&self) -> Option<i64> {
        let (app, user_id) = (self.app.clone(), self.user_id);
        let found = block(move || app.read(&Origin::system("live"), |tx| unread(tx, user_id))).await;
        Some(found.ok()?.unwrap_or(0))
    }
}

fn event(name: &str, data: &str) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

/// 事件流中的一个事件
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the stream in the contract; events are written as text")]
pub struct LiveEvent {
    /// 事件名：`hello` 接通，`notice` 有新提醒，`counts` 有变动
    #[schema(example = "notice")]
    event: String,
    /// 事件内容，一段 JSON：`hello`、`notice` 是 `{"unread":未读提醒数}`，`counts` 是 `{"change":变动序号}`
    #[schema(example = "{\"unread\":3}")]
    data: String,
}

/// 接收实时更新
///
/// 服务器推送的事件流（SSE，`text/event-stream`）：`hello` 接通，`notice` 有新提醒（附未读数），`counts` 有变动、待办数可能变了
/// （几秒内的变动合为一次）；没有消息时每15秒一行注释。退出登录、令牌过期、服务停止或到时（设置 `live_seconds`）即结束，请换新令牌
/// 重新连接，间隔逐次加长；连不上时改为每分钟查询。每人同时接收的路数有限（设置 `live_streams`），超过的答复429。
#[utoipa::path(tag = "提醒", extensions(("x-action" = json!("notice.read"))),
    responses((status = 200, description = "事件流：一个接一个的事件", body = LiveEvent, content_type = "text/event-stream")))]
#[get("/events")]
pub async fn stream_events(ctx: Ctx) -> Result<HttpResponse> {
    require(&ctx.caller, Action::NoticeRead, Relations { own: true, ..Relations::default() })?;
    let user_id = ctx.caller.user_id.ok_or_else(Error::not_found)?;
    let app = ctx.app.clone();
    let listening = app.live.listen(user_id, app.config.live_streams)?;
    let now = Instant::now();
    let first = Stream {
        seen: app.live.mark(),
        ends_at: now + Duration::from_secs(app.config.live_seconds),
        beat_at: now + BEAT,
        check_at: now + CHECK,
        quiet_until: now,
        recheck: Arc::new(ctx.recheck()),
        user_id,
        opened: false,
        app,
        _listening: listening,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // an encoder would keep back what is to arrive at once
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(first, Stream::next)))
}
