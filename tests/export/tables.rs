//! CSV and JSON-LD.

use expect_test::expect_file;
use serde_json::Value;
use shilu::export;

use crate::sample::sample;

#[test]
fn the_csv_has_a_row_an_exchange() {
    let csv = export::csv::write(&sample());
    assert!(csv.starts_with("\u{FEFF}id,") && csv.ends_with("\r\n"));
    expect_file!["sample.csv"].assert_eq(&csv.replace("\r\n", "\n"));
}

#[test]
fn no_cell_begins_like_a_formula() {
    for sign in ["=", "+", "-", "@", "＝", "＠"] {
        let text = format!("记者：{sign}1+1|cmd？\n\n王毅：{sign}SUM(A1)。\n\n\"是,\"的。\n");
        let csv = export::csv::write(&shilu::transcript::parse(&text));
        let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
        let cells: Vec<String> =
            rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        assert!(cells.contains(&format!("'{sign}1+1|cmd？")), "{cells:?}");
        assert!(cells.contains(&format!("'{sign}SUM(A1)。\n\"是,\"的。")), "{cells:?}");
        assert!(cells.iter().all(|cell| !cell.starts_with(sign)), "{cells:?}");
    }
}

#[test]
fn the_json_ld_is_an_article_of_questions_and_quotations() {
    let jsonld = export::jsonld::write(&sample());
    let value: Value = serde_json::from_str(&jsonld).unwrap();
    expect_file!["sample.jsonld"].assert_eq(&serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn the_json_ld_cannot_end_a_script_element() {
    let text = "记者：</script><script>alert(1)</script><!--？\n\n王毅：好。";
    assert!(!export::jsonld::write(&shilu::transcript::parse(text)).contains('<'));
}
