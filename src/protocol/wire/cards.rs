//! Cards as bytes and back.

use super::search::{mark, read_mark, texts};
use super::{Reader, list, number, optional, read_list, text};
use crate::card::{Matter, Proof};
use crate::protocol::{Judged, Material};

pub(super) fn material(out: &mut Vec<u8>, material: &Material) {
    let Matter {
        text: words,
        language,
        speaker,
        role,
        asks,
        asked_by,
        question,
        event,
        date,
        is_inferred,
        credit,
        link,
        proof,
    } = &material.matter;
    text(out, words);
    text(out, language);
    for part in [speaker, role, asked_by, question, event, date, credit, link, &proof.link] {
        optional(out, part.as_deref());
    }
    number(out, usize::from(*asks));
    number(out, usize::from(*is_inferred));
    for part in [&proof.sentence, &proof.text, &proof.selector, &proof.sha256, &proof.alt] {
        text(out, part);
    }
    list(out, &proof.spans, |out, [from, to]| {
        number(out, *from as usize);
        number(out, *to as usize);
    });
    texts(out, &material.clauses);
}

pub(super) fn read_material(reader: &mut Reader<'_>) -> Option<Material> {
    let [words, language] = [reader.owned()?, reader.owned()?];
    let mut optional = || reader.optional();
    let [speaker, role, asked_by, question] = [optional()?, optional()?, optional()?, optional()?];
    let [event, date, credit, link, proof_link] = [optional()?, optional()?, optional()?, optional()?, optional()?];
    let [asks, is_inferred] = [reader.number()? != 0, reader.number()? != 0];
    let [sentence, quoted, selector] = [reader.owned()?, reader.owned()?, reader.owned()?];
    let [sha256, alt] = [reader.owned()?, reader.owned()?];
    let span = |reader: &mut Reader<'_>| {
        let mut place = || u32::try_from(reader.number()?).ok();
        Some([place()?, place()?])
    };
    let spans = read_list(reader, span)?;
    let proof = Proof { sentence, spans, text: quoted, selector, sha256, alt, link: proof_link };
    let matter = Matter {
        text: words,
        language,
        speaker,
        role,
        asks,
        asked_by,
        question,
        event,
        date,
        is_inferred,
        credit,
        link,
        proof,
    };
    Some(Material { matter, clauses: read_list(reader, Reader::owned)? })
}

pub(super) fn judged(out: &mut Vec<u8>, judged: &Judged) {
    number(out, usize::from(judged.stands));
    list(out, &judged.said, |out, said| said.iter().for_each(|words| text(out, words)));
    number(out, judged.n);
    list(out, &judged.marks, mark);
    number(out, judged.exchange);
    for words in [&judged.claimed, &judged.words, &judged.speaker] {
        text(out, words);
    }
}

pub(super) fn read_judged(reader: &mut Reader<'_>) -> Option<Judged> {
    Some(Judged {
        stands: reader.number()? != 0,
        said: read_list(reader, |reader| Some([reader.owned()?, reader.owned()?, reader.owned()?]))?,
        n: reader.number()?,
        marks: read_list(reader, read_mark)?,
        exchange: reader.number()?,
        claimed: reader.owned()?,
        words: reader.owned()?,
        speaker: reader.owned()?,
    })
}
