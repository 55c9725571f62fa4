//! What must always hold of the library, whatever is done to it and whatever comes in.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// A digest that differs with its number.
fn digest(n: u8) -> String {
    format!("{n:064x}")
}

fn record(n: u8, opened: u64) -> Record {
    Record {
        digest: digest(n),
        name: format!("{n}.txt"),
        title: format!("第{n}场"),
        date: Some("2025-03-07".into()),
        exchanges: 7,
        encoding: "utf-8".into(),
        url: None,
        place: None,
        opened,
        bytes: 3,
    }
}

/// Reads a field of JSON as the page reads it: null and nothing are the same.
fn field(value: &Value, key: &str) -> Field {
    match value.get(key) {
        None | Some(Value::Null) => Field::Missing,
        Some(Value::String(text)) => Field::Text(text.clone()),
        Some(Value::Number(number)) => number.as_u64().map_or(Field::Other, Field::Number),
        Some(_) => Field::Other,
    }
}

/// Reads a library's file back; `known` is what is there already.
fn read(file: &str, known: &[&str]) -> Incoming {
    let file: Value = serde_json::from_str(file).expect("the file is JSON");
    assert_eq!(file["format"], FORMAT);
    let mut incoming = Incoming::default();
    for value in file["records"].as_array().expect("a list") {
        incoming.take(&|key| field(value, key), &|digest| known.contains(&digest));
    }
    incoming
}

fn titles(library: &Library) -> Vec<&str> {
    library.entries().iter().map(|entry| entry.record.title.as_str()).collect()
}

fn of(records: impl IntoIterator<Item = (u8, u64)>) -> Library {
    let mut library = Library::default();
    library.load(records.into_iter().map(|(n, opened)| Some(record(n, opened))));
    library
}

#[test]
fn the_last_opened_comes_first_and_the_digest_decides_a_tie() {
    let mut library = of([(2, 10), (1, 10), (3, 20)]);
    assert_eq!(titles(&library), ["第3场", "第1场", "第2场"]);
    library.change(&digest(2), Change::Opened(30));
    library.change(&digest(9), Change::Opened(40));
    assert_eq!(titles(&library), ["第2场", "第3场", "第1场"]);
}

#[test]
fn a_record_that_does_not_hold_is_counted_and_not_listed() {
    let mut library = Library::default();
    library.load([Some(record(1, 1)), None, None]);
    assert_eq!((library.entries().len(), library.broken()), (1, 2));
}

#[test]
fn loading_keeps_what_lasts_as_long_as_the_page() {
    let mut library = of([(1, 1)]);
    library.put(record(2, 2), false);
    library.load([Some(record(3, 3))]);
    assert_eq!(titles(&library), ["第3场", "第2场"]);
    library.load([Some(record(2, 2))]);
    assert!(library.get(&digest(2)).is_some_and(|entry| entry.stored), "what has been stored since is stored");
    assert_eq!(library.entries().len(), 1);
}

#[test]
fn a_change_in_the_store_is_the_change_in_the_list() {
    for change in
        [Change::Title("新".into()), Change::Place(Some("x2a1.p3".into())), Change::Place(None), Change::Opened(9)]
    {
        let mut record = record(1, 1);
        let (name, value) = change.field();
        let fields = record.fields().map(|(key, field)| (key, if key == name { value.clone() } else { field }));
        change.apply(&mut record);
        assert_eq!(record.fields(), fields);
    }
}

#[test]
fn a_document_is_found_by_its_name_in_addresses() {
    let library = of([(1, 1)]);
    assert!(
        library.by_doc("00000000").is_some() && library.by_doc("00000001").is_none() && library.by_doc("").is_none()
    );
    assert!(library.is_stored(None) && library.is_stored(Some(&digest(1))) && !library.is_stored(Some(&digest(2))));
}

#[test]
fn an_undo_does_not_overwrite_what_was_kept_anew() {
    let mut library = of([(1, 1)]);
    library.remove(Some(&digest(1)));
    library.put(Record { title: "新".into(), ..record(1, 5) }, true);
    library.undo();
    assert_eq!(titles(&library), ["新"]);
}

#[test]
fn a_title_stays_on_one_line_and_has_an_end() {
    assert_eq!(clean_title("  坚守\n人间\u{0}正道 "), "坚守 人间 正道");
    assert_eq!(clean_title(&"长".repeat(999)).chars().count(), 200);
    assert_eq!(clean_title(" \t\r\n"), "");
}

#[test]
fn an_address_that_is_not_of_the_web_is_dropped() {
    let read = |url: &str| {
        let url = Field::Text(url.into());
        let fields = record(1, 1).fields();
        let get = |key: &str| match fields.iter().find(|(name, _)| *name == key) {
            Some(("url", _)) => url.clone(),
            Some((_, field)) => field.clone(),
            None => Field::Missing,
        };
        Record::read(&get).expect("the rest holds").url
    };
    assert_eq!(read("javascript:alert(1)"), None);
    assert_eq!(read("data:text/html,<b>"), None);
    assert_eq!(read("https://example.org/a.txt").as_deref(), Some("https://example.org/a.txt"));
}

#[test]
fn a_day_is_read_where_there_is_one() {
    assert_eq!(day("2025-03-07").map(|day| day.ordinal()), Some(66));
    for nonsense in ["", "2025", "2025-02-30", "2025-13-01", "<b>", "99999-1-1", "2025-03-x"] {
        assert_eq!(day(nonsense), None, "{nonsense}");
    }
}

#[test]
fn a_file_tells_new_from_known_from_broken() {
    let mut writer = Writer::default();
    for n in [1, 2, 2, 3] {
        writer.add(&record(n, 1), "问：好吗？\n答：好。");
    }
    let file = writer.finish();
    let incoming = read(&file, &[&digest(3)]);
    let new: Vec<_> = incoming.new.iter().map(|(record, text)| (record.digest.clone(), text.as_str())).collect();
    assert_eq!(new, [(digest(1), "问：好吗？\n答：好。"), (digest(2), "问：好吗？\n答：好。")]);
    assert_eq!((incoming.known, incoming.broken), (2, 0), "twice in the file is once in the library");
    assert_eq!(incoming.new[0].0.bytes, 28, "how long a text is, is counted, not believed");

    let spoiled =
        file.replacen("\"exchanges\":7", "\"exchanges\":\"7\"", 1).replacen("\"text\":\"问", "\"texts\":\"问", 2);
    let incoming = read(&spoiled, &[]);
    assert_eq!((incoming.new.len(), incoming.broken), (2, 2));
}

#[test]
fn an_exception_is_told_by_its_name() {
    assert_eq!(Fault::of("QuotaExceededError"), Fault::Full);
    assert_eq!(Fault::of("SecurityError"), Fault::Refused);
    assert_eq!(Fault::of("VersionError"), Fault::Newer);
    assert_eq!(Fault::of("a name from the future"), Fault::Refused);
}

/// Something done to the library.
#[derive(Clone, Debug)]
enum Deed {
    Put(u8, u64, bool),
    Change(u8, u64),
    Remove(u8),
    RemoveAll,
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..6_u8, 0..9_u64, any::<bool>()).prop_map(|(n, opened, stored)| Deed::Put(n, opened, stored)),
        (0..6_u8, 0..9_u64).prop_map(|(n, opened)| Deed::Change(n, opened)),
        (0..6_u8).prop_map(Deed::Remove),
        Just(Deed::RemoveAll),
        Just(Deed::Undo),
    ]
}

fn hostile_field() -> impl Strategy<Value = Field> {
    prop_oneof![
        Just(Field::Missing),
        Just(Field::Other),
        any::<u64>().prop_map(Field::Number),
        any::<String>().prop_map(Field::Text),
        Just(Field::Text(digest(7))),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_the_list_is_in_order_without_twins_and_a_removal_can_be_undone(deeds in vec(deed(), 0..40)) {
        let mut library = Library::default();
        for deed in deeds {
            match deed {
                Deed::Put(n, opened, stored) => library.put(record(n, opened), stored),
                Deed::Change(n, opened) => library.change(&digest(n), Change::Opened(opened)),
                Deed::Remove(n) => library.remove(Some(&digest(n))),
                Deed::RemoveAll => library.remove(None),
                Deed::Undo => library.undo(),
            }
            let keys: Vec<_> = library.entries().iter().map(|e| (u64::MAX - e.record.opened, &e.record.digest)).collect();
            prop_assert!(keys.is_sorted());
            let mut digests: Vec<_> = keys.iter().map(|(_, digest)| digest).collect();
            digests.sort();
            digests.dedup();
            prop_assert_eq!(digests.len(), keys.len());
            for removal in [None, keys.first().map(|(_, digest)| digest.as_str())] {
                let mut undone = library.clone();
                undone.remove(removal);
                undone.undo();
                prop_assert_eq!(undone.entries(), library.entries());
                prop_assert_eq!(undone.undoable(), 0);
            }
        }
    }

    #[test]
    fn what_is_exported_comes_in_again_as_it_was(
        texts in vec(any::<String>(), 0..8),
        name in any::<String>(),
        title in any::<String>(),
        place in any::<Option<String>>(),
        date in any::<Option<String>>(),
        opened in 0..(1_u64 << 53),
    ) {
        let records: Vec<_> = texts.into_iter().zip(0..).map(|(text, n)| {
            let (name, title, place, date) = (name.clone(), clean_title(&title), place.clone(), date.clone());
            (Record { name, title, place, date, bytes: text.len() as u64, ..record(n, opened) }, text)
        }).collect();
        let mut writer = Writer::default();
        for (record, text) in &records {
            writer.add(record, text);
        }
        prop_assert_eq!(read(&writer.finish(), &[]), Incoming { new: records, known: 0, broken: 0 });
    }

    #[test]
    fn a_hostile_record_is_read_or_left_and_what_is_read_holds(fields in vec(hostile_field(), 11)) {
        let names = record(0, 0).fields().map(|(name, _)| name);
        let get = |key: &str| names.iter().position(|name| *name == key).map_or(Field::Missing, |at| fields[at].clone());
        if let Some(record) = Record::read(&get) {
            let again = record.fields();
            let get = |key: &str| again.iter().find(|(name, _)| *name == key).map_or(Field::Missing, |f| f.1.clone());
            prop_assert_eq!(Record::read(&get), Some(record));
        }
    }
}
