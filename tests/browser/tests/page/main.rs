//! Every sentence about the built page, each in every engine. One binary, so that an engine starts once.
//! A room a subject; what the page must show is data in `expected`.

mod access;
mod addresses;
mod aloud;
mod attacks;
mod cards;
mod checking;
mod collecting;
mod concordance;
mod decoding;
mod embedded;
mod embedding;
mod expected;
mod exporting;
mod failure;
mod faults;
mod filtering;
mod framed;
mod gestures;
mod library;
mod linked;
mod marking;
mod offline;
mod opening;
mod packed;
mod pictures;
mod quoting;
mod reading;
mod searching;
mod selecting;
mod settings;
mod single;
mod start;
mod system;
mod topics;
mod walking;
mod without_scripts;

fn main() -> std::process::ExitCode {
    let rooms = [
        ("reading", reading::sentences()),
        ("addresses", addresses::sentences()),
        ("start", start::sentences()),
        ("settings", settings::sentences()),
        ("without_scripts", without_scripts::sentences()),
        ("failure", failure::sentences()),
        ("access", access::sentences()),
        ("pictures", pictures::sentences()),
        ("single", single::sentences()),
        ("packed", packed::sentences()),
        ("opening", opening::sentences()),
        ("decoding", decoding::sentences()),
        ("linked", linked::sentences()),
        ("library", library::sentences()),
        ("faults", faults::sentences()),
        ("exporting", exporting::sentences()),
        ("searching", searching::sentences()),
        ("marking", marking::sentences()),
        ("walking", walking::sentences()),
        ("concordance", concordance::sentences()),
        ("filtering", filtering::sentences()),
        ("topics", topics::sentences()),
        ("selecting", selecting::sentences()),
        ("quoting", quoting::sentences()),
        ("checking", checking::sentences()),
        ("collecting", collecting::sentences()),
        ("aloud", aloud::sentences()),
        ("cards", cards::sentences()),
        ("attacks", attacks::sentences()),
        ("embedded", embedded::sentences()),
        ("framed", framed::sentences()),
        ("embedding", embedding::sentences()),
        ("offline", offline::sentences()),
        ("system", system::sentences()),
    ];
    // `ONLY=quoting` runs one room.
    let only = std::env::var("ONLY").ok();
    let rooms = rooms.into_iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name));
    shilu_browser_tests::main(rooms.flat_map(|(_, sentences)| sentences).collect())
}
