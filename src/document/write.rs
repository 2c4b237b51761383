#[cfg(feature = "yaml")]
use super::{
    Limits,
    node::{Kind, Node},
    parse::{Syntax, read_document},
};
use crate::plan::PlanDoc;

impl PlanDoc {
    /// The document as JSON. Reading it gives the same document, if no required field is empty.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A structure of texts and lists has nothing that JSON cannot say.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The document as YAML. Reading it gives the same document, if no required field is empty.
    #[cfg(feature = "yaml")]
    #[must_use]
    pub fn to_yaml(&self) -> String {
        yaml_of_json(&self.to_json())
    }
}

/// A JSON text in the layout of YAML.
#[cfg(feature = "yaml")]
pub(crate) fn yaml_of_json(json: &str) -> String {
    let limits = Limits { bytes: usize::MAX, nodes: usize::MAX, ..Limits::default() };
    match read_document(json, Syntax::Json, &limits) {
        Ok((node, _)) => yaml_of(&node),
        // Beyond 4 GiB there is no tree; JSON is YAML too.
        Err(_) => json.to_owned(),
    }
}

#[cfg(feature = "yaml")]
fn yaml_of(node: &Node<'_>) -> String {
    let mut out = String::new();
    write_block(&mut out, node, 0);
    out.push('\n');
    out
}

/// Writes a node whose first line starts at the column `indent`.
#[cfg(feature = "yaml")]
fn write_block(out: &mut String, node: &Node<'_>, indent: usize) {
    match &node.kind {
        Kind::Null => out.push_str("null"),
        Kind::Scalar(text) => write_scalar(out, text),
        Kind::List(nodes) if nodes.is_empty() => out.push_str("[]"),
        Kind::Map(entries) if entries.is_empty() => out.push_str("{}"),
        Kind::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    new_line(out, indent);
                }
                out.push_str("- ");
                write_block(out, node, indent + 2);
            }
        }
        Kind::Map(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    new_line(out, indent);
                }
                write_scalar(out, &entry.key);
                out.push(':');
                match &entry.value.kind {
                    Kind::List(nodes) if !nodes.is_empty() => new_line(out, indent + 2),
                    Kind::Map(entries) if !entries.is_empty() => new_line(out, indent + 2),
                    _ => out.push(' '),
                }
                write_block(out, &entry.value, indent + 2);
            }
        }
    }
}

#[cfg(feature = "yaml")]
fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(feature = "yaml")]
fn write_scalar(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Not printable, or a break of lines to some readers.
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            _ => out.push(char),
        }
    }
    out.push('"');
}

/// Whether every reader takes a text without quotes for the same text, or for a number that prints so.
#[cfg(feature = "yaml")]
fn is_plain(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let starts_well = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    starts_well
        && text.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-'))
        && !words.iter().any(|word| text.eq_ignore_ascii_case(word))
}
