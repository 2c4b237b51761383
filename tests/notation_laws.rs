//! What holds for every phrase: it is read without a panic, twice in the same way, and what is said of it lies
//! within it.

#![expect(clippy::indexing_slicing, reason = "a wrong index fails the test, as it should")]

use attainment::Lang;
use attainment::notation::{Context, read};
use proptest::prelude::*;

/// Pieces that phrases are made of, so that many of the texts come near to being read.
const PIECES: &[&str] = &[
    "地区生产总值",
    "科技型企业",
    "达到",
    "增长",
    "下降",
    "年均",
    "累计",
    "分别",
    "比2020年",
    "从",
    "提高到",
    "控制在",
    "力争",
    "5%",
    "4.5万家",
    "〔17〕",
    "1∶2",
    "以上",
    "左右",
    "、",
    "和",
    "，",
    "（",
    "）",
    "三分之一",
    "八成",
    "翻两番",
    "Ⅱ类",
    "第一",
    "前15位",
    "国家下达",
    "目标",
    "万",
    "亿",
    "一",
    "十",
    "%",
    "倍",
    "0",
    "at least",
    "30 per cent",
    "by 2030",
    "from",
    "to",
    "halve",
    "one third",
    "additional",
    "reduce",
    "increase",
    " ",
    "-",
    "—",
    "→",
    "“",
    "”",
    "\u{feff}",
    "é",
    "🚀",
];

fn texts() -> impl Strategy<Value = String> {
    let made = prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => made, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read_or_refused_with_a_place_in_it(text in texts()) {
        let first = read(&text, &Context::default());
        prop_assert_eq!(&first, &read(&text, &Context::default()));
        match first {
            Ok(reading) => {
                for statement in reading.statements() {
                    prop_assert!(text.get(statement.span.clone()).is_some(), "{:?}", statement.span);
                }
            }
            Err(error) => {
                prop_assert!(text.get(error.at()..).is_some());
                prop_assert!(!error.in_language(Lang::Zh).is_empty() && !error.help(Lang::En).is_empty());
            }
        }
    }

    /// The value of a plain amount is its digits times its scale, whatever stands around.
    #[test]
    fn a_number_is_never_changed(whole in 1u32..100_000, places in 0u32..4, scale in 0usize..3) {
        let digits = format!("{whole}.{places}5");
        let (word, power) = [("", 0u32), ("万", 4), ("亿", 8)][scale];
        let reading = read(&format!("技术合同成交额达到{digits}{word}元以上"), &Context::default());
        let value = reading.ok().and_then(|reading| reading.statements()[0].number()?.decimal());
        // whole.places5 · 10^power, in hundredths.
        let hundredths = (i128::from(whole) * 100 + i128::from(places) * 10 + 5) * 10i128.pow(power);
        let expected = attainment::Decimal::from_i128_with_scale(hundredths, 2);
        prop_assert_eq!(value, Some(expected));
    }
}
