//! The command line of `chengfeng`: serving, looking after the data, and the same imports as the API.

mod cli;
mod memory;

fn main() -> std::process::ExitCode {
    memory::settle();
    match cli::parse() {
        Err(wrong) => cli::words::answer(&wrong),
        Ok(args) => cli::run(args).unwrap_or_else(|error| {
            eprintln!("错误：{error:#}");
            std::process::ExitCode::FAILURE
        }),
    }
}
