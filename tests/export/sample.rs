//! A transcript made by hand: a little of everything a format has to carry.

use shilu::text::Span;
use shilu::transcript::*;

/// The text, with marks that every format must escape.
pub(crate) const TEXT: &str = "\
外交部长回答中外记者提问

坚守道路 把握潮流

7日，会议在梅地亚中心举行记者会。

王毅：各位上午好！A & B <b>x</b>。

塔斯社记者：“=1+1”怎么看？[链接](javascript:0)呢？

记者：还有，1_2_3？

王毅：中俄关系“不结

盟、不对抗”。（笑）很**好**。 Fine.  Truly.

（翻译）

=我说完了。

法新社记者：Second?

2025-03-07 19:00 打印
据新华社
";

/// Finds the words after a place, and moves the place on.
struct Cursor(usize);

impl Cursor {
    fn next(&mut self, words: &str) -> Span {
        let start = self.0 + TEXT[self.0..].find(words).expect(words);
        self.0 = start + words.len();
        Span::new(start, self.0)
    }

    /// A paragraph from its sentences; `inside` are spans that belong to no sentence's beginning or end.
    fn paragraph(&mut self, sentences: &[&str]) -> Paragraph {
        let sentences: Vec<Span> = sentences.iter().map(|words| self.next(words)).collect();
        let span = sentences.iter().copied().reduce(Span::join).unwrap_or_default();
        Paragraph { span, scene: false, sentences }
    }
}

fn speaker(id: &str, kind: SpeakerKind, name: &str, organization: Option<&str>, country: Option<&str>) -> Speaker {
    let own = |text: Option<&str>| text.map(str::to_owned);
    Speaker {
        id: id.into(),
        kind,
        name: name.into(),
        aliases: Vec::new(),
        organization: own(organization),
        country: own(country),
    }
}

fn turn(role: Role, speaker: Option<(usize, Span)>, paragraphs: Vec<Paragraph>) -> Turn {
    Turn { role, speaker: speaker.map(|(speaker, label)| Spoken { speaker, label }), paragraphs }
}

/// The transcript of [`TEXT`].
pub(crate) fn sample() -> Transcript {
    let mut at = Cursor(0);
    let kicker = at.next("外交部长回答中外记者提问");
    let main = at.next("坚守道路 把握潮流");
    let date = Span::new(at.0 + 2, at.0 + 2 + "7日".len());
    let lead = at.paragraph(&["7日，会议在梅地亚中心举行记者会。"]);
    let venue = Span::new(TEXT.find("梅地亚中心").unwrap(), TEXT.find("举行").unwrap());
    let opener = at.next("王毅");
    let opening = at.paragraph(&["各位上午好！", "A & B <b>x</b>。"]);
    let asker = at.next("塔斯社记者");
    let question = at.paragraph(&["“=1+1”怎么看？", "[链接](javascript:0)呢？"]);
    let more = at.next("记者");
    let follow = at.paragraph(&["还有，1_2_3？"]);
    let answerer = at.next("王毅");
    let broken = "中俄关系“不结\n\n盟、不对抗”。";
    let answer = at.paragraph(&[broken, "（笑）很**好**。", "Fine.", "Truly."]);
    let aside = Paragraph { scene: true, ..at.paragraph(&["（翻译）"]) };
    let done = at.paragraph(&["=我说完了。"]);
    let second = at.next("法新社记者");
    let unanswered = at.paragraph(&["Second?"]);
    let layout = at.next("2025-03-07 19:00 打印");
    let credit = at.next("据新华社");
    let credit_line = Paragraph { span: credit, scene: false, sentences: vec![credit] };

    let find = |words: &str| Span::new(TEXT.find(words).unwrap(), TEXT.find(words).unwrap() + words.len());
    let stars = find("**好**");
    let repair =
        |kind, start: u32, len: u32| Repair { kind, span: Span { start, end: start + len }, inserted: "".into() };
    let repairs = vec![
        repair(RepairKind::Join, find("\n\n盟").start, 2),
        repair(RepairKind::Markup, stars.start, 2),
        repair(RepairKind::Markup, stars.end - 2, 2),
    ];
    let item = |kind, ordinal, turns| Item { kind, ordinal, turns };
    Transcript {
        source: Source {
            text: TEXT.into(),
            digest: None,
            encoding: "utf-8",
            credit: Some(credit),
            url: Some("https://example.org/a?b=1&c=2".into()),
        },
        language: "zh-Hans",
        headline: Headline { kicker: Some(kicker), main: Some(main), sub: None },
        event: Event {
            name: Some("会议记者会".into()),
            venue: Some(venue),
            date: Some(EventDate {
                value: time::Date::from_calendar_date(2025, time::Month::March, 7).unwrap(),
                printed: date,
                basis: Some("会议".into()),
            }),
        },
        speakers: vec![
            speaker("wang-yi", SpeakerKind::Person, "王毅", Some("外交部"), None),
            speaker("tass", SpeakerKind::Outlet, "塔斯社", Some("TASS"), Some("RU")),
            Speaker {
                aliases: vec!["=记者".into()], ..speaker("speaker-1", SpeakerKind::Unknown, "记者", None, None)
            },
            speaker("afp", SpeakerKind::Outlet, "法新社", Some("AFP"), Some("FR")),
        ],
        items: vec![
            item(ItemKind::Lead, 1, vec![turn(Role::Statement, None, vec![lead])]),
            item(ItemKind::Opening, 1, vec![turn(Role::Statement, Some((0, opener)), vec![opening])]),
            item(
                ItemKind::Exchange,
                1,
                vec![
                    turn(Role::Question, Some((1, asker)), vec![question]),
                    turn(Role::Question, Some((2, more)), vec![follow]),
                    turn(Role::Answer, Some((0, answerer)), vec![answer, aside, done]),
                ],
            ),
            item(ItemKind::Exchange, 2, vec![turn(Role::Question, Some((3, second)), vec![unanswered])]),
            item(ItemKind::Credit, 2, vec![turn(Role::Statement, None, vec![credit_line])]),
        ],
        repairs,
        layout: vec![layout],
        diagnostics: vec![
            Diagnostic { kind: DiagnosticKind::Scene, span: find("（笑）") },
            Diagnostic { kind: DiagnosticKind::Unanswered, span: unanswered_span() },
        ],
    }
}

fn unanswered_span() -> Span {
    let start = TEXT.find("Second?").unwrap();
    Span::new(start, start + "Second?".len())
}
