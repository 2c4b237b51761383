//! How a catalogue of facts is declared.

/// Declares a catalogue: for each fact its name, Chinese term, type, unit, formula, and what makes it unknown.
macro_rules! declare {
    ($(#[$catalogue:meta])* $name:ident { $($(#[$doc:meta])* $fact:ident = $word:literal, $zh:literal, $kind:ident, $unit:ident, $formula:literal, unknown $unknown:literal;)+ }) => {
        $(#[$catalogue])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $fact,)+
        }

        impl $name {
            /// The whole catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$fact,)+];

            /// The name that policies and reports use.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$fact => $word,)+ }
            }

            /// The Chinese term.
            #[must_use]
            pub fn zh(self) -> &'static str {
                match self { $(Self::$fact => $zh,)+ }
            }

            /// Its type.
            #[must_use]
            pub fn kind(self) -> $crate::facts::FactType {
                match self { $(Self::$fact => $crate::facts::FactType::$kind,)+ }
            }

            /// Its unit.
            #[must_use]
            pub fn unit(self) -> $crate::facts::FactUnit {
                match self { $(Self::$fact => $crate::facts::FactUnit::$unit,)+ }
            }

            /// How it is computed.
            #[must_use]
            pub fn formula(self) -> &'static str {
                match self { $(Self::$fact => $formula,)+ }
            }

            /// When it is unknown.
            #[must_use]
            pub fn when_unknown(self) -> &'static str {
                match self { $(Self::$fact => $unknown,)+ }
            }

            /// The fact with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($word => Some(Self::$fact),)+ _ => None }
            }
        }
    };
}
pub(super) use declare;
