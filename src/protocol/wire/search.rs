//! Searches and what they find, as bytes and back.

use super::{Reader, list, number, place, read_list, text, topics};
use crate::protocol::{Found, KEYS, Line, Mark, Row, Search};
use crate::search::{Field, Key};

const FIELDS: [Field; 3] = [Field::Question, Field::Answer, Field::Title];

pub(super) fn texts(out: &mut Vec<u8>, all: &[String]) {
    list(out, all, |out, one| text(out, one));
}

pub(super) fn pair(out: &mut Vec<u8>, (one, other): &(usize, usize)) {
    number(out, *one);
    number(out, *other);
}

pub(super) fn read_pair(reader: &mut Reader<'_>) -> Option<(usize, usize)> {
    Some((reader.number()?, reader.number()?))
}

fn read_flag(reader: &mut Reader<'_>) -> Option<bool> {
    Some(reader.number()? != 0)
}

pub(super) fn search(out: &mut Vec<u8>, search: &Search) {
    text(out, &search.query);
    number(out, search.shown);
    number(out, search.field.map_or(0, |field| 1 + place(&FIELDS, &field)));
    texts(out, &search.outlets);
    list(out, &search.years, |out, year| number(out, *year));
    topics::choices(out, &search.choices);
    for flag in [search.everywhere, search.newest, search.pinyin] {
        number(out, flag.into());
    }
    number(out, search.limit);
}

pub(super) fn read_search(reader: &mut Reader<'_>) -> Option<Search> {
    let (query, shown) = (reader.owned()?, reader.number()?);
    let field = match reader.number()? {
        0 => None,
        n => Some(*FIELDS.get(n - 1)?),
    };
    let outlets = read_list(reader, Reader::owned)?;
    let (years, choices) = (read_list(reader, Reader::number)?, topics::read_choices(reader)?);
    let [everywhere, newest, pinyin] = [read_flag(reader)?, read_flag(reader)?, read_flag(reader)?];
    Some(Search { query, shown, everywhere, field, outlets, years, choices, newest, pinyin, limit: reader.number()? })
}

pub(super) fn key(out: &mut Vec<u8>, key: Key) {
    number(out, place(&KEYS, &key));
}

pub(super) fn read_key(reader: &mut Reader<'_>) -> Option<Key> {
    KEYS.get(reader.number()?).copied()
}

pub(super) fn mark(out: &mut Vec<u8>, mark: &Mark) {
    text(out, &mark.block);
    pair(out, &(mark.from, mark.to));
}

pub(super) fn read_mark(reader: &mut Reader<'_>) -> Option<Mark> {
    Some(Mark { block: reader.owned()?, from: reader.number()?, to: reader.number()? })
}

fn line(out: &mut Vec<u8>, line: &Line) {
    number(out, line.n);
    mark(out, &line.mark);
    number(out, line.is_spelled.into());
    text(out, &line.words);
    list(out, &line.found, pair);
    text(out, &line.speaker);
    text(out, &line.asker);
    number(out, line.exchange);
}

fn read_line(reader: &mut Reader<'_>) -> Option<Line> {
    let (n, mark, is_spelled) = (reader.number()?, read_mark(reader)?, read_flag(reader)?);
    let (words, found) = (reader.owned()?, read_list(reader, read_pair)?);
    let (speaker, asker) = (reader.owned()?, reader.owned()?);
    Some(Line { n, mark, is_spelled, words, found, speaker, asker, exchange: reader.number()? })
}

pub(super) fn found(out: &mut Vec<u8>, found: &Found) {
    number(out, found.count);
    number(out, found.here);
    list(out, &found.marks, mark);
    list(out, &found.lines, line);
    list(out, &found.conferences, pair);
    list(out, &found.years, pair);
    list(out, &found.outlets, |out, (id, name, n)| {
        text(out, id);
        text(out, name);
        number(out, *n);
    });
    list(out, &found.spelled, |out, (word, n)| {
        text(out, word);
        number(out, *n);
    });
    texts(out, &found.kept);
    texts(out, &found.dropped);
    list(out, &found.topics, |out, (id, names, n)| {
        text(out, id);
        topics::names(out, names);
        number(out, *n);
    });
}

pub(super) fn read_found(reader: &mut Reader<'_>) -> Option<Found> {
    Some(Found {
        count: reader.number()?,
        here: reader.number()?,
        marks: read_list(reader, read_mark)?,
        lines: read_list(reader, read_line)?,
        conferences: read_list(reader, read_pair)?,
        years: read_list(reader, read_pair)?,
        outlets: read_list(reader, |reader| Some((reader.owned()?, reader.owned()?, reader.number()?)))?,
        spelled: read_list(reader, |reader| Some((reader.owned()?, reader.number()?)))?,
        kept: read_list(reader, Reader::owned)?,
        dropped: read_list(reader, Reader::owned)?,
        topics: read_list(reader, |reader| Some((reader.owned()?, topics::read_names(reader)?, reader.number()?)))?,
    })
}

pub(super) fn rows(out: &mut Vec<u8>, rows: &[Row]) {
    list(out, rows, |out, row| {
        number(out, row.n);
        mark(out, &row.mark);
        text(out, &row.date);
        text(out, &row.speaker);
        for words in &row.words {
            text(out, words);
        }
    });
}

pub(super) fn read_rows(reader: &mut Reader<'_>) -> Option<Vec<Row>> {
    read_list(reader, |reader| {
        let (n, mark, date, speaker) = (reader.number()?, read_mark(reader)?, reader.owned()?, reader.owned()?);
        Some(Row { n, mark, date, speaker, words: [reader.owned()?, reader.owned()?, reader.owned()?] })
    })
}
