//! The command line in Chinese: help pages, and what is wrong with a command and what to do about it.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};
use std::error::Error as _;
use std::process::ExitCode;

const PAGE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The same command with every heading in Chinese.
pub fn in_chinese(mut command: Command) -> Command {
    command.build();
    translate(command)
}

fn translate(command: Command) -> Command {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[选项]").replace("COMMAND", "命令");
    let command =
        if command.get_name() == "help" { command.about("显示一个命令的帮助") } else { command };
    command
        .help_template(PAGE)
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .mut_args(|arg| match arg.get_id().as_str() {
            "help" => arg.help("显示帮助").long_help("显示帮助").help_heading("选项"),
            "version" => arg.help("显示版本").long_help("显示版本").help_heading("选项"),
            "subcommand" => arg.help("要看哪个命令").help_heading("参数"),
            _ if arg.is_positional() => arg.help_heading("参数"),
            _ => arg.help_heading("选项"),
        })
        .mut_subcommands(translate)
}

/// Prints a help page that was asked for, or says what is wrong; answers the exit code.
pub fn answer(error: &Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{}", error.render());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{}", error.render());
            ExitCode::from(2)
        }
        _ => {
            eprintln!("错误：{}", complaint(error));
            if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
                advise(usage);
            }
            ExitCode::from(2)
        }
    }
}

fn advise(usage: &StyledStr) {
    let usage = usage.to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let command: Vec<&str> =
        usage.split_whitespace().take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    eprintln!("\n用法：{usage}\n运行 {} --help 查看说明。", command.join(" "));
}

fn complaint(error: &Error) -> String {
    let words = |kind| error.get(kind).map(words_of).unwrap_or_default();
    let first = |kind| words(kind).into_iter().next().unwrap_or_default();
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| words(kind).into_iter().next())
        .map(|word| format!("是不是想写 {word}？"))
        .unwrap_or_default();
    let (arg, value) = (first(ContextKind::InvalidArg), first(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {arg} 这个选项或参数。{meant}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令。{meant}", first(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "还缺一个命令。".to_owned(),
        ErrorKind::MissingRequiredArgument => {
            format!("还缺 {}。", words(ContextKind::InvalidArg).join("、"))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面要有一个值。"),
        ErrorKind::InvalidValue => {
            format!("{arg} 不能是 {value}，可用的有：{}。", words(ContextKind::ValidValue).join("、"))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("{arg} 不能是 {value}：{why}。")
        }
        ErrorKind::ArgumentConflict => {
            let earlier = words(ContextKind::PriorArg).join("、");
            if earlier.is_empty() || earlier == arg {
                format!("{arg} 只能写一次。")
            } else {
                format!("{arg} 不能与 {earlier} 同时使用。")
            }
        }
        ErrorKind::TooManyValues => format!("{arg} 不需要 {value} 这个值。"),
        ErrorKind::InvalidUtf8 => "参数里有无法识别的字节，请用 UTF-8 编码。".to_owned(),
        _ => format!("命令的写法不对（{}）。", error.kind()),
    }
}

fn words_of(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::String(word) => vec![word.clone()],
        ContextValue::Strings(words) => words.clone(),
        ContextValue::StyledStr(text) => vec![text.to_string()],
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
