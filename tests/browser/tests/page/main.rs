//! Every sentence about the built page, each in every engine. One binary, so that an engine starts once.

fn main() -> std::process::ExitCode {
    shilu_browser_tests::main(vec![])
}
