//! Every sentence about the built page, each in every engine. One binary, so that an engine starts once.
//! A room a subject; what the page must show is data in `expected`.

mod access;
mod addresses;
mod attacks;
mod concordance;
mod decoding;
mod expected;
mod exporting;
mod failure;
mod faults;
mod filtering;
mod gestures;
mod library;
mod linked;
mod marking;
mod opening;
mod pictures;
mod reading;
mod searching;
mod settings;
mod single;
mod start;
mod topics;
mod walking;
mod without_scripts;

fn main() -> std::process::ExitCode {
    let rooms = [
        reading::sentences(),
        addresses::sentences(),
        start::sentences(),
        settings::sentences(),
        without_scripts::sentences(),
        failure::sentences(),
        access::sentences(),
        pictures::sentences(),
        single::sentences(),
        opening::sentences(),
        decoding::sentences(),
        linked::sentences(),
        library::sentences(),
        faults::sentences(),
        exporting::sentences(),
        searching::sentences(),
        marking::sentences(),
        walking::sentences(),
        concordance::sentences(),
        filtering::sentences(),
        topics::sentences(),
        attacks::sentences(),
    ];
    if std::env::var_os("ONLY").is_some() {
        return shilu_browser_tests::main(searching::sentences());
    }
    shilu_browser_tests::main(rooms.concat())
}
