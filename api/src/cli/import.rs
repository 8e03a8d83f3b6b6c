//! `import`: the same reading, committing and checking as over the API, for files on this machine.

use super::{database, plain, progress};
use chengfeng::app::App;
use chengfeng::auth::authenticate::load_person;
use chengfeng::auth::secrets::sha256_hex;
use chengfeng::config::Config;
use chengfeng::error::Error;
use chengfeng::features::imports::model::{ImportState, ImportTarget, RecognitionInput, Results, Session};
use chengfeng::features::imports::rules::amounts::wan_text;
use chengfeng::features::imports::rules::preview::{Preview, RowStatus};
use chengfeng::features::imports::rules::report::report;
use chengfeng::features::imports::store::sessions::{self, NewSession};
use chengfeng::features::imports::store::{reading, vault};
use chengfeng::features::{imports, people};
use chengfeng::jobs::{self, Job, JobState};
use chengfeng::policy::{Action, Visible, require_role};
use chengfeng::work::Origin;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Arguments of `import`.
#[derive(Args)]
pub struct Arguments {
    /// 台账文件：xlsx、xls、csv
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 导入成什么：projects（项目）或 enterprises（企业）
    #[arg(long, value_name = "种类", value_parser = parse_target)]
    into: ImportTarget,
    /// 只预览，不入库
    #[arg(long)]
    preview: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    /// 没有写明责任单位的行归这个单位（名称）；默认操作人的单位，或招商局
    #[arg(long, value_name = "单位")]
    unit: Option<String>,
    /// 以这个用户的名义入库（用户名）；默认以系统的名义
    #[arg(long = "as", value_name = "用户名")]
    user: Option<String>,
    /// 读哪张工作表；默认第一张
    #[arg(long, value_name = "表名")]
    sheet: Option<String>,
}

fn parse_target(text: &str) -> Result<ImportTarget, String> {
    text.parse().map_err(|_| "请写 projects（项目）或 enterprises（企业）".to_owned())
}

/// Previews or imports one file.
pub fn run(config: Config, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&arguments.file)
        .map_err(|e| anyhow::anyhow!("无法读取文件 {}：{e}。请检查路径与权限。", arguments.file.display()))?;
    let name = arguments.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let app = database::open(config)?;
    let origin = who(&app, arguments)?;
    require_role(&origin.caller, Action::ImportRun).map_err(plain)?;
    if arguments.preview {
        let spinner = progress::spinner("正在读取台账");
        let choices = choices(arguments);
        let read = reading::read(&app, &origin, &bytes, &name, arguments.into, &choices);
        spinner.finish_and_clear();
        return show(&read.map_err(plain)?, arguments.json).map(|()| ExitCode::SUCCESS);
    }
    let session = take_in(&app, &origin, arguments, &bytes, &name)?;
    commit(&app, &origin, session.id, arguments.json)
}

/// Imports a file that is at hand already; for the demo.
pub fn load(app: &App, origin: &Origin, bytes: &[u8], name: &str, into: ImportTarget) -> anyhow::Result<()> {
    let file = PathBuf::from(name);
    let arguments =
        Arguments { file, into, preview: false, json: false, unit: None, user: None, sheet: None };
    let session = take_in(app, origin, &arguments, bytes, name)?;
    commit(app, origin, session.id, false).map(drop)
}

fn choices(arguments: &Arguments) -> RecognitionInput {
    RecognitionInput { sheet: arguments.sheet.clone(), ..RecognitionInput::default() }
}

fn who(app: &App, arguments: &Arguments) -> anyhow::Result<Origin> {
    let system = Origin::system("cli import");
    let Some(username) = &arguments.user else { return Ok(system) };
    let caller = app.read(&system, |tx| {
        let users = people::list_users(tx)?;
        let user = users.iter().find(|u| u.username == *username).ok_or_else(|| {
            Error::field(
                "/as",
                "unknown",
                format!("没有用户“{username}”。可用 chengfeng user list 查看全部账号。"),
            )
        })?;
        {
            let now = tx.now;
            load_person(tx, user.id, now)
        }
    });
    Ok(Origin { caller: Arc::new(caller.map_err(plain)?), ..system })
}

/// Registers the file and has it read by the same job as over the API.
fn take_in(
    app: &App,
    origin: &Origin,
    arguments: &Arguments,
    bytes: &[u8],
    name: &str,
) -> anyhow::Result<Session> {
    let book_choices = choices(arguments);
    // what cannot be read is said before anything is kept
    reading::open_book(bytes, name, &book_choices).map_err(plain)?;
    let sha256 = sha256_hex(bytes);
    vault::keep(&app.config.data, &sha256, bytes).map_err(plain)?;
    let lead_unit_id = lead_unit(app, origin, arguments)?;
    let (job, session) = app
        .write(origin, |tx| {
            let new = NewSession {
                target: arguments.into,
                file_name: name.to_owned(),
                sha256: sha256.clone(),
                size_bytes: bytes.len() as i64,
                choices: book_choices.clone(),
                lead_unit_id: Some(lead_unit_id),
                created_by: tx.caller.user_id,
                unit_id: tx.caller.unit_id,
            };
            reading::take_in(tx, &new)
        })
        .map_err(plain)?;
    wait_for(app, job, "读取台账")?;
    find(app, session.id)
}

fn lead_unit(app: &App, origin: &Origin, arguments: &Arguments) -> anyhow::Result<i64> {
    let own = origin.caller.unit_id.filter(|_| arguments.unit.is_none());
    let found = app.write(origin, |tx| {
        tx.mark_journalled(); // on an empty database the bureau is made with a journal row of its own
        match own {
            Some(id) => Ok(id),
            None => people::unit_or_bureau(tx, arguments.unit.as_deref()),
        }
    });
    let id = found.map_err(plain)?;
    let everywhere = origin.caller.unit_id.is_none() || origin.caller.covers_unit(id);
    let bureau = origin.caller.roles.contains(&chengfeng::policy::Role::Bureau);
    anyhow::ensure!(everywhere || bureau, "这个用户只能为本单位或下属单位导入。请改用 --unit 或换一个用户。");
    Ok(id)
}

fn find(app: &App, id: i64) -> anyhow::Result<Session> {
    let system = Origin::system("cli import");
    app.read(&system, |tx| sessions::find(tx, &Visible::everything(), id)).map_err(plain)
}

/// Runs the job here, or watches the service that is running do it, and shows how far it is.
fn wait_for(app: &App, job: Job, what: &str) -> anyhow::Result<Job> {
    let system = Origin::system("cli import");
    let bar = progress::bar(0, what);
    let ended = std::thread::scope(|scope| -> anyhow::Result<Job> {
        let worker = scope.spawn(|| jobs::run_due(app));
        loop {
            std::thread::sleep(Duration::from_millis(100));
            let now = app.read(&system, |tx| jobs::find(tx, job.id)).map_err(plain)?;
            bar.set_length(u64::try_from(now.total.unwrap_or(0)).unwrap_or(0));
            bar.set_position(u64::try_from(now.done).unwrap_or(0));
            let over = !matches!(now.state, JobState::Queued | JobState::Running);
            if over {
                return Ok(now);
            }
            if worker.is_finished() && now.state == JobState::Queued {
                jobs::run_due(app).map_err(plain)?; // it was to be tried again a little later
            }
        }
    });
    bar.finish_and_clear();
    let ended = ended?;
    if ended.state == JobState::Succeeded {
        return Ok(ended);
    }
    anyhow::bail!("{what}没有完成：{}", ended.failure.unwrap_or_else(|| ended.state.label().to_owned()))
}

fn commit(app: &App, origin: &Origin, id: i64, json: bool) -> anyhow::Result<ExitCode> {
    let session = find(app, id)?;
    let waiting = session.counts.read::<imports::rules::preview::Counts>();
    if waiting.ok > 0 {
        let (job, _) = app
            .write(origin, |tx| imports::begin(tx, &session, ImportState::Committing, None))
            .map_err(plain)?;
        wait_for(app, job, "入库")?;
    }
    let session = find(app, id)?;
    let system = Origin::system("cli import");
    let results = app.read(&system, |tx| sessions::results(tx, id)).map_err(plain)?;
    summary(&session, &results, json)?;
    Ok(ExitCode::SUCCESS)
}

fn summary(session: &Session, results: &Results, json: bool) -> anyhow::Result<()> {
    let counts: imports::rules::preview::Counts = session.counts.read();
    if json {
        let all = serde_json::json!({
            "import_id": session.id, "state": session.state, "results": results, "counts": counts,
            "sums": session.sums,
        });
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    println!(
        "批次{}：新登记{}，更新{}，与库中一致{}；疑似重复待决定{}，有错误{}，跳过{}。",
        session.id,
        results.created,
        results.updated,
        results.matched,
        counts.suspected_duplicate,
        counts.error,
        counts.skipped
    );
    if counts.suspected_duplicate + counts.error > 0 {
        println!("其余各行请登录系统，在导入批次{}中改正或作出决定后再入库。", session.id);
    }
    Ok(())
}

fn show(preview: &Preview, json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(&report(preview))?);
        return Ok(());
    }
    let report = report(preview);
    for (row, said) in preview.rows.iter().zip(report["rows"].as_array().into_iter().flatten()) {
        let status = match row.status {
            RowStatus::Ok => continue,
            RowStatus::SuspectedDuplicate => "疑似重复",
            RowStatus::Error => "错误",
            RowStatus::Skipped => "跳过",
        };
        println!("第{}行 {status}：{}", row.row, said["name"].as_str().unwrap_or_default());
        for reason in said["reasons"].as_array().into_iter().flatten() {
            println!("    {}", reason.as_str().unwrap_or_default());
        }
    }
    let counts = &preview.counts;
    println!(
        "共{}行记录：可用{}，疑似重复{}，错误{}。",
        counts.records, counts.ok, counts.suspected_duplicate, counts.error
    );
    if let Some(sums) = &preview.sums {
        println!("可用各行总投资合计{}万元。", wan_text(sums.ok_yuan));
        if let Some(printed) = &sums.printed_total {
            println!("{}。", printed.message);
        }
    }
    Ok(())
}
