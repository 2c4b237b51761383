//! The head of a row: name and unit.

use super::Context;

/// The name in the head of a row, without the unit in brackets behind it.
pub(super) fn name(context: &Context<'_>) -> Option<String> {
    let header = context.header?.trim();
    let name = parts(header).0;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The unit that goes with bare numbers: that of a column in per cent, of the context, or of the head of the
/// row.
pub(super) fn unit<'c>(context: &Context<'c>) -> Option<&'c str> {
    let column = context.column.and_then(|column| parts(column.trim()).1);
    if let Some(percent) = column.filter(|unit| matches!(*unit, "%" | "％")) {
        return Some(percent);
    }
    context.unit.filter(|unit| !unit.trim().is_empty()).or_else(|| parts(context.header?.trim()).1)
}

/// `充电基础设施（万个）` is a name and a unit.
fn parts(header: &str) -> (&str, Option<&str>) {
    let inner = header.strip_suffix(')').or_else(|| header.strip_suffix('）'));
    let cut = inner.and_then(|inner| inner.rsplit_once(['(', '（']));
    match cut {
        Some((name, remark)) if remark.chars().count() <= 12 && !remark.trim().is_empty() => {
            // (亿元,5年累计): the unit stands first.
            let unit = remark.split([',', '，', '、', ';', '；']).next().unwrap_or(remark);
            (name.trim(), Some(unit.trim()))
        }
        _ => (header, None),
    }
}
