//! Choices, what they leave, topics and their evidence, as bytes and back.

use super::search::{mark, pair, read_mark, read_pair};
use super::{Reader, list, number, place, read_list, text};
use crate::protocol::{Choices, Evidence, Facet, Facets, Filter, Group, Keywords, Passing, Taken, Topic};
use crate::topics::{Problem, TopicRole};

const ROLES: [TopicRole; 3] = [TopicRole::Primary, TopicRole::Secondary, TopicRole::Mention];

fn group(out: &mut Vec<u8>, group: Group) {
    number(out, place(&Group::ALL, &group));
}

fn read_group(reader: &mut Reader<'_>) -> Option<Group> {
    Group::ALL.get(reader.number()?).copied()
}

pub(super) fn names(out: &mut Vec<u8>, names: &[String; 3]) {
    names.iter().for_each(|name| text(out, name));
}

pub(super) fn read_names(reader: &mut Reader<'_>) -> Option<[String; 3]> {
    Some([reader.owned()?, reader.owned()?, reader.owned()?])
}

pub(super) fn choices(out: &mut Vec<u8>, choices: &Choices) {
    list(out, &choices.chosen, |out, (of, id)| {
        group(out, *of);
        text(out, id);
    });
    list(out, &choices.all, |out, one| group(out, *one));
}

pub(super) fn read_choices(reader: &mut Reader<'_>) -> Option<Choices> {
    let chosen = read_list(reader, |reader| Some((read_group(reader)?, reader.owned()?)))?;
    Some(Choices { chosen, all: read_list(reader, read_group)? })
}

pub(super) fn filter(out: &mut Vec<u8>, filter: &Filter) {
    choices(out, &filter.choices);
    for n in [filter.shown, filter.everywhere.into(), filter.limit] {
        number(out, n);
    }
}

pub(super) fn read_filter(reader: &mut Reader<'_>) -> Option<Filter> {
    let (choices, shown) = (read_choices(reader)?, reader.number()?);
    Some(Filter { choices, shown, everywhere: reader.number()? != 0, limit: reader.number()? })
}

pub(super) fn facets(out: &mut Vec<u8>, facets: &Facets) {
    for n in [facets.total, facets.passing, facets.here] {
        number(out, n);
    }
    list(out, &facets.hidden, |out, n| number(out, *n));
    list(out, &facets.facets, |out, facet| {
        group(out, facet.group);
        text(out, &facet.id);
        names(out, &facet.names);
        names(out, &facet.country);
        number(out, facet.count);
    });
    list(out, &facets.conferences, pair);
    list(out, &facets.listed, |out, one| {
        pair(out, &(one.n, one.number));
        text(out, &one.asker);
        names(out, &one.topics);
    });
}

pub(super) fn read_facets(reader: &mut Reader<'_>) -> Option<Facets> {
    Some(Facets {
        total: reader.number()?,
        passing: reader.number()?,
        here: reader.number()?,
        hidden: read_list(reader, Reader::number)?,
        facets: read_list(reader, |reader| {
            let (group, id, names) = (read_group(reader)?, reader.owned()?, read_names(reader)?);
            Some(Facet { group, id, names, country: read_names(reader)?, count: reader.number()? })
        })?,
        conferences: read_list(reader, read_pair)?,
        listed: read_list(reader, |reader| {
            let ((n, number), asker) = (read_pair(reader)?, reader.owned()?);
            Some(Passing { n, number, asker, topics: read_names(reader)? })
        })?,
    })
}

pub(super) fn topics(out: &mut Vec<u8>, topics: &[Topic]) {
    list(out, topics, |out, topic| {
        text(out, &topic.id);
        names(out, &topic.names);
        number(out, place(&ROLES, &topic.role));
        list(out, &topic.evidence, |out, evidence| {
            text(out, &evidence.term);
            list(out, &evidence.marks, mark);
        });
    });
}

pub(super) fn read_topics(reader: &mut Reader<'_>) -> Option<Vec<Topic>> {
    read_list(reader, |reader| {
        let (id, names, role) = (reader.owned()?, read_names(reader)?, *ROLES.get(reader.number()?)?);
        let one =
            |reader: &mut Reader<'_>| Some(Evidence { term: reader.owned()?, marks: read_list(reader, read_mark)? });
        Some(Topic { id, names, role, evidence: read_list(reader, one)? })
    })
}

pub(super) fn keywords(out: &mut Vec<u8>, keywords: &Keywords) {
    list(out, keywords, |out, (word, count)| {
        text(out, word);
        number(out, *count);
    });
}

pub(super) fn read_keywords(reader: &mut Reader<'_>) -> Option<Keywords> {
    read_list(reader, |reader| Some((reader.owned()?, reader.number()?)))
}

pub(super) fn taken(out: &mut Vec<u8>, taken: Taken) {
    let (kind, n, problem) = match taken {
        Taken::Lexicon(n) => (0, n, 0),
        Taken::Own => (1, 0, 0),
        Taken::Wrong(line, problem) => (2, line, place(&Problem::ALL, &problem)),
    };
    for n in [kind, n, problem] {
        number(out, n);
    }
}

pub(super) fn read_taken(reader: &mut Reader<'_>) -> Option<Taken> {
    let [kind, n, problem] = [reader.number()?, reader.number()?, reader.number()?];
    Some(match kind {
        0 => Taken::Lexicon(n),
        1 => Taken::Own,
        2 => Taken::Wrong(n, *Problem::ALL.get(problem)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Mark, Request, Response, Search};

    fn three(name: &str) -> [String; 3] {
        [name.to_owned(), name.to_owned(), String::new()]
    }

    fn chosen() -> Choices {
        let chosen = vec![(Group::Place, "place.ru".to_owned()), (Group::Speaker, "王毅".to_owned())];
        Choices { chosen, all: vec![Group::Theme] }
    }

    #[test]
    fn what_is_asked_of_topics_is_read_as_it_was_written() {
        let filter = Filter { choices: chosen(), shown: 3, everywhere: true, limit: 20 };
        let search = Search { query: "台湾".into(), choices: chosen(), ..Search::default() };
        for request in [
            Request::Filter(filter),
            Request::Evidence(2, 7),
            Request::Words,
            Request::Keywords(4),
            Request::OwnLexicon,
            Request::Search(search),
        ] {
            assert_eq!(Request::from_bytes(&request.to_bytes()), Some(request));
        }
    }

    #[test]
    fn what_is_told_of_topics_is_read_as_it_was_written() {
        let facet = |group| Facet { group, id: "a".into(), names: three("甲"), country: three("乙"), count: 2 };
        let passing = Passing { n: 4, number: 2, asker: "塔斯社".into(), topics: three("中俄关系") };
        let facets = Facets {
            total: 7,
            passing: 3,
            here: 7,
            hidden: vec![1, 2],
            facets: Group::ALL.map(facet).into(),
            conferences: vec![(4, 3)],
            listed: vec![passing],
        };
        let marks = vec![Mark { block: "x2q1.p1".into(), from: 3, to: 5 }];
        let evidence = vec![Evidence { term: "中俄".into(), marks }];
        let topic = |role| Topic { id: "place.ru".into(), names: three("俄罗斯"), role, evidence: evidence.clone() };
        let words = vec![("乌克兰".to_owned(), 9)];
        let mut responses = vec![
            Response::Facets(facets),
            Response::Topics(ROLES.map(topic).into()),
            Response::Keywords(words.clone(), vec![(5, words)]),
            Response::Lexicon(Taken::Lexicon(2)),
            Response::Lexicon(Taken::Own),
        ];
        responses.extend(Problem::ALL.map(|problem| Response::Lexicon(Taken::Wrong(9, problem))));
        for response in responses {
            assert_eq!(Response::from_bytes(&response.to_bytes()), response);
        }
    }
}
