//! A YAML text as it stands, with the fields that the library ignores.

use granit_parser::{Event, Parser};

#[derive(Clone, Debug)]
pub enum Node {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    pub fn of_yaml(text: &str) -> Self {
        // What is open: its children so far; of a map, keys and values in turn.
        let mut open: Vec<(bool, Vec<Node>)> = vec![(false, Vec::new())];
        for event in Parser::new_from_str(text) {
            let node = match event.unwrap().0 {
                Event::Scalar(text, ..) => Node::Text(text.into_owned()),
                Event::SequenceStart(..) => {
                    open.push((false, Vec::new()));
                    continue;
                }
                Event::MappingStart(..) => {
                    open.push((true, Vec::new()));
                    continue;
                }
                Event::SequenceEnd => Node::List(open.pop().unwrap().1),
                Event::MappingEnd => Node::map(open.pop().unwrap().1),
                Event::Alias(_) => panic!("the bundled plans have no aliases"),
                _ => continue,
            };
            open.last_mut().unwrap().1.push(node);
        }
        let (_, mut documents) = open.pop().unwrap();
        assert_eq!((open.len(), documents.len()), (0, 1), "one document");
        documents.remove(0)
    }

    fn map(children: Vec<Node>) -> Self {
        let mut entries = Vec::new();
        let mut children = children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            entries.push((key.text().to_owned(), value));
        }
        Node::Map(entries)
    }

    pub fn text(&self) -> &str {
        match self {
            Node::Text(text) => text,
            other => panic!("no text: {other:?}"),
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    pub fn entries(&self) -> &[(String, Node)] {
        match self {
            Node::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a field, or nothing.
    pub fn field(&self, key: &str) -> &str {
        self.get(key).map_or("", Node::text)
    }

    /// The items of a list under a key.
    pub fn list(&self, key: &str) -> &[Node] {
        match self.get(key) {
            Some(Node::List(items)) => items,
            _ => &[],
        }
    }

    /// The ids under a key: one, or a list of them.
    pub fn ids(&self, key: &str) -> Vec<&str> {
        match self.get(key) {
            Some(Node::List(items)) => items.iter().map(Node::text).collect(),
            Some(node) => vec![node.text()],
            None => Vec::new(),
        }
    }

    /// Every field below, with its name.
    pub fn all_fields(&self) -> Vec<(&str, &Node)> {
        let (mut all, mut left) = (Vec::new(), vec![self]);
        while let Some(node) = left.pop() {
            match node {
                Node::Map(entries) => {
                    all.extend(entries.iter().map(|(key, value)| (key.as_str(), value)));
                    left.extend(entries.iter().map(|(_, value)| value));
                }
                Node::List(items) => left.extend(items),
                Node::Text(_) => {}
            }
        }
        all
    }
}
