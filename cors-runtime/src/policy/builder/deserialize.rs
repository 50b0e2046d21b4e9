//! Arguments from a file or from the environment.

use std::fmt;

use cors_policy::{Argument, Rule, Violation};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::PolicyBuilder;
use super::error::PolicyMistake;
use crate::origin::entries_in;

/// What a [`Policy`](crate::Policy) is serialized with besides its arguments.
const NOT_ARGUMENTS: [&str; 3] = ["handler", "file", "line"];

#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for PolicyBuilder {
    /// Reads the arguments under their names. Fails only if there is no map; mistakes in the arguments are reported by
    /// [`build`](PolicyBuilder::build).
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Arguments)
    }
}

struct Arguments;

impl<'de> Visitor<'de> for Arguments {
    type Value = PolicyBuilder;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the arguments of a CORS policy")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PolicyBuilder, A::Error> {
        let mut builder = PolicyBuilder::new();
        let mut seen = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if NOT_ARGUMENTS.contains(&&*key) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            builder.set(&key, map.next_value()?, &mut seen);
        }
        Ok(builder)
    }
}

impl PolicyBuilder {
    fn set(&mut self, key: &str, value: Value, seen: &mut Vec<Argument>) {
        let Some(argument) = Argument::named(key) else {
            // Its value may be a secret of something else.
            return self.mistake(key, &Value::Nothing, Violation::new(Rule::ArgumentUnknown, key));
        };
        if value == Value::Nothing {
            return;
        }
        if !argument.is_setting() {
            return self.mistake(key, &value, Violation::new(Rule::ArgumentOfTheProgram, key));
        }
        if seen.contains(&argument) {
            return self.mistake(key, &value, Violation::new(Rule::ArgumentRepeated, key));
        }
        seen.push(argument);
        if argument.is_list() {
            self.set_list(argument, value);
        } else if argument.is_flag() {
            self.set_flag(argument, &value);
        } else {
            self.set_number(argument, &value);
        }
    }

    fn set_list(&mut self, argument: Argument, value: Value) {
        let values = match value {
            Value::List(values) => values,
            Value::Text(text) => entries_in(&text).map(|entry| Value::Text(entry.to_owned())).collect(),
            other => return self.wrong_type(argument, &other, other.kind()),
        };
        let mut entries = Vec::with_capacity(values.len());
        for value in values {
            match value {
                Value::Text(entry) => entries.push(entry),
                other => self.wrong_type(argument, &other, &format!("{} in the list", other.kind())),
            }
        }
        self.lists.insert(argument, entries);
    }

    fn set_flag(&mut self, flag: Argument, value: &Value) {
        let is_on = match value {
            Value::Flag(is_on) => *is_on,
            Value::Text(text) if text == "true" => true,
            Value::Text(text) if text == "false" => false,
            other => return self.wrong_type(flag, other, other.kind()),
        };
        self.flags.insert(flag, is_on);
    }

    fn set_number(&mut self, argument: Argument, value: &Value) {
        let (name, is_max_age) = (argument.name(), argument == Argument::MaxAge);
        let number = match value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        match (number.map(u64::try_from), value) {
            (Some(Ok(number)), _) => drop(self.numbers.insert(argument, number)),
            (Some(Err(_)), _) if is_max_age => {
                self.mistake(name, value, Violation::new(Rule::MaxAgeNegative, name));
            }
            (None, Value::Text(text) | Value::Fraction(text)) if is_max_age => {
                self.mistake(name, value, Violation::new(Rule::MaxAgeNotANumber, text));
            }
            (_, other) => self.wrong_type(argument, other, other.kind()),
        }
    }

    fn wrong_type(&mut self, argument: Argument, value: &Value, found: &str) {
        let name = argument.name();
        self.mistake(name, value, Violation::with_part(Rule::ArgumentWithWrongType, name, found));
    }

    fn mistake(&mut self, key: &str, value: &Value, violation: Violation<'_>) {
        self.mistakes.push(match value {
            Value::Text(text) => PolicyMistake::of(key, Some(text), violation),
            other => PolicyMistake::of(key, other.written().as_deref(), violation).unquoted(),
        });
    }
}

/// A value of any type, so that one of the wrong type is a mistake among others.
#[derive(Debug, PartialEq)]
enum Value {
    /// No value, which is the default.
    Nothing,
    Flag(bool),
    /// What does not fit is beyond every limit.
    Number(i64),
    /// As it is displayed.
    Fraction(String),
    Text(String),
    List(Vec<Value>),
    Map,
}

impl Value {
    /// What was found, in words that follow "not".
    const fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Flag(_) => "`true` or `false`",
            Self::Number(..0) => "a negative number",
            Self::Number(_) | Self::Fraction(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map => "a table",
        }
    }

    /// The value, if it is short.
    fn written(&self) -> Option<String> {
        match self {
            Self::Flag(is_on) => Some(is_on.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Fraction(text) | Self::Text(text) => Some(text.clone()),
            Self::Nothing | Self::List(_) | Self::Map => None,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of an argument")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, is_on: bool) -> Result<Value, E> {
        Ok(Value::Flag(is_on))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(i64::try_from(number).unwrap_or(i64::MAX)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Fraction(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Map)
    }
}
