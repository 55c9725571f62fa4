//! Names of countries and regions in the interface's languages, from CLDR. Knows codes; knows no outlet.

/// The names: code, zh-Hans, zh-Hant, en; sorted by code.
const TABLE: &str = include_str!("../data/countries.tsv");

/// Returns the name of a country or region (`JP`) in a language: `zh-Hans` (also `zh`), `zh-Hant`, else English.
pub fn country_name(code: &str, language: &str) -> Option<&'static str> {
    let mut fields =
        TABLE.lines().map(|line| line.split('\t')).find_map(|mut row| (row.next()? == code).then_some(row))?;
    match language {
        "zh" | "zh-Hans" => fields.next(),
        "zh-Hant" => fields.nth(1),
        _ => fields.nth(2),
    }
}

/// Returns code, zh-Hans, zh-Hant and English name of each country and region.
pub fn country_names() -> impl Iterator<Item = [&'static str; 4]> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let mut fields = line.split('\t');
        core::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::outlets;

    #[test]
    fn a_country_has_a_name_in_each_language() {
        assert_eq!(country_name("JP", "zh-Hans"), Some("日本"));
        assert_eq!(country_name("KR", "zh-Hant"), Some("南韓"));
        assert_eq!(country_name("HK", "zh-Hans"), Some("香港"));
        assert_eq!(country_name("GB", "en"), Some("United Kingdom"));
        assert_eq!(country_name("ZZ", "en"), None);
        assert_eq!(country_name("#", "en"), None);
    }

    #[test]
    fn every_outlet_is_at_home_in_a_country_with_names() {
        for outlet in outlets::all() {
            for language in ["zh-Hans", "zh-Hant", "en"] {
                assert!(country_name(outlet.country, language).is_some(), "{}", outlet.id);
            }
        }
    }
}
