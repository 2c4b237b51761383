//! The head of a column: year, and whether values are means or sums.

use super::cues::Cues;
use super::phrase::{Item, Phrase};
use crate::notation::{Context, Window};
use crate::period::Frequency;

/// What the head of the column says of a value: 2030年, 年均/累计. Values in brackets are sums already, and of
/// a column for both only they are.
pub(super) fn column(context: &Context<'_>, cues: &mut Cues, is_sum: bool) {
    let Some(column) = context.column else { return };
    let sums = column.contains("累计");
    if column.contains("年均") && !is_sum {
        cues.annual = true;
        cues.each_year |= !cues.rises && !cues.falls;
    } else if sums {
        cues.cumulate = true;
    }
    let Ok(column) = Phrase::of(column) else { return };
    let date = column.segments.iter().flat_map(|segment| &segment.items).find_map(Item::date);
    let by = date.filter(|date| date.frequency() == Frequency::Year).map(Window::By);
    cues.window = cues.window.or(by);
}
